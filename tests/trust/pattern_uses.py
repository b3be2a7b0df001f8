"""How the package uses a regular expression: only at one place of a text, or sought for anywhere in it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Final

import nlp

_PACKAGE: Final = Path(nlp.__file__).parent
#: Methods that try a pattern at one place.
ANCHORED: Final = {"match", "fullmatch"}
_METHODS: Final = ANCHORED | {"search", "finditer", "findall", "sub", "subn", "split"}


def is_sought(where: str) -> bool:
    """Tell whether the pattern that ``file:line`` compiles may be sought for anywhere in a text.

    A pattern is followed by the name it is given, or by the function that returns it, through the whole
    package; where it goes otherwise, in a tuple say, it counts as sought.
    """
    name, _, line = where.partition(":")
    call = _compiling(_tree(_PACKAGE / name), int(line))
    if call is None:
        return True
    method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if method in _METHODS:
        return method not in ANCHORED
    given = _given(_tree(_PACKAGE / name), call)
    if given is None:
        return True
    uses = _uses(given, name if given.startswith("_") else "")
    return not uses or not uses <= ANCHORED


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _compiling(tree: ast.Module, line: int) -> ast.Call | None:
    """Return the call of ``re`` that a frame's line lies in; the innermost."""
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    return max(calls, key=lambda node: node.lineno, default=None)


def _given(tree: ast.Module, call: ast.Call) -> str | None:
    """Return the module's name, or the function, that stands for the pattern."""
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign) and node.value is call and isinstance(node.target, ast.Name):
            return node.target.id
        if isinstance(node, ast.Assign) and node.value is call and isinstance(node.targets[0], ast.Name):
            return node.targets[0].id
        if isinstance(node, ast.FunctionDef) and any(
            isinstance(inner, ast.Return) and inner.value is call for inner in ast.walk(node)
        ):
            return node.name
    return None


@cache
def _uses(given: str, module: str) -> frozenset[str]:
    """Return the methods called on a name, or on what a function so named returns; "" for another use.

    A name of a ``module`` alone is another elsewhere.
    """
    found = set()
    for path in [_PACKAGE / module] if module else sorted(_PACKAGE.rglob("*.py")):
        if given not in path.read_text(encoding="utf-8"):
            continue
        tree = _tree(path)
        parents = {inner: node for node in ast.walk(tree) for inner in ast.iter_child_nodes(node)}
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Name) and node.id == given and isinstance(node.ctx, ast.Load)):
                continue
            above = parents[node]
            if isinstance(above, ast.Call) and above.func is node:
                above = parents[above]
            found.add(above.attr if isinstance(above, ast.Attribute) else "")
    return frozenset(found)
