"""An outline and its spans as JSON, so that a store that comes from elsewhere can bring data only, no code.

Pydantic writes and checks the dataclasses as they are. A layout's arrays, of several numbers a character, are
base64 of their little-endian bytes.
"""

from __future__ import annotations

import sys
from array import array
from base64 import b64decode, b64encode
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from pydantic import ConfigDict, TypeAdapter
from pydantic_core import core_schema

from nlp.document import Layout

if TYPE_CHECKING:
    from nlp.outline.model import Outline
    from nlp.tagger.spans import FieldSpan

    Tagged = tuple[Outline, tuple[tuple[FieldSpan, ...], ...]]

#: Type codes that an array of numbers may have.
_CODES: Final = "bBhHiIlLqQfd"


def to_json(outline: Outline, spans: tuple[tuple[FieldSpan, ...], ...]) -> bytes:
    """Return an outline and its spans as JSON; the same give the same bytes."""
    return _adapter().dump_json((outline, spans))


def from_json(data: bytes) -> Tagged:
    """Return what :func:`to_json` wrote.

    Raises:
        ValueError: if ``data`` is anything else.
    """
    return _adapter().validate_json(data)


@cache
def _adapter() -> TypeAdapter[Tagged]:
    from nlp.outline.model import Outline
    from nlp.tagger.spans import FieldSpan

    # Pydantic has no schema for arrays; this is how a class tells it one.
    Layout.__get_pydantic_core_schema__ = _schema  # type: ignore[attr-defined]
    kind = tuple[Outline, tuple[tuple[FieldSpan, ...], ...]]
    return TypeAdapter(kind, config=ConfigDict(ser_json_inf_nan="constants"))


def _schema(*_: object) -> core_schema.CoreSchema:
    written = core_schema.plain_serializer_function_ser_schema(_written)
    return core_schema.no_info_plain_validator_function(_layout, serialization=written)


def _written(layout: Layout) -> list[list[str] | None]:
    sure = layout.confidences
    return [_packed(layout.pages), _packed(layout.boxes), None if sure is None else _packed(sure)]


def _packed(numbers: array[Any]) -> list[str]:
    return [numbers.typecode, b64encode(_little(numbers).tobytes()).decode("ascii")]


def _layout(value: Any) -> Layout:
    try:
        pages, boxes, sure = value
        return Layout(_unpacked(pages), _unpacked(boxes), None if sure is None else _unpacked(sure))
    except TypeError as error:
        raise ValueError("no layout") from error


def _unpacked(value: Any) -> array[Any]:
    code, data = value
    if code not in _CODES:
        raise ValueError(f"an array of {code}")
    numbers: array[Any] = array(code)
    numbers.frombytes(b64decode(data, validate=True))
    return _little(numbers)


def _little(numbers: array[Any]) -> array[Any]:
    """Return the numbers with their bytes turned, where the machine writes the greatest first."""
    if sys.byteorder == "little":
        return numbers
    turned = numbers[:]
    turned.byteswap()
    return turned
