from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.values.docnumber import DocumentNumber, find_document_numbers


def one(text: str) -> DocumentNumber:
    (number,) = find_document_numbers(text)
    assert text[number.start : number.end] == number.text
    return number


@pytest.mark.parametrize(
    ("text", "evidence", "normal"),
    [
        # every bracket
        ("国办发〔2015〕87号", "国办发〔2015〕87号", "国办发〔2015〕87号"),
        ("青科[2022]41号文", "青科[2022]41号", "青科〔2022〕41号"),
        ("国发［2014］70号", "国发［2014］70号", "国发〔2014〕70号"),
        ("云人社专【2021】36号", "云人社专【2021】36号", "云人社专〔2021〕36号"),
        ("苏政发（2015）2号", "苏政发（2015）2号", "苏政发〔2015〕2号"),
        ("苏政发(2015)2号", "苏政发(2015)2号", "苏政发〔2015〕2号"),
        ("发改办价格﹝2019﹞3号", "发改办价格﹝2019﹞3号", "发改办价格〔2019〕3号"),
        ("国办发〔2015]87号", "国办发〔2015]87号", "国办发〔2015〕87号"),
        ("青府规〔２０２４〕２号", "青府规〔２０２４〕２号", "青府规〔2024〕2号"),
        # serial numbers
        ("青科党组〔2007〕第011号", "青科党组〔2007〕第011号", "青科党组〔2007〕第011号"),
        ("川办函〔2022〕1-3号", "川办函〔2022〕1-3号", "川办函〔2022〕1-3号"),
        # blanks and line ends
        ("财建〔2024〕 12 号", "财建〔2024〕 12 号", "财建〔2024〕12号"),
        ("财建〔 2024 〕12\n号", "财建〔 2024 〕12\n号", "财建〔2024〕12号"),
        ("青府办\n〔2023〕5号", "青府办\n〔2023〕5号", "青府办〔2023〕5号"),
        ("国 办 发〔2015〕87号", "国 办 发〔2015〕87号", "国办发〔2015〕87号"),
        # the left border
        ("根据国办发〔2015〕87号", "国办发〔2015〕87号", "国办发〔2015〕87号"),
        ("（依据财建〔2024〕1号）", "财建〔2024〕1号", "财建〔2024〕1号"),
        ("按照青财行〔2024〕1号文件", "青财行〔2024〕1号", "青财行〔2024〕1号"),
        ("经青编〔2016〕88号批准", "青编〔2016〕88号", "青编〔2016〕88号"),
        ("经信委〔2024〕3号", "经信委〔2024〕3号", "经信委〔2024〕3号"),
        ("《某决定》国发〔2010〕32号；", "国发〔2010〕32号", "国发〔2010〕32号"),
        ("关于试点的通知青财教〔2021〕9号", "青财教〔2021〕9号", "青财教〔2021〕9号"),
        ("青禾市财政局青财行〔2017〕46号", "青财行〔2017〕46号", "青财行〔2017〕46号"),
        ("财政部财教〔2024〕5号", "财教〔2024〕5号", "财教〔2024〕5号"),
        ("人力资源社会保障部人社部发〔2017〕2号", "人社部发〔2017〕2号", "人社部发〔2017〕2号"),
        ("青禾县人民政府青政发〔2017〕2号", "青政发〔2017〕2号", "青政发〔2017〕2号"),
        # a code that begins with a word which elsewhere stands before one
        ("根据文保发〔2023〕26号", "文保发〔2023〕26号", "文保发〔2023〕26号"),
        ("依据《档案法》和文勘发〔2024〕7号通知", "文勘发〔2024〕7号", "文勘发〔2024〕7号"),
        ("青禾县政府办公室文青政发〔2017〕2号", "青政发〔2017〕2号", "青政发〔2017〕2号"),
        # codes that hold words of organisations, or of titles
        ("工信厅联科〔2020〕3号", "工信厅联科〔2020〕3号", "工信厅联科〔2020〕3号"),
        ("工信部联规〔2021〕12号", "工信部联规〔2021〕12号", "工信部联规〔2021〕12号"),
        ("京规划资源〔2020〕3号", "京规划资源〔2020〕3号", "京规划资源〔2020〕3号"),
        ("国数据〔2024〕1号", "国数据〔2024〕1号", "国数据〔2024〕1号"),
        ("京财经〔2024〕5号", "京财经〔2024〕5号", "京财经〔2024〕5号"),
        # organisations as issuers
        (
            "根据青禾市委机构编制委员会〔2018〕73号文",
            "青禾市委机构编制委员会〔2018〕73号",
            "青禾市委机构编制委员会〔2018〕73号",
        ),
        (
            "人力资源和社会保障局〔2020〕3号",
            "人力资源和社会保障局〔2020〕3号",
            "人力资源和社会保障局〔2020〕3号",
        ),
        ("见区政府会议纪要〔2023〕12号", "区政府会议纪要〔2023〕12号", "区政府会议纪要〔2023〕12号"),
        # the issuer is not known
        ("〔2015〕87号", "〔2015〕87号", "〔2015〕87号"),
        # orders and announcements
        ("国务院令第722号", "国务院令第722号", "国务院令第722号"),
        ("（国务院令 第 722 号）", "国务院令 第 722 号", "国务院令第722号"),
        (
            "根据中华人民共和国国务院令第722号",
            "中华人民共和国国务院令第722号",
            "中华人民共和国国务院令第722号",
        ),
        ("国务院令（第722号）", "国务院令（第722号）", "国务院令第722号"),
        (
            "（见青禾县第十届人大常委会公告第5号）",
            "青禾县第十届人大常委会公告第5号",
            "青禾县第十届人大常委会公告第5号",
        ),
        ("主席令第22号", "主席令第22号", "主席令第22号"),
        ("主席令第二十二号", "主席令第二十二号", "主席令第二十二号"),
        ("国务院第722号令", "国务院第722号令", "国务院第722号令"),
        ("住房和城乡建设部令第3号", "住房和城乡建设部令第3号", "住房和城乡建设部令第3号"),
        (
            "财政部 税务总局公告2019年第39号",
            "财政部 税务总局公告2019年第39号",
            "财政部税务总局公告2019年第39号",
        ),
    ],
)
def test_number(text: str, evidence: str, normal: str) -> None:
    number = one(text)
    assert (number.text, number.normal) == (evidence, normal)


@pytest.mark.parametrize(
    "text",
    [
        "（2016）23号",
        "（2016）23号楼",
        "青房〔2016〕23号楼",
        "第12号",
        "3号楼",
        "城中路37号",
        "2015年87号",
        "第3号公告栏",
        "〔2015〕",
        "[1]号",
        "青办〔1815〕3号",
    ],
)
def test_no_number(text: str) -> None:
    assert find_document_numbers(text) == ()


def test_fields() -> None:
    number = one("青科党组〔2007〕第011号")
    assert (number.issuer, number.year, number.serial) == ("青科党组", 2007, "11")
    order = one("主席令第二十二号")
    assert (order.issuer, order.year, order.serial) == ("主席令", None, "22")
    assert one("总局公告2019年第39号").year == 2019


def test_one_issuer_with_several_numbers() -> None:
    text = "《青科火字（1996）57号和（2004）18号》，青发〔2015〕32号、33号"
    assert [(n.text, n.normal) for n in find_document_numbers(text)] == [
        ("青科火字（1996）57号", "青科火字〔1996〕57号"),
        ("（2004）18号", "青科火字〔2004〕18号"),
        ("青发〔2015〕32号", "青发〔2015〕32号"),
        ("33号", "青发〔2015〕33号"),
    ]


@pytest.mark.parametrize("between", ["和", "》和", "”、", "文、", "》文和"])
def test_a_number_without_a_code_is_of_the_issuer_before_it(between: str) -> None:
    found = find_document_numbers(f"根据《青科火字（1996）57号{between}（2004）18号文")
    assert [n.normal for n in found] == ["青科火字〔1996〕57号", "青科火字〔2004〕18号"]


@pytest.mark.parametrize("between", ["，位于", "》规定，", "）（"])
def test_a_house_number_is_of_no_issuer(between: str) -> None:
    found = find_document_numbers(f"根据青科火字（1996）57号{between}（2004）18号楼")
    assert [n.normal for n in found] == ["青科火字〔1996〕57号"]


def test_the_word_behind_a_number_is_no_part_of_the_next_issuer() -> None:
    found = find_document_numbers(
        "青综〔2006〕10号文、青综〔2007〕20号文国办发〔2009〕6号，文旅发〔2020〕1号"
    )
    assert [n.issuer for n in found] == ["青综", "青综", "国办发", "文旅发"]


def test_conjunctions_between_numbers() -> None:
    text = "青办发〔2019〕5号及国办发〔2019〕6号和青财教〔2022〕3号"
    assert [n.normal for n in find_document_numbers(text)] == [
        "青办发〔2019〕5号",
        "国办发〔2019〕6号",
        "青财教〔2022〕3号",
    ]


def test_a_code_goes_over_a_line_end_only_in_a_full_line() -> None:
    wrapped = "项目依据前述各级文件的要求并结合单位的实际情况提出（青科\n党组〔2007〕11号）"
    assert one(wrapped).issuer == "青科党组"
    assert one("参考资料\n青科〔2007〕11号").issuer == "青科"


CODES = st.text(alphabet="青禾财教科办发函规字社建行", min_size=2, max_size=6)


@given(
    CODES,
    st.integers(1949, 2050),
    st.integers(1, 99999),
    st.sampled_from(["〔〕", "[]", "【】", "（）", "［］", "()"]),
)
def test_printed_number_reads_back(code: str, year: int, serial: int, brackets: str) -> None:
    written = f"{code}{brackets[0]}{year}{brackets[1]}{serial}号"
    number = one(f"《青禾县修缮办法》（{written}）")
    assert number.text == written
    assert (number.issuer, number.year, number.serial) == (code, year, str(serial))
    assert one(number.normal).normal == number.normal


@pytest.mark.parametrize(
    ("text", "normals"),
    [
        ("农业农村部通告〔2023〕1号", ["农业农村部通告〔2023〕1号"]),
        ("最高人民法院公告〔2021〕3号", ["最高人民法院公告〔2021〕3号"]),
        ("某市财政局某财行〔2017〕46号", ["某财行〔2017〕46号"]),
        ("（汀审批复〔2025〕31号）", ["汀审批复〔2025〕31号"]),
        ("关于设站的批复〔2025〕31号", ["〔2025〕31号"]),
        ("清政发〔2021〕7、8号", ["清政发〔2021〕7号", "清政发〔2021〕8号"]),
        ("京发改(审)〔2021〕3号", ["京发改（审）〔2021〕3号"]),
        ("关于设站的批复（试行）〔2021〕3号", ["〔2021〕3号"]),
        ("清府专纪〔2024〕12期", ["清府专纪〔2024〕12期"]),
        ("工作简报〔2024〕12期", []),
        ("自治区主席令第3号", ["自治区主席令第3号"]),
    ],
)
def test_codes_that_end_like_words(text: str, normals: list[str]) -> None:
    found = find_document_numbers(text)
    assert [n.normal for n in found] == normals
    assert all(text[n.start : n.end] == n.text for n in found)
