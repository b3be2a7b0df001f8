"""Rules on the documents that narratives rest on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from nlp.fields.model import LegalBasis
from nlp.reconcile.citation import Citation
from nlp.reconcile.project_forms import project_key
from nlp.reconcile.rules.context import Context, Draft
from nlp.values.docnumber import DocumentNumber


def citation_with_two_numbers(context: Context) -> Iterator[Draft]:
    """One document cited with different numbers."""
    cited: dict[str, dict[str, tuple[str, LegalBasis]]] = defaultdict(dict)
    for purse in context.purses:
        for citation in purse.citations:
            if citation.comparable:
                cited[citation.title_key].setdefault(citation.number_key, (purse.name, citation.basis))
    for numbers in cited.values():
        if len(numbers) > 1:
            told = "、".join(f"项目「{name}」写{basis.number}" for name, basis in numbers.values())
            title = next(iter(numbers.values()))[1].title
            yield Draft(
                f"同一文件《{title}》引用了不同的文号：{told}。",
                " ≠ ".join(numbers),
                tuple(basis.evidence for _, basis in numbers.values()),
            )


def number_with_two_titles(context: Context) -> Iterator[Draft]:
    """One number cited with titles of different documents."""
    cited: dict[str, list[tuple[str, Citation]]] = defaultdict(list)
    for purse in context.purses:
        for citation in purse.citations:
            known = cited[citation.number_key] if citation.comparable else None
            key = citation.title_key
            if known is not None and not any(key in o.title_key or o.title_key in key for _, o in known):
                known.append((purse.name, citation))
    for found in cited.values():
        if len(found) > 1:
            told = "、".join(f"项目「{name}」写《{citation.basis.title}》" for name, citation in found)
            yield Draft(
                f"同一文号{found[0][1].basis.number}引用了不同的文件：{told}。",
                " ≠ ".join(f"《{citation.basis.title}》" for _, citation in found),
                tuple(citation.basis.evidence for _, citation in found),
            )


def number_after_fiscal_year(context: Context) -> Iterator[Draft]:
    """A number of a year that the budget could not know yet; final accounts are written a year later."""
    year = context.outline.fiscal_year
    if year is None:
        return
    last = year + context.outline.kind.endswith("final_accounts")
    told: set[str] = set()
    for purse in context.purses:
        for citation in purse.citations:
            basis, numbers = citation.basis, citation.numbers
            written = numbers[0].year if numbers else None
            if written is None or written <= last or numbers[0].key in told:
                continue
            told.add(numbers[0].key)
            yield Draft(
                f"项目「{purse.name}」引用的文号{basis.number}的年份晚于本文件的年度{year}年。",
                f"{written} > {year}",
                (basis.evidence,),
            )


#: A number told again by itself, after its document was cited with title and number.
_AGAIN = re.compile(r"^(?:文件|文|的?批复|的?通知|的?规定|的?要求|的?意见|下达|核定|确定)")
_SAID = re.compile(r"(?:依据|根据|文件|文号|批文|批复|通知)(?:文件|文号)?[为是：:]$")
#: The label of a form's own number, in a table or on a line of a form as text: 立项文号, 依据文件.
_FORM_LABEL = re.compile(
    r"(?:^|[\n\t|｜])[ \t　]*(?:立项|项目|批复|批准|政策)?(?:依据|文号|批文|批复)(?:文件|文号)?"
    r"[ \t　]*[：:\t|｜ 　][ \t　]*$"
)
_TITLED = re.compile(r"》[（(，,]?$")
#: … within so many characters.
_BACK = 1500


def number_told_again_differs(context: Context) -> Iterator[Draft]:
    """A bare number (某发〔2023〕62号文规定的) that is one cited before with its title, but for a slip.

    It is none that the document cites with a title anywhere, and only one of its issuer is near.
    """
    document = context.outline.document
    found = context.document.numbers
    titled = [n for n in found if n.issuer and _TITLED.search(document.text[max(0, n.start - 2) : n.start])]
    keys = {n.key for n in titled}
    for number in found:
        again = _AGAIN.match(document.text[number.end :][:4]) or _SAID.search(
            document.text[max(0, number.start - 8) : number.start]
        )
        own = _FORM_LABEL.search(document.text[max(0, number.start - 24) : number.start])
        if number.year is None or number.key in keys or not (again or own):
            continue
        near = [n for n in titled if 0 < number.start - n.end <= _BACK and number.issuer.endswith(n.issuer)]
        near = (near if again else []) or _approvals(document.text, number, titled)
        near = near or (_of_project(context, number, titled) if own else [])
        if len({n.key for n in near}) != 1 or not _like(number, near[-1]):
            continue
        yield Draft(
            f"文号{number.normal}与前文引用的{near[-1].normal}相近而不同，可能是同一文件的笔误。",
            f"{number.normal} ≠ {near[-1].normal}",
            (document.evidence(number.start, number.end), document.evidence(near[-1].start, near[-1].end)),
        )


#: 批复文号：…, on the cover: the number of the budget's approval, whose title names both words.
_APPROVED = re.compile(r"批复(?:文件)?(?:文号|号)[：:]\s*$")
_APPROVAL = ("批复", "预算")
_TITLE = re.compile(r"《([^《》]{4,80})》[（(，,]?$")


def _title_of(text: str, number: DocumentNumber) -> str | None:
    """Return the title right before a number, without blanks."""
    found = _TITLE.search(text[max(0, number.start - 90) : number.start])
    return re.sub(r"\s", "", found[1]) if found else None


def _approvals(text: str, number: DocumentNumber, titled: list[DocumentNumber]) -> list[DocumentNumber]:
    """Return the one cited approval of the budget, for the number that the cover calls the approval's."""
    if not _APPROVED.search(text[max(0, number.start - 10) : number.start]):
        return []
    cited = [n for n in titled if all(w in (_title_of(text, n) or "") for w in _APPROVAL)]
    return [n for n in cited if n.issuer == number.issuer]


def _of_project(
    context: Context, number: DocumentNumber, titled: list[DocumentNumber]
) -> list[DocumentNumber]:
    """Return the number that a narrative cites of the very project in whose form another one stands."""
    forms = {f.table: f.project.text for f in context.outline.forms if f.project}
    told = [(t.start, t.end, forms[t.id]) for t in context.outline.tables if t.id in forms]
    written = [
        (p.fields.narrative.start, p.fields.narrative.end, p.fields.project)
        for p in context.purses
        if p.fields.project
    ]
    keys = {project_key(name) for a, b, name in (*told, *written) if a <= number.start < b}
    ranges = [(a, b) for a, b, name in written if project_key(name) in keys]
    cited = [n for n in titled if any(a <= n.start < b for a, b in ranges)]
    return [n for n in cited if n.issuer == number.issuer and _like(number, n)]


_OF_SEVERAL = re.compile(r"下达|拨付|资金|补助|经费|指标")


def title_with_two_numbers(context: Context) -> Iterator[Draft]:
    """One title cited again with a number that differs by a slip, anywhere in the document.

    Documents of one title (关于下达…资金的通知) come in several numbers, seldom in two of the same digits.
    """
    document = context.outline.document
    text = document.text
    told: dict[tuple[str, str], list[DocumentNumber]] = defaultdict(list)
    for number in context.document.numbers:
        if number.issuer and number.year is not None and (title := _title_of(text, number)):
            told[title, number.issuer].append(number)
    for (title, _), numbers in told.items():
        first = numbers[0]
        other = next((n for n in numbers if n.key != first.key), None)
        if other is None or not _like(first, other):
            continue
        between = text[first.end : other.start]
        if "。" not in between or len({n.key for n in numbers}) > 2:
            continue
        turned = sorted(first.serial) == sorted(other.serial) and first.year == other.year
        if _OF_SEVERAL.search(title) and not turned:
            continue
        known = {(e.start, e.end) for draft in citation_with_two_numbers(context) for e in draft.evidence}
        if any(a <= n.start < b for a, b in known for n in (first, other)):
            continue
        yield Draft(
            f"同一文件《{title}》先后写作{first.normal}和{other.normal}，可能是文号笔误。",
            f"{first.normal} ≠ {other.normal}",
            tuple(document.evidence(n.start, n.end) for n in (first, other)),
        )


def _like(one: DocumentNumber, other: DocumentNumber) -> bool:
    """Return whether two numbers differ in the year alone, by one, or in a digit or two swapped ones."""
    if one.year is None or other.year is None:
        return False
    if one.serial == other.serial:
        return abs(one.year - other.year) == 1
    if one.year != other.year or len(one.serial) != len(other.serial):
        return False
    unlike = [i for i, (a, b) in enumerate(zip(one.serial, other.serial, strict=True)) if a != b]
    turned = sorted(one.serial) == sorted(other.serial) and len(unlike) == 2
    return turned or (len(unlike) == 1 and len(one.serial) > 1)
