"""Prose that was set in lines reads on over their ends, however wide the tables of the document are."""

from __future__ import annotations

from nlp.reconcile.flat import paragraphs

TEXT = (
    "机关内设3个办公室：综合办公室、经济发展办公室、社会事务办公室，上年支出12.34万元，本年支出13.45万元，按实有人数"
    "和定额标准安排，主要用于日常运转和会议。"
)
LINES = "\n".join(TEXT[at : at + 26] for at in range(0, len(TEXT), 26)) + "\n"
GRID = "某项收入          123.45    某项支出          123.45    另一项支出        123.45      67.89\n"


def test_lines_beside_a_wide_grid_are_wrapped_as_without_it() -> None:
    alone = [p.text for p in paragraphs(LINES, 0, len(LINES))]
    beside = [p.text for p in paragraphs(LINES + "\n" + GRID * 3, 0, len(LINES) + 1 + 3 * len(GRID))]
    assert alone == [TEXT]
    assert beside[0] == TEXT
