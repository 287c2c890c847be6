"""Every sentence that the code may say to a person, and the French that the catalogue has for it."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import read_po

from app.kernel.errors import HavreError
from tests.contracts.layout import CODE, ROOT, named, short

KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "translate": (2,)}
PO = sorted((ROOT / "app" / "locale" / "fr").glob("*.po"))
# Said to an operator at a terminal, in English like every command.
TO_OPERATORS = ("app.commands", "app.up", "app.bench", "app.kernel.settings", "moderation.screener.failpoints")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


@cache
def said() -> dict[str, str]:
    """Sentence -> where it stands."""
    found: dict[str, str] = {}
    for file in named(".py", under=CODE):
        with file.open("rb") as opened:
            _add(found, file, extract("python", opened, KEYWORDS))
    for file in (f for f in named(".html", ".txt") if f.relative_to(ROOT).parts[0] == "templates"):
        with file.open("rb") as opened:
            _add(found, file, extract("jinja2", opened, KEYWORDS, options={"newstyle_gettext": "true"}))
    found |= {sentence: place for sentence, place in _errors() if sentence not in found}
    return found


def _add(found: dict[str, str], file: Path, messages: Iterator[tuple[int, object, object, object]]) -> None:
    for line, message, _comments, _context in messages:
        for sentence in message if isinstance(message, tuple | list) else (message,):
            if isinstance(sentence, str) and sentence:
                found.setdefault(sentence, f"{short(file)}:{line}")


def _errors() -> Iterator[tuple[str, str]]:
    """The docstring of an error is the sentence on its page."""
    for top in CODE:
        package = importlib.import_module(top)
        for module in pkgutil.walk_packages(package.__path__, f"{top}."):
            if not module.name.endswith("__main__") and not module.name.startswith(TO_OPERATORS):
                importlib.import_module(module.name)
    waiting: list[type[HavreError]] = [HavreError]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if not kind.__module__.startswith((*TO_OPERATORS, "tests.")):
            yield inspect.cleandoc(kind.__doc__ or ""), f"{kind.__module__}.{kind.__name__}"


@cache
def french() -> dict[str, list[tuple[str, str]]]:
    """Sentence -> its French in each fragment that has it, with the fragment's name."""
    known: dict[str, list[tuple[str, str]]] = {}
    for file in PO:
        with file.open("rb") as opened:
            for message in read_po(opened, locale="fr"):
                if not message.id:
                    continue
                ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
                strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
                for place, sentence in enumerate(ids):
                    words = strings[min(place, len(strings) - 1)]
                    known.setdefault(sentence, []).append((file.stem, "" if message.fuzzy else words))
    return known


def placeholders(text: str) -> set[str]:
    """The names that are filled in."""
    return {a or b for a, b in PLACEHOLDER.findall(text)}


def raised_in_words() -> Iterator[tuple[str, str]]:
    """A sentence handed straight to one of our errors, without a mark for the catalogue."""
    kinds = {kind.__name__ for kind in _all_kinds()}
    for file in named(".py", under=CODE):
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        if name.startswith(TO_OPERATORS):
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute) and node.args:
                called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                first = node.args[0]
                if called in kinds and isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value, f"{short(file)}:{node.lineno}"


def _all_kinds() -> Iterator[type[HavreError]]:
    waiting: list[type[HavreError]] = [HavreError]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        yield kind
