"""What a store holds of its inputs: each document by its bytes' hash, once, with all places it lies in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from nlp.archive.files import sha256_text
from nlp.archive.inputs import Problem, Source, unreadable
from nlp.archive.versions import Versions


@dataclass(frozen=True, slots=True)
class Entry:
    """One document, or one source that gives none.

    ``record`` and ``tagged`` are the keys of its results, ``engine`` names what they were made with;
    ``problem`` says why there is no record. A problem of this run alone, such as a file that can't be opened,
    comes without keys; where not even the bytes were there, without ``sha256``.
    """

    sources: tuple[str, ...]
    sha256: str | None = None
    suffix: str = ""
    record: str | None = None
    tagged: str | None = None
    engine: str = ""
    problem: Problem | None = None

    @property
    def order(self) -> tuple[str, str]:
        """Where the document stands in the store."""
        return (self.sha256 or sha256_text(self.sources[0]), self.sources[0])

    def line(self) -> str:
        """Return the entry as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def entry_of(line: str) -> Entry:
    """Return the entry that :meth:`Entry.line` wrote."""
    values: dict[str, Any] = json.loads(line)
    problem = values.pop("problem")
    return Entry(
        **{**values, "sources": tuple(values["sources"])}, problem=Problem(**problem) if problem else None
    )


def entries(
    found: Iterable[Source], versions: Versions, seen: Callable[[], None] = lambda: None
) -> tuple[list[Entry], dict[str, Source]]:
    """Hash the sources; return the entries in the store's order, and for each record's key where to read it.

    Equal bytes become one entry, read under the suffix of the source that sorts first. ``seen`` is called
    after each source.
    """
    by_name: dict[str, Source] = {}
    for source in found:
        by_name.setdefault(source.name, source)
    made: list[Entry] = []
    by_hash: dict[str, list[Source]] = {}
    for name in sorted(by_name):
        source = by_name[name]
        problem = source.problem
        if problem is None:
            try:
                by_hash.setdefault(source.sha256(), []).append(source)
            except Exception as error:  # zip members fail in many ways, the files below them in more
                problem = unreadable(error)
        if problem is not None:
            made.append(Entry((name,), problem=problem))
        seen()
    places: dict[str, Source] = {}
    for sha256, group in by_hash.items():
        suffix = group[0].suffix
        keys = {
            stage: sha256_text(digest, sha256, suffix)
            for stage, digest in (("record", versions.records), ("tagged", versions.tagged))
        }
        names = tuple(each.name for each in group)
        made.append(Entry(names, sha256, suffix, keys["record"], keys["tagged"], versions.records[:16]))
        places[keys["record"]] = group[0]
    return sorted(made, key=lambda each: each.order), places


def merged(new: Iterable[Entry], old: Iterable[Entry]) -> list[Entry]:
    """Return the new entries and those old ones, or old places of them, that the new ones don't name.

    An old document keeps the results that it has.
    """
    by_hash: dict[str, Entry] = {each.sha256: each for each in new if each.sha256}
    kept = [each for each in new if not each.sha256]
    named = {name for each in new for name in each.sources}
    for each in old:
        left = tuple(name for name in each.sources if name not in named)
        if not left:
            continue
        if not each.sha256:
            kept.append(each)
        elif (same := by_hash.get(each.sha256)) is not None:
            by_hash[each.sha256] = replace(same, sources=tuple(sorted({*same.sources, *left})))
        else:
            by_hash[each.sha256] = replace(each, sources=left)
    return sorted([*kept, *by_hash.values()], key=lambda each: each.order)


def lines(made: Iterable[Entry]) -> Iterator[str]:
    """Yield the lines of a store's inputs file."""
    return (each.line() + "\n" for each in made)
