"""Schema of configs/subjects.toml: official names of budget subjects by code, and former names."""

from __future__ import annotations

from functools import cache, lru_cache
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
    from_year: int | None = None


class Years(ConfigModel):
    """The budget years for which the names are in force."""

    first: int
    last: int


class Subjects(ConfigModel):
    """The whole of configs/subjects.toml."""

    years: Years
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
def _codes(domain: Domain, year: int) -> dict[str, set[str]]:
    codes: dict[str, set[str]] = {}
    if not subjects().years.first <= year <= subjects().years.last:
        return codes
    for subject in subjects().functional if domain == "functional" else subjects().economic:
        for name in (subject.name, *subject.former) if year >= (subject.from_year or year) else ():
            codes.setdefault(norm(name), set()).add(subject.code)
    return codes


#: The first digit of 政府预算支出经济分类, a classification of its own.
_GOVERNMENT = "5"


@lru_cache(maxsize=8192)
def other_code(domain: Domain, code: str, name: str, year: int | None) -> str | None:
    """Return the code that a name belongs to, if that is another one of the same length than ``code``.

    ``None`` outside the years of the data, and for codes of another classification (5: 政府预算经济分类).

    >>> [other_code("functional", code, "卫生健康支出", 2025) for code in ("208", "210")]
    ['210', None]
    >>> other_code("economic", "502-06", "公务接待费", 2025) is None
    True
    """
    digits = code.replace("-", "")
    if year is None or (domain == "economic" and digits.startswith(_GOVERNMENT)):
        return None
    found = {c for c in _codes(domain, year).get(norm(name), set()) if len(c) == len(digits)}
    return min(found) if found and digits not in found else None


def is_known(domain: Domain, code: str, year: int | None) -> bool:
    """Return whether the data name a code in a year."""
    names = _codes(domain, year) if year is not None else {}
    return any(code.replace("-", "") in codes for codes in names.values())


def is_official(domain: Domain, code: str, name: str, year: int | None) -> bool:
    """Return whether a name is the official one of a code in a year.

    >>> is_official("economic", "302-01", "办公费", 2025), is_official("economic", "302-02", "办公费", 2025)
    (True, False)
    """
    return year is not None and code.replace("-", "") in _codes(domain, year).get(norm(name), set())
