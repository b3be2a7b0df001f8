"""What goes on from page to page: names, sums and times are read without the page's end between them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nlp.fields.money import plain_number
from nlp.outline import outline
from nlp.pipeline import fields_of
from nlp.readers import read

HEAD = "云洲市档案馆2026年部门预算"


def _pages(text: str, mark: str) -> str:
    ends: Iterator[str] = (f"\n{mark.format(number)}\n{HEAD}\n" for number in range(2, 9))
    first = f"{HEAD}\n{mark.format(1)}\n{HEAD}\n"
    return first + "".join(
        part if index == 0 else next(ends) + part for index, part in enumerate(text.split("¶"))
    )


@pytest.mark.parametrize("mark", ["— {} —", "{}", "\n第{}页 共8页\n"])
def test_values_go_on_over_a_pages_end(tmp_path: Path, mark: str) -> None:
    text = (
        "民国档案修裱项目经费情况说明\n"
        "一、立项依据\n根据《云洲市档案条例》和云洲市档案局《关于开展民国档案抢¶救修裱工作的通知》（云档发〔2025〕6号）设立。\n"
        "二、实施主体\n由云洲市档案馆负责组织实施，其中纸张老化检测与酸度测定由云洲大学文献保¶护研究所承担。\n"
        "三、实施周期\n2026年3月至11月。\n"
        "四、年度预算安排\n2026年安排45.6万元，全部为财政拨款，其中修裱材料与工具购置费18.5万元，检测¶费9.6万元，"
        "劳务费17.5万元。\n"
    )
    path = tmp_path / "pages.txt"
    path.write_text(_pages(text, mark), encoding="utf-8")
    (fields,) = fields_of(outline(read(path)))
    assert [each.title for each in fields.legal_basis] == [
        "云洲市档案条例",
        "关于开展民国档案抢救修裱工作的通知",
    ]
    assert [each.name for each in fields.implementing_bodies] == ["云洲市档案馆", "云洲大学文献保护研究所"]
    parts = fields.amounts.components
    assert [plain_number(each.value / 10_000) for each in parts] == ["18.5", "9.6", "17.5"]


def test_numbers_that_stand_alone_in_a_form_stay(tmp_path: Path) -> None:
    text = (
        "民国档案修裱项目经费情况说明\n一、立项依据\n《云洲市档案条例》。\n二、实施主体\n云洲市档案馆\n"
        "三、实施周期\n2026年\n四、年度预算安排\n资金总额（万元）\n30\n财政拨款（万元）\n28\n其他资金（万元）\n2\n"
    )
    path = tmp_path / "form.txt"
    path.write_text(f"{HEAD}\n\n{text}", encoding="utf-8")
    (fields,) = fields_of(outline(read(path)))
    amounts = fields.amounts
    assert [
        each and plain_number(each.value / 10_000) for each in (amounts.annual_total, amounts.fiscal)
    ] == [
        "30",
        "28",
    ]
