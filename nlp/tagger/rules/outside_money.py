"""Money that a sentence says is another project's."""

from __future__ import annotations

import re
from typing import Final

from nlp.tagger.rules.lexicon import any_of, field_words
from nlp.values.amount import Amount

#: What a clause may begin with that speaks of the amount before it: 该部分, 由县财政, 在部门预算中.
_REFERS_BACK: Final = re.compile(
    r"(?:该|此|上述|这|其|以上|均|也|已|拟|将|另|并|且|不|全部|[项笔款]|部分|资金|经费|费用)*"
    r"(?:(?:由|在|从|向|于|通过)[^，,]*)?"
)


def is_outside(text: str, amount: Amount) -> bool:
    """Tell whether the amount's sentence says that its money is another project's: 另行申报."""
    words = any_of(field_words().amount.not_this_project)
    match = re.match(rf"([^。；;\n\d]{{0,40}}?){words}", text[amount.end :])
    if match is None:
        return False
    # 300万元，各县承担的部分不列入本项目 · 300万元，电费在公用经费列支，不在本项目内: another subject.
    clauses = re.split("[，,]", match[1])
    return len(clauses) == 1 or all(_REFERS_BACK.fullmatch(clause) for clause in clauses[1:])
