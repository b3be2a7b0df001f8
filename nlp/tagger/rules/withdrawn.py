"""What a text takes back: 首次公开文本误为X, 原误写为“X”，应为Y, 由“X”更正为“Y”. Only Y is what it says.

A draft may be named instead of a mistake: 初稿写为X，现更正为Y, 初稿所列X不再执行.
"""

from __future__ import annotations

import re
from functools import cache

from nlp.tagger.rules.lexicon import WithdrawnWords, any_of, field_words
from nlp.values.words import indivisible

#: What was written: quoted, or up to the clause's end; a comma between digits and a pair of brackets go on.
_QUOTED = r"[“\"「][^”\"」\n]{1,80}[”\"」]"
_BARE = r"(?:[（(][^（()）\n]{0,40}[)）]|(?<=\d)[,，](?=\d{3})|[^，,。；;（()）\n“”\"「」]){1,80}"
_CLOSING = re.compile(r"[^（()）\n\d“”]{0,30}[)）]")
_REMARK = r"(?:\s*[（(][^（()）\n]{0,60}[)）])?"


def withdrawn(text: str) -> list[tuple[int, int]]:
    """Return the ranges that a text says are wrong; 为 in front of what is right stays.

    >>> def rest(text):
    ...     for start, end in reversed(withdrawn(text)):
    ...         text = text[:start] + text[end:]
    ...     return text
    >>> rest("周期原误写为“2月至3月”，应为2月至9月。"), rest("预算80万元（首次公开误为1,800万元）。")
    ('周期为2月至9月。', '预算80万元。')
    >>> rest("主体由“甲站”更正为“乙站”。"), rest("误差为3毫米，未延误为农服务。")
    ('主体为“乙站”。', '误差为3毫米，未延误为农服务。')
    >>> rest("初稿写为2月至3月，因雨季，现改为4月。"), rest("原稿所列《甲》已废止，不再作为依据。依《乙》。")
    ('为4月。', '。依《乙》。')
    """
    told = field_words().withdrawn
    if not any(word in text for word in (*told.wrong, *told.faulty, *told.put_right, *told.drafts)):
        return []
    return [_with_brackets(text, *match.span()) for match in _pattern().finditer(text)]


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a range with the brackets that hold nothing else of worth: （误为X，以本次为准）."""
    closing = _CLOSING.match(text, end)
    opened = text[max(0, start - 1) : start] in ("（", "(")
    return (start - 1, closing.end()) if opened and closing else (start, end)


def is_correction(title: str) -> bool:
    """Tell whether a title is that of a notice that only puts another document right.

    >>> is_correction("关于更正甲项目说明的公告"), is_correction("关于甲项目的公告")
    (True, False)
    """
    told = field_words().withdrawn
    return title.endswith(told.notice_ends) and any(word in title for word in told.notice_words)


@cache
def _pattern() -> re.Pattern[str]:
    told = field_words().withdrawn
    lead = f"{any_of(indivisible(told.told_in))}{{0,5}}"
    # 原误写为X，应为Y: the mark and 应 go with X.
    right = rf"(?:{_REMARK}[，,；;]\s*{any_of(told.right)}(?=[为是系]))?"
    put_right = any_of(told.put_right)
    return re.compile(
        rf"{lead}(?<![错失延耽有]){any_of(told.wrong)}\s*(?:{_QUOTED}|{_BARE}){right}"
        rf"|{lead}{any_of(told.written)}?{_QUOTED}[为是系属]?{any_of(told.faulty)}(?=[，,。；;）)\n]|$)"
        rf"|[由将把从]?\s*{_QUOTED}{put_right}(?=[为成])"
        rf"|{_of_draft(told, lead)}"
    )


def _of_draft(told: WithdrawnWords, lead: str) -> str:
    """What a draft said: up to the words that change it, which may follow a reason, or that it is gone."""
    draft = f"{any_of(told.drafts)}{lead}"
    change = rf"{any_of(told.now)}{{0,2}}{any_of((*told.put_right, *told.changed))}(?=[为成])"
    reason = r"(?:[，,；;][^，,。；;\n]{0,30}){0,2}?[，,；;]\s*"
    gone = rf"(?:[，,]?[^，,。；;\n]{{0,12}}{any_of(told.gone)}[^，,。；;\n]{{0,20}})+"
    return (
        rf"{draft}{any_of(told.written)}\s*(?:{_QUOTED}|{_BARE}){reason}{change}"
        rf"|{draft}的?{any_of(told.held)}[^。；;\n]{{1,120}}?{gone}"
    )
