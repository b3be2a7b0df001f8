"""The cue words of the fields: the schema of configs/fields.toml."""

from __future__ import annotations

import re
from functools import cache

from nlp.config import ConfigModel, load

Words = tuple[str, ...]


class OrganisationWords(ConfigModel):
    """How names of organisations and departments end, and where they begin."""

    suffixes: Words
    cut_words: Words
    departments: Words
    inner_units: Words
    organ_functions: Words
    internal_work: Words
    region_marks: Words
    not_regions: Words
    not_names: Words
    inner_committees: Words
    assemblies: Words
    not_in_names: Words
    self_words: Words
    self_prefixes: Words
    self_kinds: Words
    generic_kinds: Words
    outsiders: Words
    outsider_work: Words
    left_stops: Words
    weak_stops: Words
    alias_words: Words


class BodyWords(ConfigModel):
    """Cues of the implementing bodies."""

    labels: Words
    label_roles: Words
    label_kinds: Words
    short_labels: Words
    other_labels: Words
    other_roles: Words
    other_kinds: Words
    side_work: Words
    overseeing: Words
    watching: Words
    supplies: Words
    acting_verbs: Words
    sharing_verbs: Words
    by_verbs: Words
    prose_verbs: Words
    subject_verbs: Words
    joint_words: Words
    joint_verbs: Words
    base_words: Words
    listed_before: Words
    listed_behind: Words
    listed_parts: Words
    listed_part_ends: Words
    giving: Words
    not_given: Words
    settling: Words
    together_words: Words
    together_verbs: Words
    closing_verbs: Words
    carrying: Words
    nobody: Words
    former: Words
    plan_verbs: Words
    plan_reasons: Words
    no_doing: Words
    no_longer: Words


class ScheduleWords(ConfigModel):
    """Cues of the project's own period."""

    own_cues: Words
    use_words: Words
    not_own_after: Words
    not_own_before: Words
    history_after: Words
    time_nouns: Words
    other_times: Words
    doing_verbs: Words
    sure_begin_verbs: Words
    sure_end_verbs: Words
    begin_verbs: Words
    end_verbs: Words


class AmountWords(ConfigModel):
    """Cues of the roles of amounts."""

    fiscal: Words
    not_fiscal: Words
    own: Words
    income_verbs: Words
    not_own_income: Words
    not_this_project: Words
    budget_states: Words
    sub_projects: Words
    others: Words
    total: Words
    sums: Words
    subtotal: Words
    scope: Words
    component_ends: Words
    not_component_ends: Words
    multi_year: Words
    reviewed: Words
    reviewing: Words
    not_budget: Words
    not_budget_heads: Words
    wholly: Words
    levels: Words
    level_money: Words
    fund_levels: Words
    fund_ends: Words
    not_funds: Words
    sources: Words
    source_ends: Words
    payers: Words
    paying_bodies: Words
    paying: Words
    adjusted: Words
    adjusting: Words
    not_budget_after: Words
    changes: Words
    label_front: Words
    label_end: Words


class QuarterWords(ConfigModel):
    """Cues of quarterly execution."""

    figure: Words
    money: Words
    work: Words
    parts: Words
    shares: Words
    incremental: Words
    cumulative: Words


class LegalWords(ConfigModel):
    """Cues of the legal basis."""

    introductions: Words
    introduced: Words
    introduced_by: Words
    title_ends: Words
    numbered_ends: Words
    formal_ends: Words
    lone_ends: Words
    laws: Words
    not_laws: Words
    rule_ends: Words
    not_rule_starts: Words
    revises: Words
    will: Words
    references: Words
    standards_before: Words
    document_ends: Words
    leads: Words
    technical_ends: Words
    founding: Words
    cited_ends: Words
    kept_things: Words
    keeping: Words
    only_kept: Words
    disowned: Words
    studied: Words
    daily: Words
    reasons: Words
    not_number_before: Words
    issuing: Words
    issued_ends: Words
    not_basis_ends: Words
    basis_ends: Words
    makes_before: Words
    makes_after: Words


class WithdrawnWords(ConfigModel):
    """What a text takes back."""

    told_in: Words
    wrong: Words
    written: Words
    faulty: Words
    right: Words
    put_right: Words
    drafts: Words
    changed: Words
    now: Words
    held: Words
    gone: Words
    notice_words: Words
    notice_ends: Words


class FieldWords(ConfigModel):
    """configs/fields.toml."""

    organisation: OrganisationWords
    body: BodyWords
    schedule: ScheduleWords
    amount: AmountWords
    quarter: QuarterWords
    legal: LegalWords
    withdrawn: WithdrawnWords


def field_words() -> FieldWords:
    """Return the validated configs/fields.toml.

    >>> "实施周期" in field_words().schedule.own_cues
    True
    """
    return load("fields", FieldWords)


@cache
def any_of(words: Words) -> str:
    """Return a regular expression for any of ``words``, the longest first.

    >>> any_of(("费", "经费"))
    '(?:经费|费)'
    """
    ordered = sorted(set(words), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word) for word in ordered) + ")"


def ends_with(text: str, words: Words) -> str | None:
    """Return the longest of ``words`` that ``text`` ends with.

    >>> ends_with("河东文化馆", ("馆", "文化馆"))
    '文化馆'
    """
    if not text.endswith(words):
        return None
    fitting = [word for word in words if text.endswith(word)]
    return max(fitting, key=len)
