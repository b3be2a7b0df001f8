"""configs/tables.toml: kinds of tables, header words, total rows."""

from __future__ import annotations

from nlp.config import ConfigModel, load


class KindRule(ConfigModel):
    """Which titles belong to one kind of table."""

    kind: str
    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    def fits(self, title: str) -> bool:
        """Tell whether a title without blanks fits."""
        return (
            all(word in title for word in self.all)
            and (not self.any or any(word in title for word in self.any))
            and not any(word in title for word in self.none)
        )


class TableWords(ConfigModel):
    """The words of captions, headers and total rows."""

    caption_starts: tuple[str, ...]
    title_ends: tuple[str, ...]
    code_headers: tuple[str, ...]
    label_headers: tuple[str, ...]
    ignored_headers: tuple[str, ...]
    grand_totals: tuple[str, ...]
    totals: tuple[str, ...]
    nothing: tuple[str, ...]


class TableConfig(ConfigModel):
    """configs/tables.toml."""

    kind: tuple[KindRule, ...]
    header_kind: tuple[KindRule, ...]
    words: TableWords


def table_config() -> TableConfig:
    """Return the validated configs/tables.toml."""
    return load("tables", TableConfig)


def kind_of_title(title: str) -> str | None:
    """Return the kind of a table by its title (without blanks), or ``None``.

    >>> kind_of_title("2026年部门收入预算总表"), kind_of_title("2026年部门财务收支预算总表")
    ('income', 'income_expenditure_summary')
    """
    return next((rule.kind for rule in table_config().kind if rule.fits(title)), None)


def kind_of_header(words: str) -> str:
    """Return the kind of an untitled table by its header words; ``other`` where none fits."""
    return next((rule.kind for rule in table_config().header_kind if rule.fits(words)), "other")
