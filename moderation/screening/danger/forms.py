"""How a form is written: choices in braces, and when it is looked for as a template."""

from __future__ import annotations

import re
from math import prod
from typing import Final

_CHOICE: Final = re.compile(r"\{([^{}]*)\}")
_GLUED: Final = re.compile(r"\w\{")  # "report{ed|}": only spelling out reads it
_MOST_SPELLED: Final = 24
_MOST_FORMS: Final = 2500


def is_template(form: str) -> bool:
    """Whether a form is looked for as a template: it names a class, leaves room, or has many ways to be said."""
    if "[" in form or ".." in form:
        return True
    if _GLUED.search(form) or "{" in _CHOICE.sub("", form):
        return False
    ways: int = prod(choice.count("|") + 1 for choice in _CHOICE.findall(form))
    return ways > _MOST_SPELLED


def expand(form: str) -> list[str]:
    """Spell out "{want|need} to {die|disappear}"; an empty choice means the word may be absent."""
    open_forms = [form]
    spelled: dict[str, None] = {}
    while open_forms:
        one = open_forms.pop()
        choice = _CHOICE.search(one)
        if choice is None:
            spelled[" ".join(one.split())] = None
        else:
            head, tail = one[: choice.start()], one[choice.end() :]
            open_forms += [head + way + tail for way in reversed(choice.group(1).split("|"))]
        if len(spelled) > _MOST_FORMS:
            raise ValueError(f"form spells out to over {_MOST_FORMS} phrases: {form}")
    return list(spelled)


def is_unclosed(form: str) -> bool:
    """Whether a brace or bar is left over once every choice is closed."""
    while (opened := _CHOICE.sub("", form)) != form:
        form = opened
    return any(mark in form for mark in "{}|")
