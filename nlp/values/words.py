"""The cue words of ``configs/values.toml`` and the small patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pydantic import Field

from nlp.config import ConfigModel, load

Words = tuple[str, ...]


class QualifierWords(ConfigModel):
    """Words beside a value that make it a bound or an approximation."""

    negations: Words
    over: Words
    under: Words
    at_least: Words
    at_most: Words
    about: Words
    not_about: Words
    share: Words
    fillers: Words
    after_about: Words
    after_at_least: Words
    after_at_most: Words


class AmountWords(ConfigModel):
    """Words that tell money from counts, and a sum from a price."""

    not_after_yuan: Words
    still_yuan: Words
    counters: Words
    money_before: Words
    count_before: Words
    money_after: Words
    per_unit_before: Words
    not_rate: Words
    sum_before: Words


class DateWords(ConfigModel):
    """Neighbours that make a date or a duration something else."""

    not_before_duration: Words
    not_after_duration: Words
    frequency: Words
    not_after_since: Words
    not_after_before: Words
    not_after_later: Words
    not_after_edge: Words
    not_after_month: Words
    not_before_quarter: Words


class TableWords(ConfigModel):
    """Heads of columns and labels of rows by whether their bare figures are money."""

    not_money: Words
    money_rows: Words
    not_money_rows: Words
    money: Words


class DocumentNumberWords(ConfigModel):
    """Where an issuing code begins."""

    stop_words: Words
    conjunctions: Words
    not_conjunctions: Words
    leading: Words
    leading_nouns: Words
    not_leading: Words
    organisation_ends: Words
    shortest_organisation: int = Field(gt=0)
    organisations: Words
    not_after_number: Words
    longest_code: int = Field(gt=0)
    longest_organisation: int = Field(gt=0)


class TitleLimits(ConfigModel):
    """How far a title may reach: characters, and line ends inside."""

    longest: int = Field(gt=0)
    most_line_ends: int = Field(ge=0)


class ValuesConfig(ConfigModel):
    """The schema of ``configs/values.toml``."""

    qualifier: QualifierWords
    amount: AmountWords
    date: DateWords
    table: TableWords
    document_number: DocumentNumberWords
    title: TitleLimits


def words() -> ValuesConfig:
    """Return the cue words, loaded once.

    >>> "约" in words().qualifier.about
    True
    """
    return load("values", ValuesConfig)


@cache
def any_of(options: Words) -> str:
    """Return a regular expression group for any of the words, longest first.

    >>> any_of(("以上", "及以上"))
    '(?:及以上|以上)'
    """
    return "(?:" + "|".join(re.escape(word) for word in sorted(options, key=len, reverse=True)) + ")"


def indivisible(options: Iterable[str]) -> tuple[str, ...]:
    """Return the words that are no row of others: behind ``*`` or ``+`` they say as much, but in one way.

    A pattern with all of them tries 共计共计… in every way (共计, 共 and 计) where it fails at the end.

    >>> indivisible(("共计", "共", "计", "合计"))
    ('共', '计', '合计')
    """
    words = tuple(dict.fromkeys(options))

    def is_row(word: str) -> bool:
        reached = [True, *[False] * len(word)]
        for at in range(len(word)):
            for part in words if reached[at] else ():
                if part != word and word.startswith(part, at):
                    reached[at + len(part)] = True
        return reached[-1]

    return tuple(word for word in words if not is_row(word))


def last_position(text: str, options: Iterable[str]) -> int:
    """Return where the last of the words ends in ``text``; -1 without one.

    >>> last_position("投入资金覆盖", ("资金", "投入"))
    4
    """
    return max((at + len(word) for word in options if (at := text.rfind(word)) >= 0), default=-1)
