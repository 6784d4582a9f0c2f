"""Reads the registers of ``hengjian.config.registers`` for apps that may not import it."""

import importlib
from collections.abc import Callable
from functools import cache
from typing import Any


REGISTERS = "hengjian.config.registers"


@cache
def resolve(path: str) -> Any:
    """The object at a dotted path; raises ImportError or AttributeError loudly."""
    module, _, name = path.rpartition(".")
    return getattr(importlib.import_module(module), name)


def registered(register: str, name: str) -> list[Callable[..., Any]]:
    """The functions a register holds under a name; none where nobody registered."""
    return [resolve(path) for path in paths(register, name)]


def every(register: str) -> list[Callable[..., Any]]:
    """The functions of a register that is one list, in its order."""
    listed = getattr(importlib.import_module(REGISTERS), register)
    return [resolve(path) for path in listed]


def paths(register: str, name: str) -> tuple[str, ...]:
    """The dotted paths a register holds under a name."""
    entry = getattr(importlib.import_module(REGISTERS), register).get(name, ())
    return (entry,) if isinstance(entry, str) else tuple(entry)
