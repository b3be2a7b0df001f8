"""Tables that the table of contents announces and the document does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.outline.model import Outline
from nlp.reconcile.rules.context import Context, Draft
from nlp.reconcile.wording import cite, norm

_LINE = re.compile(r"^[ \t　]*+(?P<title>[^\n]*?表)[ \t　.．…·—-]*\d*[ \t　]*$", re.MULTILINE)
_PREFIX = re.compile(
    r"^(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十\d]+[、.．]|[（(][一二三四五六七八九十\d]+[)）]|表\d+|附表\d*)"
)
#: What budget tables are about; the parts of a document (五、部门预算表) are no tables.
_ABOUT = re.compile(r"收入|支出|收支|经费|基金|资本|采购|绩效")
_LONGEST_TITLE = 45
_YEAR = re.compile(r"20\d\d年(?:度)?")


def announced_table_missing(context: Context) -> Iterator[Draft]:
    """A table of the contents without a table of its title; only where most of those announced are there."""
    outline = context.outline
    announced = list(_announced(outline))
    titles = {_key(table.title) for table in outline.tables}
    titles |= {_key(s.heading) for s in outline.sections}  # the part that holds the tables
    titles |= set(_titled(outline))
    missing = [(title, place) for title, place in announced if not _held(_key(title), titles)]
    if len(announced) < 5 or 2 * len(missing) > len(announced):
        return  # titles that are read otherwise than they are announced
    for title, place in missing:
        yield Draft(
            f"目录列有{cite(title)}，正文没有找到这张表。",
            f"{len(announced)} − {len(missing)}",
            (outline.document.evidence(*place),),
        )


def _titled(outline: Outline) -> Iterator[str]:
    """Yield the lines behind the contents that are titles: a table may be there that could not be read."""
    behind = max((section.end for section in outline.sections_of("contents")), default=0)
    for line in outline.document.text[behind:].splitlines():
        if len(line) <= _LONGEST_TITLE and line.rstrip().endswith("表"):
            yield _key(line)


def _announced(outline: Outline) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the titles of the contents with their places in the text."""
    text = outline.document.text
    for section in outline.sections_of("contents"):
        for found in _LINE.finditer(text, section.body_start, section.end):
            title = found["title"]
            if len(_key(title)) >= 5 and _ABOUT.search(title):
                start = found.start("title") + len(title) - len(title.lstrip())
                yield title.strip(), (start, found.end("title"))


def _key(title: str) -> str:
    key = norm(title)
    while (shorter := _PREFIX.sub("", key)) != key:
        key = shorter
    return _YEAR.sub("", key)


def _held(key: str, titles: set[str]) -> bool:
    return any(key == title or key.endswith(title) or title.endswith(key) for title in titles if title)
