"""What a bracket right behind a figure says again: 14.50万元（145,000元）, 5家（甲类3家、乙类2家）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.reconcile.interval import Interval
from nlp.reconcile.likeness import is_slip
from nlp.reconcile.money import money
from nlp.reconcile.purse import sum_interval, sum_value
from nlp.reconcile.rules.context import Context, Draft, everywhere

#: Nothing stands in the bracket but an amount.
_AGAIN = re.compile(r"[（(](?:即|约|合|折合|约合|共|人民币)*$")
_COUNT = r"(?<![\d.,])\d{1,5}"
_BROKEN = re.compile(
    rf"(?P<whole>{_COUNT})(?P<unit>家|个|名|人|辆|处|所|台|项)[（(](?P<parts>[一-鿿]{{2,12}}{_COUNT}(?P=unit)"
    rf"(?:[、，,和][一-鿿]{{2,12}}{_COUNT}(?P=unit)){{1,6}})[）)]"
)
_PART = re.compile(rf"(?P<name>[一-鿿]{{2,12}}?)(?P<number>{_COUNT})")
#: Parts that are named so are some of all, or lie in one another.
_SOME = re.compile(
    r"其中|包括|含|另|主要|党员|女|高级|中级|硕士|博士|以上|退休|新增|临时|外聘|减少|增加|预算|基金|资金"
)
#: Parts that exceed their whole by more are of something else; those that fall short may be some of it.
_OFF = 2


def bracket_tells_another_amount(context: Context) -> Iterator[Draft]:
    """An amount told again in a bracket, in another unit, that differs by one slip."""
    for passage in everywhere(context):
        text = passage.text
        for index, one in enumerate(passage.amounts[:-1]):
            other = passage.amounts[index + 1]
            if (
                _AGAIN.fullmatch(text[one.end : other.start]) is None
                or text[other.end : other.end + 1] not in "）)"
            ):
                continue
            a, b = passage.stated[index], passage.stated[index + 1]
            # A whole unit: an amount told again in 亿元 is often cut off.
            if Interval.of(a.value, 2 * a.quantum).meets(Interval.of(b.value, 2 * b.quantum)):
                continue
            rough = b.qualifier != "exact" or a.qualifier != "exact" or "约" in text[one.end : other.start]
            slip = is_slip(b.value, a.value, b.quantum) or is_slip(a.value, b.value, a.quantum)
            if rough or not slip:
                continue
            yield Draft(
                f"文字写{a.as_written}，括号内写作{b.as_written}，二者不等。",
                f"{a.as_written} ≠ {b.as_written}",
                (a.evidence, b.evidence),
            )


#: Whose money it is: the treasuries that share a project.
_SHARE = re.compile(
    r"(?:[、，,；;]|[和及与])?(?:由)?(?:中央|国家|省|市|县|区|州|镇|乡|上级|本级|地方|其他)(?:级)?(?:财政|补助|配套|专项|安排|承担|预算)*(?:资金|拨款|经费|投资)?"
)
_FEWEST_SHARES = 2


def bracketed_shares_differ(context: Context) -> Iterator[Draft]:
    """An amount that the shares of the treasuries in the bracket right behind it miss by one slip."""
    for passage in everywhere(context):
        for start, end in passage.brackets if len(passage.amounts) > _FEWEST_SHARES else ():
            before = [i for i, a in enumerate(passage.amounts) if a.end == start]
            inside = [i for i, a in enumerate(passage.amounts) if start < a.start < end]
            if len(before) != 1 or len(inside) < _FEWEST_SHARES:
                continue
            ends = [start + 1, *(passage.amounts[i].end for i in inside)]
            labels = [passage.text[a : passage.amounts[i].start] for a, i in zip(ends, inside, strict=False)]
            if ends[-1] != end or not all(map(_SHARE.fullmatch, labels)):
                continue
            whole, parts = passage.stated[before[0]], tuple(passage.stated[i] for i in inside)
            if any(a.qualifier != "exact" for a in (whole, *parts)):
                continue
            value = sum_value(parts)
            gap = whole.value - value
            wanted = ((whole, value), *((p, p.value + gap) for p in parts))
            slip = any(w > 0 and is_slip(a.value, w, a.quantum) for a, w in wanted)
            if slip and not sum_interval(parts).meets(Interval.of(whole.value, whole.quantum)):
                yield Draft(
                    f"文字写{whole.as_written}，括号内各级资金之和为{money(value)}。",
                    f"{' + '.join(p.as_written for p in parts)} = {money(value)} ≠ {money(whole.value)}",
                    (whole.evidence, *(p.evidence for p in parts)),
                )


def bracketed_counts_differ(context: Context) -> Iterator[Draft]:
    """A count with its kinds in a bracket of their own (5家（甲类3家、乙类2家）) that exceed it."""
    for passage in everywhere(context):
        if "（" not in passage.text and "(" not in passage.text:
            continue
        for found in _BROKEN.finditer(passage.text):
            if _SOME.search(found["parts"]):
                continue
            parts = [int(m["number"]) for m in _PART.finditer(found["parts"])]
            whole = int(found["whole"])
            if not 0 < sum(parts) - whole <= _OFF:
                continue
            place = context.outline.document.evidence(*passage.span(found.start(), found.end()))
            yield Draft(
                f"文字写{whole}{found['unit']}，括号内各类之和为{sum(parts)}{found['unit']}。",
                f"{' + '.join(map(str, parts))} = {sum(parts)} ≠ {whole}",
                (place,),
            )
