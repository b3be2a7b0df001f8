"""The page as a file: nothing of a document's text becomes markup, nothing is lost, nothing is let in."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from nlp.document import Evidence
from nlp.outline.model import Column
from nlp.pipeline import Result, process
from nlp.report import document_report
from nlp.report.marks import Mark, cut
from nlp.report.places import name_of
from nlp.report.tables import headers
from nlp.report.view import document_view
from tests.report.browser import Opened

#: Names and sentences that would break out of markup, a script, an attribute or a string.
HOSTILE = (
    "</script><script>document.title='x'</script><img src=x onerror=alert(1)>"
    "\"'`]]>{{7*7}}&lt;\u2028\u2029${1}"
)
BUDGET = f"""云川市2025年部门预算

预算主管部门：云川市档案馆

云川市档案馆机构设置

1. 云川市档案馆

档案库房<b>&加固项目经费情况说明

一、项目概述

对馆内库房进行加固{HOSTILE}。

三、实施主体

云川市档案馆

五、实施周期

2025年2月1日至2025年2月30日{HOSTILE}

六、年度预算安排

320.7万元，其中：{HOSTILE}加固费300万元，监理费10万元。
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    folder = tmp_path_factory.mktemp("hostile")
    path = folder / "a\"<b>'.txt"
    path.write_text(BUDGET, encoding="utf-8")
    result = process(path)
    page = folder / "report.html"
    text = document_report(result.outline, result.fields, result.statements, result.findings)
    page.write_text(text, encoding="utf-8")
    return result, page


def _page(result: Result) -> str:
    return document_report(result.outline, result.fields, result.statements, result.findings)


def test_hostile_text_stays_text(hostile: tuple[Result, Path]) -> None:
    tree = LexborHTMLParser(hostile[1].read_text(encoding="utf-8"))
    assert len(tree.css("script")) == 1
    assert len(tree.css("style")) == 1
    assert tree.css("img") == []
    for node in tree.css("*"):
        assert not any(name.startswith("on") or name == "style" for name in node.attributes), node.html
    prose = tree.css_first("#prose")
    assert prose is not None
    assert prose.text().count(HOSTILE) == BUDGET.count(HOSTILE)


def test_hostile_text_does_nothing_in_a_browser(hostile: tuple[Result, Path], window: Opened) -> None:
    result, path = hostile
    assert result.findings  # the 30th of February, at least
    window.open(path)
    for number in range(1, len(result.findings) + 1):
        window.choose(number)
    window.page.click("#language")
    window.page.click("#tab-projects")
    assert "档案库房<b>&加固" in window.page.inner_text(".ledger")
    assert window.page.title() != "x"
    assert window.quiet(path)


def test_the_policy_allows_our_script_and_style_alone(sample_page: Path) -> None:
    tree = LexborHTMLParser(sample_page.read_text(encoding="utf-8"))
    node = tree.css_first('meta[http-equiv="Content-Security-Policy"]')
    assert node is not None
    policy = dict(part.split(" ", 1) for part in (node.attributes["content"] or "").split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["img-src"] == "data:"
    for element in ("script", "style"):
        (inline,) = tree.css(element)
        made = base64.b64encode(hashlib.sha256(inline.text().encode()).digest()).decode()
        assert policy[f"{element}-src"] == f"'sha256-{made}'"


def test_a_foreign_script_is_refused(sample_page: Path, tmp_path: Path, window: Opened) -> None:
    text = sample_page.read_text(encoding="utf-8")
    path = tmp_path / "altered.html"
    path.write_text(text.replace("</main>", "</main><script>document.title = 'x'</script>"), encoding="utf-8")
    window.open(path)
    assert window.page.title() != "x"
    assert any("Content Security Policy" in complaint for complaint in window.complaints)


@pytest.mark.parametrize(
    "name", ["yunchuan-ecology-2026.txt", "lanjiang-library-unit-2025.md", "binhe-school-unit-2024.txt"]
)
def test_no_text_is_lost(name: str) -> None:
    result = process(Path(__file__).parents[2] / "samples" / name)
    tree = LexborHTMLParser(_page(result))
    lines = [node.text() for node in tree.css("#prose p") if node.attributes.get("class") != "sheet"]
    told = "".join("".join(lines).split())
    document = result.document
    assert told == "".join("".join(document.text[line.start : line.end] for line in document.lines).split())


def test_every_place_is_on_the_page(sample: Result) -> None:
    tree = LexborHTMLParser(_page(sample))
    there = {place for node in tree.css("[data-at]") for place in (node.attributes["data-at"] or "").split()}
    items = tree.css(".item")
    assert len(items) == len(sample.findings) + len(sample.statements)
    for item in items:
        places = (item.attributes["data-places"] or "").split()
        assert places
        assert set(places) <= there


def test_every_word_is_given_in_both_languages(sample: Result) -> None:
    tree = LexborHTMLParser(_page(sample))
    assert len(tree.css(".zh")) == len(tree.css(".en"))
    for node in tree.css("[data-word]"):
        assert node.attributes["data-zh"]
        assert node.attributes["data-en"]


def test_the_same_document_gives_the_same_page(sample: Result) -> None:
    assert _page(sample) == _page(sample)


def test_coverage_counts_what_the_narratives_state(sample: Result) -> None:
    # 1,260.50 + 2,180.00 + 96.40 + 318.60 + 48.60 + 536 of 357,197,970元 项目支出 (table 3).
    view = document_view(sample.outline, sample.fields, sample.statements, sample.findings)
    assert view.coverage is not None
    assert (view.coverage.narrated, view.coverage.total) == ("4,440.1万元", "35,719.797万元")
    assert view.coverage.percent == "12.4"


@st.composite
def _marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(max_size=40))
    ends = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=8))
    marks = []
    for low, high in (sorted(pair) for pair in pairs):
        if low < high:
            marks.append(Mark(low, high, place=name_of(Evidence(text[low:high], low, high)), item="s0"))
    return text, marks


@settings(max_examples=200)
@given(_marked())
def test_cutting_keeps_the_text_and_every_mark(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    segments = cut(text, 0, len(text), marks)
    assert "".join(segment.text for segment in segments) == text
    for mark in marks:
        covered = "".join(segment.text for segment in segments if mark.place in segment.places)
        assert covered == text[mark.start : mark.end]


_PATHS = st.lists(st.lists(st.sampled_from("甲乙丙"), min_size=1, max_size=3).map(tuple), max_size=6)


@given(_PATHS)
def test_headers_fill_the_grid_exactly(paths: list[tuple[str, ...]]) -> None:
    columns = [Column(i, path[-1], path, 0, i) for i, path in enumerate(paths)]
    rows = headers(columns)
    taken: dict[tuple[int, int], str] = {}
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            for dy in range(cell.depth):
                for dx in range(cell.span):
                    assert (y + dy, x + dx) not in taken
                    taken[y + dy, x + dx] = cell.text
    assert set(taken) == {(y, x) for y in range(len(rows)) for x in range(len(paths))}
    for x, path in enumerate(paths):
        assert tuple(taken[y, x] for y in range(len(path))) == path


def test_no_address_leads_out_of_the_file(sample_page: Path) -> None:
    text = sample_page.read_text(encoding="utf-8")
    # No address of another place: only data, and links within the page.
    assert re.findall(r'(?:src|href|action)="(?!data:|#)[^"]*"', text) == []
    assert "url(" not in text
    assert "@import" not in text
