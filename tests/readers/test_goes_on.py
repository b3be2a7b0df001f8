"""Tables that go on over a page's end are one table, whatever the page prints at its ends."""

from __future__ import annotations

import pytest

from nlp.readers.text import read_text

TABS = (
    "表三 支出总表\n单位：元\n科目\t\t支出\t\n编码\t名称\t合计\t基本支出\n"
    "208\t社会保障支出\t70\t70\n20805\t养老支出\t70\t70\n2080505\t养老保险\t40\t40\n2080506\t职业年金\t30\t30\n"
    "210\t卫生支出\t9\t\n合计\t\t79\t70\n"
)
BLANKS = (
    "          表三 支出总表\n                                单位：元\n"
    "编码       名称                合计    基本支出\n208        社会保障支出       70.00       70.00\n"
    "20805      养老支出           70.00       70.00\n2080505    养老保险缴费       40.00       40.00\n"
    "           支出\n2080506    职业年金           30.00       30.00\n210        卫生支出            9.00\n"
    "           合计               79.00       70.00\n"
)
NUMBERS = ["— 5 —", "第 5 页 共 40 页", "-5-", "5/40", "                 - 5 -", "5", "第5页\n\f", "\f"]
#: Two pages at least print the same head, and number themselves.
FRONT = "某市某局\n2024年部门预算\n\n— 4 —\n某市某局部门预算\n\n4\n\n"


def _rows(text: str) -> list[list[list[str]]]:
    return [
        [[c.text for c in row] for row in table.cells]
        for table in read_text("t.txt", text.encode(), "0").tables
    ]


def _heads(text: str, lines: slice) -> str:
    return "".join(text.splitlines(keepends=True)[lines])


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(("text", "first", "heads"), [(TABS, 4, slice(2, 4)), (BLANKS, 3, slice(2, 3))])
def test_every_place_and_every_page_end(text: str, first: int, heads: slice, number: str) -> None:
    whole = _rows(FRONT + text)
    lines = text.splitlines(keepends=True)
    repeats = [
        "",
        _heads(text, heads),
        _heads(text, slice(1, heads.stop)),
        _heads(text, slice(0, heads.stop)),
    ]
    repeats += ["表三 支出总表（续）\n" + _heads(text, heads), "续表\n", "（接上页）\n"]
    for at in range(first + 1, len(lines)):
        within_a_cell = lines[at].startswith("           支出")
        for count, repeat in enumerate([""] if within_a_cell else repeats):
            head, blank = ["", "某市某局部门预算\n"][count % 2], ["", "\n"][(at + count) % 2]
            end = f"{blank}{number}\n{head}{blank}{repeat}"
            assert _rows(FRONT + "".join(lines[:at]) + end + "".join(lines[at:])) == whole, (at, repeat)


@pytest.mark.parametrize("text", [TABS, BLANKS])
def test_another_table_below_a_page_end_is_another_table(text: str) -> None:
    other = text.replace("表三 支出总表", "表四 收入总表").replace("基本支出", "财政拨款")
    assert len(_rows(FRONT + text + "\n— 5 —\n" + other)) == 2
    assert len(_rows(FRONT + text + "\n— 5 —\n" + text)) == 2


@pytest.mark.parametrize("text", [TABS, BLANKS])
def test_blank_lines_between_all_rows_change_nothing(text: str) -> None:
    assert _rows(
        text.replace("缴费       40.00       40.00\n           支出", "缴费       40.00       40.00").replace(
            "\n", "\n\n"
        )
    ) == _rows(text.replace("缴费       40.00       40.00\n           支出", "缴费       40.00       40.00"))


def test_a_page_set_anew_has_its_own_places() -> None:
    lines = BLANKS.splitlines(keepends=True)
    moved = "".join("   " + line for line in lines[2:])
    head, rest = "".join(lines[:5]), "".join("   " + line for line in lines[5:])
    assert _rows(head + "— 1 —\n" + rest) == _rows(BLANKS)
    assert _rows("".join(lines[:2]) + moved) == _rows(BLANKS)


def test_a_first_total_does_not_end_its_table() -> None:
    text = "科目\t名称\t合计\n合计\t\t79\n208\t社会保障支出\t70\n210\t卫生支出\t9\n"
    assert _rows(text.replace("79\n", "79\n\n— 5 —\n\n")) == _rows(text)
