"""How the lines of tables look whose cells only one blank parts (:mod:`nlp.readers.spaced`)."""

from __future__ import annotations

import re
from typing import Final

_NUMBERS: Final = r"(?P<numbers>(?:[ ]+-?\d[\d,]*(?:\.\d+)?)+)\s*"
_CODE: Final = r"(?P<code>\d{3}(?:[ ]\d{2}){0,2}|\d{5}|\d{7})"
_HAN: Final = r"[\u4e00-\u9fff（）()、]"

AMOUNT: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
#: 208 05 01 or 2080501, a name, and the amounts.
ROW: Final = re.compile(rf"\s*{_CODE}[ ]+(?P<name>[^\d\s][^\t|。；：]{{0,39}}?){_NUMBERS}")
#: The whole, and the sums of basic expenditure that stand in front of it.
TOTAL: Final = re.compile(
    rf"\s*(?:类[ ]款[ ](?:项[ ])?)?(?P<name>(?:(?:人员|公用)经费)?[合总][ ]?计){_NUMBERS}"
)
#: A row whose name is wrapped around it: a piece above, the code and the amounts, the rest below.
BETWEEN: Final = re.compile(rf"\s*{_CODE}{_NUMBERS}")
PIECE: Final = re.compile(rf"\s*{_HAN}{{2,24}}\s*")
REST: Final = re.compile(rf"\s*{_HAN}{{1,24}}\s*")
#: A row whose name stands between its code and its amounts, its letters mixed with another's.
CODE_ALONE: Final = re.compile(r"\s*(?P<code>\d{5}|\d{7})\s*")
NUMBERS_ALONE: Final = re.compile(r"\s*(?P<numbers>-?\d[\d,]*(?:\.\d+)?(?:[ ]+-?\d[\d,]*(?:\.\d+)?)*)\s*")
#: A line with figures below rows is a row that was not read.
UNREAD: Final = re.compile(r"\d")

HEADER_WORDS: Final = re.compile(r"[\u4e00-\u9fff（）()“”、：/]+(?:[ ][\u4e00-\u9fff（）()“”、/]+)*")
#: What stands over a table or ends it.
OVER: Final = re.compile(r"单位[：:]|表\s*$|^\s*(?:注|备注|说明)[：:]")
#: Words in front of the column of totals: heads of codes and names.
LABELS: Final = re.compile(
    r"(?:功能|经济|部门|预算|政府|分类|分|类|科目|编码|代码|名称|项目|款|项|目|支出)++"
)
TOTALS: Final = ("合计", "本年收入合计", "本年支出合计", "总计")
#: The same right behind the names' head, where every amount has a head: 科目名称 小计 基本支出.
SURE_TOTALS: Final = (*TOTALS, "小计", "决算数", "预算数")
#: The line that numbers the columns below their heads.
COLUMN_NUMBERS: Final = re.compile(r"\s*(?:栏次|栏目)(?:[ ]+\d{1,2})+\s*")
#: Tables that begin with another column than the total.
OTHERS: Final = re.compile(
    r"结转|结余|上年|增减|执行数|完成|预算数.*决算数|(?<!\S)本年收入(?!合计)|(?<!\S)本年支出(?!合计)"
)
#: What follows the total in tables of one kind, whatever else stands behind it.
ORDERS: Final = (
    ("基本支出", "项目支出"),
    ("人员经费", "公用经费"),
    ("财政拨款收入",),
    ("一般公共预算拨款收入",),
)
