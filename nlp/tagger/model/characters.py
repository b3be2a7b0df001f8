"""Characters as tokens: the vocabulary, its file for Hugging Face, and the ids of a text.

One token a character and nothing normalised, so a token's place is the character's offset.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

#: Special tokens, first in every vocabulary, in this order.
SPECIALS: Final = ("<pad>", "<s>", "</s>", "<unk>")
PAD, BEGIN, END, UNKNOWN = range(4)

#: Blocks of Unicode whose characters budget documents use; from each, what the start knows is kept.
_BLOCKS: Final = (
    (0x0020, 0x007E), (0x00A0, 0x00FF), (0x0391, 0x03C9), (0x0401, 0x0451), (0x2000, 0x206F),
    (0x2100, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x25FF), (0x3000, 0x303F), (0x3220, 0x33FF),
    (0x4E00, 0x9FFF), (0xFF00, 0xFFEF),
)  # fmt: skip


def is_used(char: str) -> bool:
    """Tell whether a character belongs to a block that the vocabulary draws from."""
    return char in "\n\t" or any(low <= ord(char) <= high for low, high in _BLOCKS)


@cache
def gb2312() -> tuple[str, ...]:
    """Return the 7,445 characters of GB 2312 in its order: the set that official documents are set in.

    >>> len(gb2312()), gb2312()[-1]
    (7445, '齄')
    """
    found = []
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.append(bytes([row, cell]).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return tuple(found)


@dataclass(frozen=True)
class Characters:
    """Ids of characters; what is not in the vocabulary is ``<unk>``."""

    ids: Mapping[str, int]

    @classmethod
    def of(cls, characters: Iterable[str]) -> Characters:
        """Number the special tokens and then the characters, in order."""
        return cls({token: number for number, token in enumerate((*SPECIALS, *characters))})

    @classmethod
    def load(cls, path: Path) -> Characters:
        """Read the vocabulary of a ``tokenizer.json``."""
        return cls(json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"])

    def encode(self, text: str) -> list[int]:
        """Return one id a character of the text, without special tokens.

        >>> Characters.of("预算").encode("预算额")
        [4, 5, 3]
        """
        return [self.ids.get(char, UNKNOWN) for char in text]

    def save(self, path: Path) -> None:
        """Write ``tokenizer.json``: a WordLevel model over single characters, offsets exact."""
        path.write_text(json.dumps(self._tokenizer(), ensure_ascii=False), encoding="utf-8")

    def _tokenizer(self) -> dict[str, Any]:
        specials = [
            {
                "id": number, "content": token, "single_word": False, "lstrip": False, "rstrip": False,
                "normalized": False, "special": True,
            }
            for number, token in enumerate(SPECIALS)
        ]  # fmt: skip
        begin, end = ({"SpecialToken": {"id": SPECIALS[i], "type_id": 0}} for i in (BEGIN, END))
        pair = [begin, {"Sequence": {"id": "A", "type_id": 0}}, end]
        return {
            "version": "1.0",
            "truncation": None,
            "padding": None,
            "added_tokens": specials,
            "normalizer": None,
            "pre_tokenizer": {
                "type": "Split", "pattern": {"Regex": r"[\s\S]"}, "behavior": "Isolated", "invert": False,
            },
            "post_processor": {
                "type": "TemplateProcessing",
                "single": pair,
                "pair": [*pair, {"Sequence": {"id": "B", "type_id": 0}}, end],
                "special_tokens": {
                    SPECIALS[i]: {"id": SPECIALS[i], "ids": [i], "tokens": [SPECIALS[i]]}
                    for i in (BEGIN, END)
                },
            },
            "decoder": {"type": "Fuse"},
            "model": {"type": "WordLevel", "vocab": dict(self.ids), "unk_token": SPECIALS[UNKNOWN]},
        }  # fmt: skip
