"""Things counted by how they compare: 上述9个科目中，大于预算的4个，小于预算的3个，持平的2个."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.reconcile.rules.context import Context, Draft, everywhere, holding

_WORDS = r"[^，,。；;\d]{0,20}?"
_KINDS = tuple(
    re.compile(rf"[，,；;：:、](?:其中)?{_WORDS}(?:{words}){_WORDS}(?P<number>\d{{1,3}})(?P<unit>[个项户家])")
    for words in ("大于|高于|超过|增加", "小于|低于|不足|减少", "持平|相等|一致|等于|相同")
)
_WHOLE = re.compile(r"(?<!\d)(?P<number>\d{1,3})(?P<unit>[个项户家])[^，,。；;\d]{0,16}(?=[，,：:])")


def directions_differ(context: Context) -> Iterator[Draft]:
    """A number of things that those above, below and level with the budget miss: there is no fourth kind."""
    for passage in holding(everywhere(context), "持平", "相等", "一致", "等于"):
        for begin, end in ((m.start(), m.end()) for m in re.finditer(r"[^。]+", passage.text)):
            whole = _WHOLE.search(passage.text, begin, end)
            found = [kind.findall(passage.text[whole.end() : end]) for kind in _KINDS] if whole else []
            if whole is None or any(len(kind) != 1 for kind in found):
                continue
            numbers = [int(number) for ((number, unit),) in found if unit == whole["unit"]]
            told = len(re.findall(r"\d", re.sub(r"\d+", "0", passage.text[whole.end() : end])))
            if len(numbers) != len(_KINDS) or told != len(_KINDS) or sum(numbers) == int(whole["number"]):
                continue
            place = context.outline.document.evidence(*passage.span(whole.start(), end))
            yield Draft(
                f"文字写{whole['number']}{whole['unit']}，高于、低于和持平的之和为{sum(numbers)}{whole['unit']}。",
                f"{' + '.join(map(str, numbers))} = {sum(numbers)} ≠ {whole['number']}",
                (place,),
            )
