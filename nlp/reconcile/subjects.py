"""Schema of configs/subjects.toml: official names of budget subjects by code, and former names."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import Field

from nlp.config import ConfigModel, load
from nlp.reconcile.wording import norm

Domain = Literal["functional", "economic"]


class Subject(ConfigModel):
    """One subject."""

    code: str = Field(pattern=r"^\d{3}(\d\d){0,2}$")
    name: str
    former: tuple[str, ...] = ()


class Subjects(ConfigModel):
    """The whole of configs/subjects.toml."""

    functional: tuple[Subject, ...]
    economic: tuple[Subject, ...]


@cache
def subjects() -> Subjects:
    """Return the configured subjects.

    Raises:
        ConfigError: if configs/subjects.toml does not fit this schema.
    """
    return load("subjects", Subjects)


@cache
def _current() -> dict[str, str]:
    return {norm(old): norm(s.name) for s in subjects().functional for old in s.former}


@cache
def current_name(name: str) -> str:
    """Return a functional subject's name in force, normalised; a name that was never changed as it is.

    >>> current_name("医疗卫生与计划生育支出"), current_name("教育支出")
    ('卫生健康支出', '教育支出')
    """
    return _current().get(norm(name), norm(name))


@cache
def _codes(domain: Domain) -> dict[str, set[str]]:
    codes: dict[str, set[str]] = {}
    for subject in subjects().functional if domain == "functional" else subjects().economic:
        for name in (subject.name, *subject.former):
            codes.setdefault(norm(name), set()).add(subject.code)
    return codes


def other_code(domain: Domain, code: str, name: str) -> str | None:
    """Return the code that a name belongs to, if that is another one of the same length than ``code``.

    >>> other_code("functional", "208", "卫生健康支出"), other_code("functional", "210", "卫生健康支出")
    ('210', None)
    """
    digits = code.replace("-", "")
    found = {c for c in _codes(domain).get(norm(name), set()) if len(c) == len(digits)}
    return min(found) if found and digits not in found else None
