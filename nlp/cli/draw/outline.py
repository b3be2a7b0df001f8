"""The outline as a tree."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.tree import Tree

from nlp.cli.draw.common import heading, line_number, visible
from nlp.cli.messages import Messages
from nlp.outline.model import Outline, Section


def draw_outline(console: Console, outline: Outline, messages: Messages) -> None:
    """Draw sections, units, tables and narratives with their places."""
    root = Tree(heading(outline, messages))

    def where(offset: int) -> str:
        line = outline.document.line_at(offset)
        if line is not None and line.page is not None:
            return messages("page", number=line.page)
        return messages("line", number=line_number(outline.document, offset))

    def add_sections(branch: Tree, sections: Iterable[Section]) -> None:
        for section in sections:
            size = section.end - section.body_start
            branch.add(
                visible(section.heading)
                + visible(f"  {section.kind}", "cyan")
                + visible(f"  {where(section.start)}, {section.start}–{section.end}, {size}", "dim")
            )

    add_sections(_branch(root, messages, "sections", len(outline.sections)), outline.sections)
    units = _branch(root, messages, "units", len(outline.units))
    for unit in outline.units:
        units.add(visible(unit.name))
    tables = _branch(root, messages, "tables", len(outline.tables))
    for table in outline.tables:
        label = visible(f"{table.id}  {table.title}") + visible(f"  {table.kind}", "cyan")
        tables.add(label + visible(f"  {where(table.start)}", "dim"))
    narratives = _branch(root, messages, "narratives", len(outline.narratives))
    for narrative in outline.narratives:
        project = narrative.project or messages("project.unnamed")
        label = visible(f"{narrative.index + 1}. {project}", "bold")
        branch = narratives.add(label + visible(f"  {where(narrative.start)}", "dim"))
        add_sections(branch, narrative.sections)
    console.print(root)


def _branch(root: Tree, messages: Messages, name: str, count: int) -> Tree:
    return root.add(visible(f"{messages(f'outline.{name}')} ({count})", "bold"))
