"""Remember what was made of an object that is too large to be hashed, for as long as it is in use."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

T = TypeVar("T")
R = TypeVar("R")
P = ParamSpec("P")


def remembered(size: int) -> Callable[[Callable[Concatenate[T, P], R]], Callable[Concatenate[T, P], R]]:
    """Cache a pure function of an object, known by its identity, and of hashable positional arguments.

    The object is kept with its results, so its identity can't be taken over by another one.
    """

    def decorate(function: Callable[Concatenate[T, P], R]) -> Callable[Concatenate[T, P], R]:
        held: OrderedDict[int, tuple[T, dict[Hashable, R]]] = OrderedDict()

        @wraps(function)
        def wrapper(thing: T, /, *args: P.args, **kwargs: P.kwargs) -> R:
            entry = held.get(id(thing))
            if entry is None or entry[0] is not thing:
                entry = held[id(thing)] = (thing, {})
                if len(held) > size:
                    held.popitem(last=False)
            made = entry[1]
            key = (args, *sorted(kwargs.items())) if kwargs else args
            if key not in made:
                made[key] = function(thing, *args, **kwargs)
            return made[key]

        return wrapper

    return decorate
