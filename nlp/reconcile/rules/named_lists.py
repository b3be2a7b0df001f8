"""A number of bodies against the names listed right behind it: 内设3个科室：办公室、财务科、业务科。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.reconcile.rules.context import Context, Draft, everywhere

_HEAD = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,2})(?:个|家|所)?(?P<unit>[一-鿿（）()]{0,10}?)"
    r"[，,]?(?:(?:分别|依次)(?:为|是)|包括|具体(?:为|是|如下)|即|名单如下)?[：:]"
)
_OTHER = re.compile(r"[^一-鿿]")
#: The list is over with its sentence; 等 would leave it open.
_LIST = re.compile(r"[^，,。；;：:、\d]{2,20}(?:、[^，,。；;：:、\d]{2,20}){2,40}(?=[。；;]|$)")
_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
#: What names of bodies end in: only a list of them all is counted.
_BODY = re.compile(
    r"(?:处|室|科|部|馆|中心|股|队|站|所|院|局|办|委|组|厅|园|校|系|会|社|库|厂|庭|署|司|本级|机关)$"
)
_JOINED = re.compile(r"(?:处|室|科|部|馆|中心|股|队|站|所|院|局|办|委|组|厅|庭)(?:以及|[和及与])(?=[一-鿿])")
#: Bodies that stand beside the ones that are counted: 3个科室和机关党委.
_APART = re.compile(r"党委|党总支|党支部|党组|纪检|纪委|派驻|监察|工会|妇联|团委|老干部|离退休")
#: 局本级和3家下属单位: the seat is one more.
_SEAT_AND = re.compile(r"(?:本级|本部|机关)(?:以及|[和及与、加])(?:所属|下属|直属)?的?$")
_MORE = re.compile(r"[和及与、]|不含|另|除")
#: Farther apart, and the list is of other things.
_OFF = 2


def named_list_differs(context: Context) -> Iterator[Draft]:
    """A number of bodies that the names listed behind it, all of them names of bodies, miss."""
    for passage in everywhere(context):
        text = passage.text
        if "、" not in text or not ("：" in text or ":" in text):
            continue
        for head in _HEAD.finditer(text):
            listed = _LIST.match(_without_brackets(text, head.end()))
            if listed is None:
                continue
            names = listed[0].split("、")
            if names[-1].endswith("等") or not all(_BODY.search(name) for name in names):
                continue
            number = int(head["number"]) + (_SEAT_AND.search(text[: head.start()]) is not None)
            fewest = sum(_APART.search(name) is None for name in names)
            most = len(names) + sum(len(_JOINED.findall(name)) for name in names)
            if _MORE.search(head["unit"]) or fewest <= number <= most:
                continue
            if min(abs(number - n) for n in (fewest, most)) > _OFF:
                continue
            last = text.find(names[-1], head.end())  # nowhere, where a bracket stood in it
            end = last + len(names[-1]) if last >= 0 else head.end()
            what = _OTHER.split(text[: head.start()])[-1][-8:]
            yield Draft(
                f"文字写{what}{head['number']}个，其后列出{len(names)}个：{'、'.join(names)}。",
                f"{len(names)} ≠ {number}",
                (context.outline.document.evidence(*passage.span(head.start("number"), end)),),
            )


def _without_brackets(text: str, start: int) -> str:
    """Return a sentence without what stands in brackets, which may list what a body is made of."""
    return _BRACKET.sub("", text[start : start + 600])
