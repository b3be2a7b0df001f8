"""One thing written in two ways: a change's direction, a document's number, told again in other words."""

from __future__ import annotations

import pytest

from nlp.reconcile import Finding, reconcile
from tests.reconcile.sample import document, outlined


def _told(*lines: str, head: str = "其他相关情况说明") -> list[Finding]:
    found = reconcile(outlined(document(other=f"{head}\n\n" + "\n\n".join(lines) + "\n")), [])[1]
    return [f for f in found if f.severity != "info"]


@pytest.mark.parametrize(
    "line",
    [
        "会议费12.30万元，比上年增加1.20万元，下降8.90%。",
        "培训费12.30万元，比2024年预算减少1.20万元（增长10.8%）。",
        "印刷费12.30万元，较上年增加了1.20万元，同比减少8.90%。",
    ],
)
def test_a_change_with_two_directions(line: str) -> None:
    (finding,) = [f for f in _told(line) if f.rule == "change-with-two-directions"]
    assert "方向相反" in finding.message


@pytest.mark.parametrize(
    ("line", "severities"),
    [
        ("会议费12.30万元，较2024年减少1.20万元，与2024年持平。", ["warning"]),
        ("会议费12.30万元，比上年增加1.20万元，和上年预算持平。", ["warning"]),
        # a form's words around nothing
        ("会议费支出决算减少为0.00万元，与2024年持平。", ["info"]),
        ("会议费12.30万元，较2024年减少0万元，与2024年持平。", []),
        ("会议费12.30万元，较2024年减少1.20万元，与2023年持平。", []),
        ("会议费12.30万元，较2024年减少1.20万元，与2024年基本持平。", []),
        ("会议费12.30万元，比预算减少1.20万元，与上年持平。", []),
    ],
)
def test_a_change_that_is_said_to_be_none(line: str, severities: list[str]) -> None:
    found = reconcile(outlined(document(other=f"其他相关情况说明\n\n{line}\n")), [])[1]
    assert [f.severity for f in found if f.rule == "change-with-two-directions"] == severities


@pytest.mark.parametrize(
    "line",
    [
        "会议费12.30万元，比上年减少1.20万元，下降8.90%。",
        # the percentage is of something else
        "会议费12.30万元，比上年增加1.20万元，主要是场租下降8.90%后场次增加。",
        "会议费12.30万元，比上年增加1.20万元，占比下降8.90%。",
    ],
)
def test_a_change_with_one_direction(line: str) -> None:
    assert "change-with-two-directions" not in {f.rule for f in _told(line)}


CITED = "依据澄江市文化局《关于古镇保护修缮方案的批复》（澄文发〔2023〕45号）设立。"


@pytest.mark.parametrize("again", ["澄文发〔2023〕54号", "澄文发〔2023〕46号", "澄文发〔2024〕45号"])
def test_a_number_told_again_with_a_slip(again: str) -> None:
    told = [f for f in _told(f"{CITED}{again}要求的已完成。") if f.rule == "citation-with-two-numbers"]
    assert len(told) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"{CITED}澄文发〔2023〕45号批复的事项已全部完成。",
        # another document: nothing alike, or cited with its own title
        f"{CITED}澄文发〔2023〕7号文件另有要求。",
        f"{CITED}澄府发〔2023〕54号文件另有要求。",
        f"{CITED}另据《古镇消防规定》（澄文发〔2023〕54号）。澄文发〔2023〕54号文件已废止。",
        # two of the issuer are near: nobody knows which is meant
        f"{CITED}另据《古镇消防规定》（澄文发〔2023〕46号）。澄文发〔2023〕44号文件同时执行。",
    ],
)
def test_a_number_that_is_another_document(text: str) -> None:
    assert "citation-with-two-numbers" not in {f.rule for f in _told(text)}


def test_a_share_of_the_amount_that_its_section_gives_in_full_words() -> None:
    lines = (
        "2025年支出合计900.00万元，其中基本支出600.00万元。",
        "2025年一般公共预算财政拨款基本支出572.37万元，其中：",
        "人员经费450.00万元，占基本支出的78.62%。",
    )
    assert "share-differs" not in {f.rule for f in _told(*lines)}
    wrong = (*lines[:2], "人员经费450.00万元，占基本支出的76.82%。")
    assert "share-differs" in {f.rule for f in _told(*wrong)}


FUND = """
职工基本医疗保险基金收支决算表

单位：万元

收入\t\t支出\t
项目\t决算数\t项目\t决算数
保险费收入\t18,874.77\t住院支出\t8,051.69
其他收入\t23.29\t门诊支出\t{out}
本年收入合计\t18,898.06\t本年支出合计\t10,180.19
上年结余\t2,000.00\t年末滚存结余\t10,717.87
总计\t20,898.06\t总计\t20,898.06
"""


def test_the_table_of_an_insurance_fund_is_no_table_of_the_office() -> None:
    text = document() + FUND.format(out="2,128.50")
    assert [f.message for f in reconcile(outlined(text), [])[1] if f.severity != "info"] == []


def test_a_list_inside_an_item_is_not_of_the_outer_list() -> None:
    text = document()
    old = "3. 221住房保障支出62万元，主要用于公积金。"
    # 62.3 is rounded to 62, its parts to 32 and 31: they stand under their item only.
    new = "3. “住房保障支出”科目62万元，其中住房公积金32万元、购房补贴31万元。"
    assert old in text
    found = reconcile(outlined(text.replace(old, new)), [])[1]
    assert "文字所列" not in "".join(f.message for f in found if f.severity != "info")
