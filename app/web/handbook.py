"""House rules and places to turn to: the same pages for everybody, which browsers may keep for a while."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from app.access.permission import Permission
from app.board import handbook, places
from app.board.handbook import Wording
from app.board.places import EVERYWHERE, KINDS, Place
from app.http.door import door_of, lang_of, place_of
from app.http.respond import page
from app.http.routing import route
from app.kernel.db import Tx
from app.kernel.errors import Unavailable
from app.kernel.i18n import translate

# A change at the desk reaches everybody within five minutes.
CACHEABLE = {"Cache-Control": "public, max-age=300", "Vary": "HX-Request"}

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesPage:
    """The house rules in their reader's language."""

    rules: tuple[Wording, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """One place as its reader sees it."""

    said: Wording
    phone: str
    tel: str
    text: str
    sms: str
    web: str
    host: str
    region: str
    kinds: str
    languages: str
    checked_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesPage:
    """The places that were asked for, and what can be asked for: codes with their words."""

    places: tuple[PlaceLine, ...]
    regions: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    region: str
    kind: str


async def show_rules(request: Request) -> Response:
    """The house rules; what was shipped when the database is away."""
    found = await _asked(request, handbook.rules, handbook.shipped_rules())
    lang = lang_of(request)
    return _kept(page(request, "pages/public/house_rules.html", RulesPage(rules=tuple(r.said(lang) for r in found))))


async def show_rules_elsewhere(request: Request) -> Response:
    """Another address of the house rules."""
    return RedirectResponse(f"/{place_of(request)}/house-rules", status_code=303, headers=CACHEABLE)


async def show_places(request: Request) -> Response:
    """Places to turn to, by province and kind; the shipped help lines when the database is away."""
    found = await _asked(request, places.places, places.shipped_places())
    lang = lang_of(request)
    regions, kinds = places.regions(lang), {code: translate(lang, words) for code, words in KINDS.items()}
    region, kind = request.query_params.get("region", ""), request.query_params.get("kind", "")
    region, kind = (region if region in regions else ""), (kind if kind in kinds else "")
    needs = PlacesPage(
        places=tuple(_line(one, lang) for one in found if _is_asked(one, region, kind)),
        regions=tuple(regions.items()),
        kinds=tuple(kinds.items()),
        region=region,
        kind=kind,
    )
    return _kept(page(request, "pages/public/places.html", needs))


async def _asked(request: Request, ask: Callable[[Tx], Awaitable[Found]], shipped: Found) -> Found:
    try:
        async with door_of(request).databases[place_of(request)].reading() as tx:
            return await ask(tx)
    except Unavailable:
        return shipped


def _kept(response: Response) -> Response:
    response.headers.update(CACHEABLE)
    return response


def _is_asked(place: Place, region: str, kind: str) -> bool:
    # Whatever holds for all of Canada holds for each province.
    is_there = not region or place.facts.region in (region, EVERYWHERE)
    return is_there and (not kind or kind in place.facts.kinds)


def _line(place: Place, lang: str) -> PlaceLine:
    facts = place.facts
    return PlaceLine(
        said=place.said(lang),
        phone=facts.phone,
        tel=_digits(facts.phone),
        text=facts.text,
        sms=_digits(facts.text),
        web=facts.web,
        host=urlsplit(facts.web).hostname or "",
        region=places.regions(lang).get(facts.region, ""),
        kinds=", ".join(translate(lang, KINDS[code]) for code in facts.kinds if code in KINDS),
        languages=", ".join(translate(lang, places.LANGUAGE_WORDS[code]) for code in facts.languages),
        checked_on=place.checked_on,
    )


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))


ROUTES: list[BaseRoute] = [
    route("GET", "/house-rules", show_rules, needs=Permission.READ_PUBLIC),
    route("GET", "/rules", show_rules_elsewhere, needs=Permission.READ_PUBLIC),
    route("GET", "/places", show_places, needs=Permission.READ_PUBLIC),
]
