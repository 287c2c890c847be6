"""Jinja2, one environment a language, so that a page costs no look-up of its language."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, MutableMapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from app.http.folding import Folding
from app.kernel import i18n

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"


class _Environment(Environment):
    """Its templates share one plain dictionary of globals.

    Jinja chains an empty one before it, and walks that chain for every import of macros: four percent of a page.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template: the environment's own where it has none besides."""
        return super().make_globals(d) if d else self.globals


class Templates:
    """Renders `templates/…` in one of the languages of the house."""

    def __init__(self, languages: tuple[str, ...], **shared: object) -> None:
        self.languages = tuple(lang for lang in languages if lang in i18n.LANGUAGES) or ("en",)
        self._environments = {lang: _environment(lang, shared) for lang in i18n.LANGUAGES}

    def get(self, lang: str, name: str) -> Template:
        """A template in one language."""
        return self._environments[lang].get_template(name)

    def render(self, lang: str, name: str, values: Mapping[str, object]) -> str:
        """The page or part as HTML."""
        return self.get(lang, name).render(values)


def values_of(needs: object) -> dict[str, object]:
    """A page's needs as template variables: the fields of its dataclass, not deeper."""
    if needs is None:
        return {}
    if not is_dataclass(needs):
        raise TypeError("a page is given a dataclass")
    return {field.name: getattr(needs, field.name) for field in fields(needs)}


@cache
def asset(name: str) -> str:
    """The address of a static file, with the hash of what is in it."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    stem, _, ending = name.rpartition(".")
    return f"/static/{stem}.{digest}.{ending}"


@cache
def help_lines() -> tuple[dict[str, Any], ...]:
    """Public help lines, read from their one file."""
    text = (ROOT / "app" / "kernel" / "help_lines.toml").read_text("utf-8")
    return tuple(tomllib.loads(text).get("lines", ()))


def _environment(lang: str, shared: Mapping[str, object]) -> Environment:
    environment = _Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
        extensions=["jinja2.ext.i18n", Folding],
    )
    words = i18n.catalogue(lang)
    environment.constant = {  # type: ignore[attr-defined]
        "_": lambda sentence: words.gettext(sentence).replace("%%", "%"),
        "asset": asset,
    }
    environment.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.filters |= {
        "day": lambda at: i18n.day(at, lang),
        "moment": lambda at: i18n.moment(at, lang),
        "hour": lambda at: i18n.hour(at, lang),
        "nbsp": lambda text: str(text).replace(" ", "\u00a0"),
        "number": lambda number: i18n.number(number, lang),
    }
    environment.globals.update(lang=lang, asset=asset, help_lines=help_lines(), **shared)
    return environment
