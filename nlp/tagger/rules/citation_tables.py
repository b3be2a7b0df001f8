"""Documents that a table lists: a column of names beside a column of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlp.values.docnumber import find_document_numbers
from nlp.values.grids import grids

_NUMBERS: Final = re.compile("(?:发文|文件)?(?:文号|字号|编号|号)")
_NAMES: Final = re.compile(
    "(?:政策|依据|制度|法规|批准|相关|有关)*(?:文件|依据|法规|政策|标题|题名|名称)(?:的?(?:名称|标题|题名))?"
)


def listed_titles(text: str) -> Iterator[tuple[int, int]]:
    """Yield the names of documents in tables that have a column of their numbers, marks left out.

    >>> text = "文件 | 文号\\n某市供水条例 | 国务院令第3号\\n《甲办法》 | 某发〔2023〕4号\\n"
    >>> [text[start:end] for start, end in listed_titles(text)]
    ['某市供水条例', '甲办法']
    """
    for grid in grids(text):
        heads = [re.sub(r"\s", "", cell.text) for cell in grid.rows[0]]
        names = [c for c, head in enumerate(heads) if _NAMES.fullmatch(head)]
        numbered = [c for c, head in enumerate(heads) if _NUMBERS.fullmatch(head)]
        for row in grid.rows[1:] if names and numbered else ():
            told = [row[c].text for c in numbered if c < len(row)]
            if names[0] < len(row) and any(find_document_numbers(cell) for cell in told):
                cell = row[names[0]]
                bare = cell.text.strip("《》")
                start = cell.start + cell.text.find(bare)
                if bare:
                    yield start, start + len(bare)
