"""View-models to HTML: one file, everything inside, and a policy that lets nothing else in.

Templates escape all text. The script and the style are allowed by their hashes alone, images only as data;
no style attribute and no handler stands in the markup.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from nlp.report.rule_words import rule_name
from nlp.report.words import WORDS

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from nlp.report.model import DocumentView
    from nlp.report.store import StoreView

_TEMPLATES: Final = "templates"


def document_page(view: DocumentView) -> str:
    """Return the report of one document as HTML."""
    return _page("document.html", view)


def store_page(view: StoreView) -> str:
    """Return the index of a store as HTML."""
    return _page("store.html", view)


def _page(template: str, view: object) -> str:
    style, script = _source("report.css"), _source("report.js")
    policy = (
        f"default-src 'none'; script-src {digest(script)}; style-src {digest(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    made = _environment().get_template(template)
    return made.render(view=view, style=style, script=script, policy=policy)


def digest(source: str) -> str:
    """Return the source expression of a Content-Security-Policy for an inline element's text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


@cache
def _source(name: str) -> str:
    """Return one of our own files; the browser hashes what stands between the tags, so nothing is added."""
    text = (files("nlp.report") / _TEMPLATES / name).read_text(encoding="utf-8")
    if "</" in text or "<!--" in text:
        raise ValueError(f"{name} can't be put into a page: it holds markup")
    return text


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    made = Environment(
        loader=PackageLoader("nlp.report", _TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(t=_both, name=_name, rule=rule_name, words=WORDS)
    made.filters["trusted"] = Markup  # our own script and style
    return made


def _both(key: str) -> Markup:
    """Return a word in both languages; the style shows one."""
    return _name(*WORDS[key])


def _name(zh: str, en: str) -> Markup:
    from markupsafe import Markup

    return Markup('<span class="zh">{}</span><span class="en" lang="en">{}</span>').format(zh, en)
