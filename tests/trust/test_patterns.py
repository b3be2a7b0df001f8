"""No regular expression of the package goes back without end, whatever a line repeats."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache

import pytest

from tests.fuzz.trial import SlowError, _alarm
from tests.trust.pattern_uses import is_sought

#: Characters of a line, and seconds for it: an exponential search never ends, one by the cube takes more.
#: Those by the square pass; docs/reliability.md names them.
LENGTH = 1_500
SECONDS = 1.0
PIECES = (
    "9", "一", "1,", " ", "\n", "，", "2024年", "（", "《a》", "国", "万元", "|", "A", "一、", "项目",
    "《a》（b）", "《a》、", "（a）", "a、", "“a”、",
)  # fmt: skip
_SOURCE = "[\u4e00-\u9fff]{1,3}"
#: Characters of a line that repeats one word of a pattern: words that divide in several ways double the time
#: with each. Where a module looks at shorter pieces only, so long.
WORD_LENGTH = 72
SHORTER = {"values/qualifier.py:28": 20, "outline/section_words.py": 24}
LONGEST_WORD = 8


@cache
def patterns() -> list[tuple[str, int, bool, str]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.trust.patterns"], capture_output=True, timeout=600, check=True
    )
    return [tuple(each) for each in json.loads(done.stdout)]


def _seconds_kept(pattern: re.Pattern[str] | re.Pattern[bytes], text: str, *, sought: bool) -> bool:
    line = text.encode() if isinstance(pattern.pattern, bytes) else text
    try:
        with _alarm(SECONDS):
            for _ in pattern.finditer(line) if sought else ():  # type: ignore[arg-type]
                pass
            pattern.match(line)  # type: ignore[arg-type]
            pattern.fullmatch(line)  # type: ignore[arg-type]
    except SlowError:
        return False
    return True


def _slow(written: str, flags: int, of_bytes: bool, *, sought: bool = True) -> list[str]:
    pattern = re.compile(
        written.encode("latin-1") if of_bytes else written, flags & ~(re.UNICODE if of_bytes else 0)
    )
    own = list(dict.fromkeys(re.findall(_SOURCE, written)))[:2]
    lines = {piece: piece * (LENGTH // len(piece)) + "x" for piece in (*PIECES, *own)}
    return [piece for piece, line in lines.items() if not _seconds_kept(pattern, line, sought=sought)]


def test_a_pattern_that_goes_back_without_end_is_noticed() -> None:
    assert _slow("(?:a+)+$", 0, False) == []  # none of the pieces
    assert "9" in _slow(r"(?:\d+)+元", 0, False)


@pytest.mark.slow
def test_every_pattern_keeps_to_its_time() -> None:
    found = patterns()
    assert len(found) > 300
    slow = {
        f"{where} {written[:80]!r}": bad
        for written, flags, of_bytes, where in found
        if (bad := _slow(written, flags, of_bytes, sought=is_sought(where)))
    }
    assert not slow, "\n".join(f"{where}: {bad}" for where, bad in slow.items())


def _divided(written: str, flags: int, where: str) -> list[str]:
    """Return the pattern's own words whose repetition takes it too long."""
    pattern = re.compile(written, flags)
    length = next((most for place, most in SHORTER.items() if where.startswith(place)), WORD_LENGTH)
    words = dict.fromkeys(re.findall("[\u4e00-\u9fff]+", written.replace(r"\s*", "")))
    lines = {word: word * (length // len(word)) + "x" for word in words if len(word) <= LONGEST_WORD}
    return [word for word, line in lines.items() if not _seconds_kept(pattern, line, sought=True)]


def test_words_that_divide_in_many_ways_are_noticed() -> None:
    assert _divided("(?:共计|共|计)+$", 0, "") == ["共计"]
    assert _divided("(?:共|计|合计)+$", 0, "") == []


@pytest.mark.slow
def test_no_pattern_divides_its_words_in_every_way() -> None:
    slow = {
        f"{where} {written[:80]!r}": bad
        for written, flags, of_bytes, where in patterns()
        if not of_bytes and (bad := _divided(written, flags, where))
    }
    assert not slow, "\n".join(f"{where}: {bad}" for where, bad in slow.items())
