"""Remember what was made of an object that is too large to be hashed, for as long as it is in use."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Hashable
from functools import partial, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

T = TypeVar("T")
R = TypeVar("R")
P = ParamSpec("P")
_UNKNOWN = object()


def remembered(function: Callable[Concatenate[T, P], R]) -> Callable[Concatenate[T, P], R]:
    """Cache a pure function of an object, known by its identity, and of hashable arguments.

    The object must allow weak references: its results are forgotten when nobody holds it any more. So they
    must not hold the object itself.
    """
    held: dict[int, tuple[weakref.ref[T], dict[Hashable, R | object]]] = {}

    def forget(number: int, _: weakref.ref[T]) -> None:
        held.pop(number, None)

    @wraps(function)
    def wrapper(thing: T, /, *args: P.args, **kwargs: P.kwargs) -> R:
        entry = held.get(id(thing))
        if entry is None or entry[0]() is not thing:
            entry = held[id(thing)] = (weakref.ref(thing, partial(forget, id(thing))), {})
        made = entry[1]
        key = (args, *sorted(kwargs.items())) if kwargs else args
        result = made.get(key, _UNKNOWN)
        if result is _UNKNOWN:
            result = made[key] = function(thing, *args, **kwargs)
        return cast(R, result)

    return wrapper
