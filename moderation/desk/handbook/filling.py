"""Forms of the handbook, filled from what was saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from starlette.requests import Request

from app.board.places import PlaceFacts
from moderation.cases.model import Act
from moderation.desk.handbook.entry_forms import FORMS, BoxesForm, EntryForm
from moderation.handbook.model import AnswerFacts, Facts, Version


def form_of(request: Request, version: Version, *, seen: int) -> EntryForm:
    """The form of an entry, filled from one of its versions; `seen` is the newest one."""
    words = {
        f"{name}_{one.lang}": getattr(one, name) for one in version.wordings for name in ("title", "words", "hours")
    }
    values = words | {"position": str(version.position), "seen": str(seen), "code": version.code}
    form = FORMS[version.kind].empty(request, **values, **_values(version.facts))
    if isinstance(form, BoxesForm):
        form.boxes = _boxes(version.facts)
    return form


def _values(facts: Facts) -> Mapping[str, str]:
    if not isinstance(facts, PlaceFacts):
        return {}
    names = ("phone", "text", "web", "region")
    return {name: str(getattr(facts, name)) for name in names} | {"languages": " ".join(facts.languages)}


def _boxes(facts: Facts) -> tuple[str, ...]:
    if isinstance(facts, PlaceFacts):
        return facts.kinds
    return tuple(_codes(facts.acts)) if isinstance(facts, AnswerFacts) else ()


def _codes(acts: Iterable[Act]) -> list[str]:
    return [act.value for act in acts]
