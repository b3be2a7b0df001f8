from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.values.amount import Amount, find_amounts, parse_amount


def one(text: str) -> Amount:
    (amount,) = find_amounts(text)
    assert text[amount.start : amount.end] == amount.text
    return amount


@pytest.mark.parametrize(
    ("text", "evidence", "yuan"),
    [
        # 万元, 元, 亿元, with separators, full-width marks, blanks and line ends
        ("安排27万元。", "27万元", "270000"),
        ("安排645.55 万 元", "645.55 万 元", "6455500"),
        ("本年收入合计 307.82\n万元", "307.82\n万元", "3078200"),
        ("为15.00万\n元，", "15.00万\n元", "150000"),
        ("计1,377,580.00元", "1,377,580.00元", "1377580.00"),
        ("计1, 229, 841, 015 元", "1, 229, 841, 015 元", "1229841015"),
        ("计３，５１８．８５万元", "３，５１８．８５万元", "35188500"),
        ("计2083\n.68万元", "2083\n.68万元", "20836800"),
        ("中央本级支出3.05亿元", "3.05亿元", "305000000"),
        ("省级统筹12亿 元", "12亿 元", "1200000000"),
        ("成交额2万亿元", "2万亿元", "2000000000000"),
        ("成交额1.2万亿元", "1.2万亿元", "1200000000000"),
        ("结算价80圆", "80圆", "80"),
        ("拨付12.5萬元", "12.5萬元", "125000"),
        ("预算0万元", "0万元", "0"),
        ("预算0.00万元", "0.00万元", "0.00"),
        ("净增加-50.5万元", "-50.5万元", "-505000"),
        # words behind that begin as others that make 元 no money: 元组, 元区, 元制
        ("甲经费8.05万元组成。", "8.05万元", "80500"),
        ("省级3万元区级", "3万元", "30000"),
        ("安排5元制作费", "5元", "5"),
        ("会议费-10万元", "10万元", "100000"),
        # currency words and signs
        ("￥12,000元", "12,000元", "12000"),
        ("￥12,000。", "￥12,000", "12000"),
        ("¥ 3.5万", "3.5万", "35000"),
        ("人民币27万元", "27万元", "270000"),
        ("RMB500元", "500元", "500"),
        # 千 and 百 before the unit
        ("共350千元", "350千元", "350000"),
        ("共5百万元", "5百万元", "5000000"),
        ("共3.5千万元", "3.5千万元", "35000000"),
        # one number in two units
        ("共1亿2000万元", "1亿2000万元", "120000000"),
        ("共3万5千元", "3万5千元", "35000"),
        ("共5元6角", "5元6角", "5.6"),
        ("共12元5角3分", "12元5角3分", "12.53"),
        # Chinese numerals
        ("一千二百万元", "一千二百万元", "12000000"),
        ("人民币伍拾万元整", "伍拾万元", "500000"),
        ("三亿五千万元", "三亿五千万元", "350000000"),
        ("两亿元", "两亿元", "200000000"),
        ("二十五点五万元", "二十五点五万元", "255000"),
        ("壹万贰仟叁佰肆拾伍元陆角柒分", "壹万贰仟叁佰肆拾伍元陆角柒分", "12345.67"),
        ("十元。", "十元", "10"),
        # bare 万 and 亿
        ("总经费47万。", "47万", "470000"),
        ("（合计240万）", "240万", "2400000"),
        ("拟投入近1.83亿建设新馆", "1.83亿", "183000000"),
        ("配送经费55万，运营另列", "55万", "550000"),
        ("申请55万用于维护", "55万", "550000"),
        ("项目预算8万\n", "8万", "80000"),
        # the unit declared in brackets before or behind
        ("金额（万元）：3,456.78", "3,456.78", "34567800"),
        ("年度资金总额（元）226,145,100\n", "226,145,100", "226145100"),
        ("数量成本≤50（万元）", "50（万元）", "500000"),
        # an item's number does not begin the amount
        ("1. 50万元用于会议", "50万元", "500000"),
        ("（2）8万元", "8万元", "80000"),
        # the letter that ends a word is no part of it
        ("A类补助500元", "500元", "500"),
    ],
)
def test_value_and_evidence(text: str, evidence: str, yuan: str) -> None:
    amount = one(text)
    assert amount.text == evidence
    assert amount.value == Decimal(yuan)
    assert amount.high is None


@pytest.mark.parametrize(
    "text",
    [
        "2024年",
        "2025年度部门预算",
        "二〇二四年",
        "2024.05",
        "1994年建成",
        "〔2024〕12号",
        "第208类20805款",
        "301 01",
        "85%",
        "77.70 %",
        "百分之三十",
        "16606m²",
        "500KW",
        "3.2米",
        "0.95度",
        "450mm",
        "5万平方米",
        "1.5万m²",
        "3万KW",
        "12万千瓦时",
        "6万吨",
        "2万余人",
        "10万人次",
        "培养1万名工匠",
        "8万个订阅邮箱",
        "3万件",
        "20万册",
        "5万多户",
        "1 万 人次",
        "2万\n人次",
        "印发1.2万份",
        "12万条数据",
        "服务3万家企业",
        "惠及群众5万。",
        "用户突破10万。",
        "浏览量达30万，",
        "受益人数4万；",
        "10万美元",
        "5000欧元",
        "300万港元",
        "20万元美金",
        "3元件",
        "一元化管理",
        "多元投入",
        "二元结构",
        "128单元",
        "元旦",
        "三元区",
        "5元素",
        "一元结构",
        "下属 5 万象街道",
        "几十万元",
        "数百万元",
        "上百家",
        "元",
        "万元",
        "万",
        "亿元",
        "1,2345元",
        "单位：万元",
        "（元）",
        "（万元）2024年",
    ],
)
def test_no_amount(text: str) -> None:
    assert find_amounts(text) == ()


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("安排27万元", "exact"),
        ("约27万元", "about"),
        ("大约 27万元", "about"),
        ("约为27万元", "about"),
        ("预算约人民币27万元", "about"),
        ("人民币约27万元", "about"),
        ("近27万元", "about"),
        ("接近27万元", "about"),
        ("27万元左右", "about"),
        ("27万元上下", "about"),
        ("20余万元", "about"),
        ("5000多元", "about"),
        ("三千多万元", "about"),
        ("节约27万元", "exact"),
        ("合约27万元", "exact"),
        ("最近27万元", "exact"),
        ("不低于27万元", "at_least"),
        ("不少于27万元", "at_least"),
        ("不得少于27万元", "at_least"),
        ("至少27万元", "at_least"),
        ("超过27万元", "at_least"),
        ("突破27万元", "at_least"),
        ("≥27万元", "at_least"),
        ("27万元以上", "at_least"),
        ("27万元及以上", "at_least"),
        ("27万元（含）以上", "at_least"),
        ("不低于约27万元", "at_least"),
        ("不超过27万元", "at_most"),
        ("不得超过人民币27万元", "at_most"),
        ("不高于27万元", "at_most"),
        ("最高27万元", "at_most"),
        ("最高不超过27万元", "at_most"),
        ("最高奖励27万元", "at_most"),
        ("最高可达 27万元", "at_most"),
        ("不足27万元", "at_most"),
        ("低于27万元", "at_most"),
        ("控制在27万元以内", "at_most"),
        ("27万元及以下", "at_most"),
        ("≤27万元", "at_most"),
        ("达到27万元", "exact"),
    ],
)
def test_qualifier(text: str, qualifier: str) -> None:
    amount = one(text)
    assert amount.qualifier == qualifier
    # qualifying words are no part of the evidence
    assert not amount.text.startswith(("约", "不", "近", "≥"))
    assert not amount.text.endswith(("上", "下", "内", "右"))


@pytest.mark.parametrize(
    ("text", "number", "high", "unit"),
    [
        ("5万-8万元", "5", "8", "万元"),
        ("5-8万元", "5", "8", "万元"),
        ("5～8 万元", "5", "8", "万元"),
        ("100万元~200万元", "100", "200", "万元"),
        ("10万元至20万元", "10", "20", "万元"),
        ("3000至5000元", "3000", "5000", "元"),
        ("30-\n40万元", "30", "40", "万元"),
        ("1.5—2.25亿元", "1.5", "2.25", "亿元"),
        ("8000元-1万元", "8000", "10000", "元"),
        ("5000万元至1亿元", "5000", "10000", "万元"),
    ],
)
def test_range(text: str, number: str, high: str, unit: str) -> None:
    amount = one(text)
    assert amount.text == text
    assert (str(amount.number), str(amount.high), amount.unit) == (number, high, unit)


def test_what_falls_is_no_range() -> None:
    # neither a year before a dash nor a larger number makes a range
    assert [a.text for a in find_amounts("2024—500万元")] == ["500万元"]
    assert [a.text for a in find_amounts("8万元-5万元")] == ["8万元", "5万元"]


@pytest.mark.parametrize(
    ("text", "quantum"),
    [
        ("27万元", "10000"),
        ("1000万元", "10000"),
        ("8.1万元", "1000"),
        ("645.55万元", "100"),
        ("6.9250万元", "1"),
        ("622,420元", "1"),
        ("622,420.00元", "0.01"),
        ("3亿元", "100000000"),
        ("1.83亿", "1000000"),
        ("2万亿元", "1000000000000"),
        ("350千元", "1000"),
        ("5百万元", "1000000"),
        ("1亿2000万元", "10000"),
        ("伍拾万元", "10000"),
    ],
)
def test_quantum(text: str, quantum: str) -> None:
    assert one(text).quantum == Decimal(quantum)


@pytest.mark.parametrize(
    ("text", "wan"),
    [
        ("1480.60万元", "1480.6"),
        ("100.00万元", "100"),
        ("3000亿元", "30000000"),
        ("240,000.00元", "24"),
        ("0元", "0"),
        ("0.00万元", "0"),
        ("0.95元", "0.000095"),
        ("-0.50万元", "-0.5"),
    ],
)
def test_wan_has_neither_exponent_nor_trailing_zeros(text: str, wan: str) -> None:
    assert str(one("为" + text).wan) == wan


def test_a_factor_before_the_unit_is_in_number_and_multiple() -> None:
    amount = one("2.5万亿元")
    assert (str(amount.number), amount.unit, amount.decimals, amount.multiple) == ("25000", "亿元", 1, 10000)
    amount = one("350千元")
    assert (str(amount.number), amount.unit, amount.multiple) == ("350000", "元", 1000)


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("每项约48万，合计240万。", [True, False]),
        ("48万元/年", [True]),
        ("500元/人·天", [True]),
        ("500元／人次", [True]),
        ("每人每天补助500元", [True]),
        ("每个项目资助20万元，共资助100万元", [True, False]),
        ("单价50万元以上设备", [True]),
        ("人均200元", [True]),
        ("收费标准为5元", [True]),
        ("2万元×5场=10万元", [True, False]),
        ("5场×2万元", [True]),
        ("20人*500元", [True]),
        ("水价从每吨2.95元增至3.05元", [True, True]),
        # each quarter's money is a part of the year's money
        ("人均补助200元", [True]),
        ("单价不超过50万元的设备", [True]),
        ("每人每年500元", [True]),
        ("500元每人", [True]),
        # a year's money is this year's sum
        ("每年安排48万元", [False]),
        ("每季度使用6.75万元", [False]),
        ("每一季度支出6.75万元", [False]),
        ("各季度5万元", [False]),
        # what is counted "each" stands apart from the sum
        ("每年举办一次，投入30万元", [False]),
        ("每场培训50人共5万元", [False]),
    ],
)
def test_prices_and_rates(text: str, rates: list[bool]) -> None:
    assert [a.per_unit for a in find_amounts(text)] == rates


def test_several_in_one_sentence() -> None:
    text = "云岭档案馆总预算1,846.35万元， 其中财政资金： 1,500万元，自筹346.35万元。"
    assert [a.wan for a in find_amounts(text)] == [Decimal("1846.35"), 1500, Decimal("346.35")]


@pytest.mark.parametrize(
    ("cell", "unit", "yuan"),
    [
        (" 1, 229, 841, 015 ", "元", "1229841015"),
        ("12.50", "万元", "125000.00"),
        ("0", "元", "0"),
        ("-3,000.00", "元", "-3000.00"),
        ("27万元", "元", "270000"),
        ("27万元", None, "270000"),
        ("约27万元", None, "270000"),
        ("不超过人民币 5万元", None, "50000"),
        ("伍拾万元整", None, "500000"),
        ("伍拾", "万元", "500000"),
        ("\t7.5\n", "亿元", "750000000"),
    ],
)
def test_parse_amount(cell: str, unit: str | None, yuan: str) -> None:
    amount = parse_amount(cell, unit)  # type: ignore[arg-type]
    assert amount is not None
    assert amount.value == Decimal(yuan)
    assert cell[amount.start : amount.end] == amount.text


@pytest.mark.parametrize(
    "cell", ["", " ", "-", "—", "无", "12", "设备费5万元", "5万元，6万元", "2024年", "301 01"]
)
def test_parse_no_amount(cell: str) -> None:
    assert parse_amount(cell) is None


def test_a_cell_with_words_is_no_number_whatever_unit_is_declared() -> None:
    for cell in ("合计", "—", "", "12项", "301 2"):
        assert parse_amount(cell, "万元") is None


UNITS = {"元": 0, "万元": 4, "亿元": 8}
NUMBERS = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)
BLANKS = st.sampled_from(["", " ", "\u3000", "\n", " \r\n"])


@given(NUMBERS, st.sampled_from(sorted(UNITS)), BLANKS, st.booleans(), st.booleans())
def test_printed_amount_reads_back(
    value: Decimal, unit: str, blank: str, separators: bool, wide: bool
) -> None:
    printed = f"{value:,}" if separators else f"{value}"
    if wide:
        printed = printed.translate(str.maketrans("0123456789.,", "０１２３４５６７８９．，"))
    written = f"{printed}{blank}{unit}"
    text = f"青禾县图书馆安排{written}，用于修缮。"
    amount = one(text)
    assert amount.text == written
    assert (amount.number, amount.unit, amount.decimals) == (value, unit, 2)
    assert amount.value == value.scaleb(UNITS[unit])
    assert amount.quantum == Decimal("0.01").scaleb(UNITS[unit])
    assert all(type(x) is Decimal for x in (amount.number, amount.value, amount.wan, amount.quantum))
    assert Decimal(10000) * amount.wan == amount.value
    assert "E" not in str(amount.wan)


@given(st.integers(min_value=10, max_value=10**8 - 1), st.sampled_from(["low", "up"]))
def test_printed_chinese_amount_reads_back(value: int, mode: str) -> None:
    import cn2an

    text = f"共{cn2an.an2cn(str(value), mode)}元。"
    amount = one(text)
    assert amount.value == value
    assert amount.text == text[1:-1]
