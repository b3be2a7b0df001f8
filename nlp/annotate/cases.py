"""Short cases with their truth: what a kind of writing means, judged by values.

One JSON object a line, one case a line, its text included; the schema is :func:`case_schema`. Only the
fields that a truth holds are judged, of the amounts only the roles that it holds: a case speaks about its
own kind of writing and leaves open what the contract leaves open. Names and titles are compared without
whitespace, figures as decimals, lists without order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, Field, ValidationError

from nlp.annotate.intervals import wilson
from nlp.annotate.standoff import DecimalText, Label
from nlp.annotate.written.evaluate import document_around
from nlp.annotate.written.model import World
from nlp.errors import YusuanError
from nlp.pipeline import Settings, process
from nlp.schema import Narrative, Record


def _known_rule(name: str) -> str:
    from nlp.reconcile.rules import RULES

    if name not in {rule.id for rule in RULES}:
        raise ValueError(f"{name!r} is no rule")
    return name


Words = Annotated[str, Field(min_length=1)]
RuleName = Annotated[str, AfterValidator(_known_rule)]


class BodyTruth(Label):
    """An implementing body under its full name."""

    name: Words
    relation: Literal["listed", "part_of_listed", "not_listed", "internal_department"]
    listed_as: Words | None


class PhaseTruth(Label):
    """A phase of a schedule."""

    start: date | None
    end: date | None
    percent: DecimalText | None = None


class ScheduleTruth(Label):
    """A schedule; without ``phases`` these are not judged."""

    start: date | None
    end: date | None
    duration_months: int | None
    phases: tuple[PhaseTruth, ...] = ()


class YearAmountTruth(Label):
    """Another single year's money in 万元."""

    year: int
    wan: DecimalText


class AmountsTruth(Label):
    """Money in 万元 by role; a role that is left out is not judged."""

    annual_total: DecimalText | None = None
    fiscal: DecimalText | None = None
    own_funds: DecimalText | None = None
    multi_year_total: DecimalText | None = None
    components: tuple[DecimalText, ...] = ()
    other_years: tuple[YearAmountTruth, ...] = ()


class QuarterTruth(Label):
    """A quarter's execution."""

    quarter: Annotated[int, Field(ge=1, le=4)]
    percent: DecimalText | None = None
    amount_wan: DecimalText | None = None
    qualifier: Literal["exact", "at_least", "about"] = "exact"


class QuartersTruth(Label):
    """The quarters that state a figure; without ``basis`` it is not judged."""

    basis: Literal["incremental", "cumulative"] | None = None
    items: tuple[QuarterTruth, ...]


class LegalBasisTruth(Label):
    """A document that the project rests on; without ``articles`` these are not judged."""

    title: Words | None
    number: Words | None
    articles: tuple[Words, ...] = ()


class CaseTruth(Label):
    """What is right about a case; a field that is left out is not judged."""

    project: Words | None = None
    implementing_bodies: tuple[BodyTruth, ...] = ()
    schedule: ScheduleTruth | None = None
    amounts: AmountsTruth = AmountsTruth()
    quarters: QuartersTruth | None = None
    legal_basis: tuple[LegalBasisTruth, ...] = ()
    findings: Annotated[tuple[RuleName, ...], Field(description="Rules that must fire.")] = ()
    no_findings: Annotated[
        Literal[True] | tuple[RuleName, ...],
        Field(description="Rules that must not fire; true for any."),
    ] = ()


class Case(Label):
    """One case: a narrative from its heading on, the document around it, and the truth.

    ``kind`` names the kind of writing; cases of one kind differ in words, not in what is asked.
    """

    id: Words
    kind: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    document: World
    text: Words
    truth: CaseTruth


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judged field of a case, both sides in comparable form; a tuple is a bag of items."""

    case: str
    kind: str
    field: str
    expected: Any
    found: Any

    @property
    def right(self) -> bool:
        """Whether what was found is all that was expected."""
        return bool(self.expected == self.found)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of some judgements or cases are right, with a 95% Wilson interval."""

    name: str
    right: int
    total: int

    @property
    def interval(self) -> tuple[float, float]:
        """The 95% interval of the share that is right."""
        return wilson(self.right, self.total)


def case_schema() -> dict[str, Any]:
    """Return the JSON Schema of one line of a case file."""
    return Case.model_json_schema()


def load_cases(path: Path) -> tuple[Case, ...]:
    r"""Return the cases of a JSON Lines file (UTF-8, lines ended by ``\n`` only).

    Raises:
        YusuanError: naming file and line, when the file can't be read, a line is no case or repeats an id.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise YusuanError(
            f"无法读取 {path.name}：{error.strerror}。", f"cannot read {path.name}: {error.strerror}"
        ) from error
    except UnicodeDecodeError as error:
        raise _refuse(path, error.object[: error.start].count(b"\n") + 1, "not UTF-8") from error
    cases: dict[str, Case] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            case = Case.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            raise _refuse(path, number, f"{place}: {first['msg']}" if place else first["msg"]) from error
        if case.id in cases:
            raise _refuse(path, number, f"id {case.id!r} stands twice")
        cases[case.id] = case
    return tuple(cases.values())


def _refuse(path: Path, line: int, detail: str) -> YusuanError:
    return YusuanError(
        f"{path.name} 第 {line} 行不是合法的用例：{detail}。",
        f"{path.name}, line {line}: not a case: {detail}",
    )


def judge(case: Case, settings: Settings | None = None) -> tuple[Judgement, ...]:
    """Take a case through the pipeline and compare the fields that its truth holds, in their order.

    Every field of a narrative that the outline does not find is wrong: ``found`` is then ``"—"``.
    """
    record, narrative = _extract(case, settings)
    judgements = [Judgement(case.id, case.kind, *each) for each in compared(case.truth, narrative)]
    return *judgements, *_findings(case, {finding.rule for finding in record.findings})


def compared(truth: CaseTruth, narrative: Narrative | None) -> Iterator[tuple[str, Any, Any]]:
    """Yield each field that a truth holds: its name, and what is expected and found in comparable form."""
    for name, (given, view) in FIELDS.items():
        if given(truth):
            yield name, view(truth, truth), view(narrative, truth) if narrative else "—"


def _findings(case: Case, fired: set[str]) -> Iterator[Judgement]:
    truth = case.truth
    if "findings" in truth.model_fields_set:
        must = set(truth.findings)
        yield Judgement(case.id, case.kind, "findings", _bag(must), _bag(must & fired))
    if "no_findings" in truth.model_fields_set:
        wrong = fired if truth.no_findings is True else fired & set(truth.no_findings)
        yield Judgement(case.id, case.kind, "no_findings", (), _bag(wrong))


def _extract(case: Case, settings: Settings | None) -> tuple[Record, Narrative | None]:
    from nlp.serialise import record

    document, base = document_around(case.text, case.document, case.id)
    result = process(document, settings)
    published = record(result.outline, result.fields, result.statements, result.findings)
    # The narrative that begins on the heading's line, behind marks of emphasis.
    line_end = base + len(case.text.split("\n")[0])
    found = (
        each
        for fields, each in zip(result.fields, published.narratives, strict=True)
        if base <= fields.narrative.start < line_end
    )
    return published, next(found, None)


def tallies(judgements: Iterable[Judgement]) -> tuple[Tally, ...]:
    """Return the judgements that are right by field, in the order of the fields, and ``all``."""
    given = tuple(judgements)
    names = (*FIELDS, "findings", "no_findings")
    by_field = [_tally(name, [j.right for j in given if j.field == name]) for name in names]
    return *(each for each in by_field if each.total), _tally("all", [j.right for j in given])


def case_tallies(judgements: Iterable[Judgement]) -> tuple[Tally, ...]:
    """Return the cases that are right in every judged field by kind, kinds sorted, and ``all``."""
    right: dict[tuple[str, str], bool] = defaultdict(lambda: True)
    for each in judgements:
        right[each.kind, each.case] &= each.right
    kinds = sorted({kind for kind, _ in right})
    by_kind = [_tally(kind, [ok for (of, _), ok in right.items() if of == kind]) for kind in kinds]
    return *by_kind, _tally("all", list(right.values()))


def _tally(name: str, right: list[bool]) -> Tally:
    return Tally(name, sum(right), len(right))


def _plain(words: str | None) -> str | None:
    return None if words is None else "".join(words.split())


def _number(figure: Decimal | str | None) -> str | None:
    """Return a figure in one form: 20, 20.0 and 2E+1 are one."""
    return None if figure is None else f"{Decimal(figure).normalize():f}"


def _bag(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(items, key=repr))


def _period(side: Any) -> tuple[str | None, ...]:
    return tuple(day and day.isoformat() for day in (side.start, side.end))


def _quarters(side: Any, truth: CaseTruth) -> tuple[Any, ...]:
    items = ((q.quarter, _number(q.percent), _number(q.amount_wan), q.qualifier) for q in side.quarters.items)
    return side.quarters.basis if _holds(truth.quarters, "basis") else "any", *_bag(items)


def _holds(truth: Label | None, name: str) -> bool:
    return truth is not None and name in truth.model_fields_set


def _field(name: str, view: Callable[[Any], Any]) -> _Field:
    return lambda t: _holds(t, name), lambda side, t: view(side)


def _role(name: str, view: Callable[[Any], Any]) -> _Field:
    return lambda t: _holds(t.amounts, name), lambda side, t: view(getattr(side.amounts, name))


def _amount(amount: Any) -> str | None:
    """Return the 万元 of a truth's figure or of a published amount."""
    return _number(getattr(amount, "wan", amount))


#: Whether a truth holds the field, and the view of it that is compared, of the truth and of what was found
#: alike: a truth names its parts as :class:`nlp.schema.Narrative` does.
_Field = tuple[Callable[[CaseTruth], bool], Callable[[Any, CaseTruth], Any]]

#: The judged fields of a narrative, in the order of the tables.
FIELDS: Final[dict[str, _Field]] = {
    "project": _field("project", lambda n: _plain(n.project)),
    "implementing_bodies": _field(
        "implementing_bodies",
        lambda n: _bag((_plain(b.name), b.relation, _plain(b.listed_as)) for b in n.implementing_bodies),
    ),
    "schedule": _field(
        "schedule", lambda n: n.schedule and (*_period(n.schedule), n.schedule.duration_months)
    ),
    "schedule.phases": (
        lambda t: _holds(t.schedule, "phases"),
        lambda n, t: _bag(
            (*_period(p), _number(p.percent)) for p in (n.schedule.phases if n.schedule else ())
        ),
    ),
    **{
        f"amounts.{name}": _role(name, _amount)
        for name in ("annual_total", "fiscal", "own_funds", "multi_year_total")
    },
    "amounts.components": _role("components", lambda parts: _bag(map(_amount, parts))),
    "amounts.other_years": _role("other_years", lambda years: _bag((y.year, _amount(y)) for y in years)),
    "quarters": (lambda t: t.quarters is not None, _quarters),
    "legal_basis": _field(
        "legal_basis", lambda n: _bag((_plain(b.title), _plain(b.number)) for b in n.legal_basis)
    ),
    "legal_basis.articles": (
        lambda t: any(_holds(b, "articles") for b in t.legal_basis),
        lambda n, t: _bag(
            (_plain(b.title or b.number), _bag(map(_plain, b.articles))) for b in n.legal_basis
        ),
    ),
}
