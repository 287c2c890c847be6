"""Phrases looked for, and one phrase beside its twin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import place_of, tx_of
from app.http.respond import page
from app.http.routing import route
from app.kernel.db import Tx
from app.kernel.errors import NotFound
from moderation.desk.access import Permission
from moderation.desk.lab import views
from moderation.desk.lab.forms import SearchForm
from moderation.desk.lab.views import PhraseCard, PhraseLine
from moderation.lab import catalogue, drafting, figures, publishing
from moderation.lab.catalogue import Filter, Live
from moderation.lab.model import Draft, Figures, Overlap, Waiting
from moderation.screening.danger.lexicon import LANGUAGES, Lexicon, Row

MOST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class PhrasesPage:
    """A search and what it found."""

    search: SearchForm
    lines: tuple[PhraseLine, ...]
    older: str
    version: int
    drafts: tuple[Draft, ...]
    waiting: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhrasePage:
    """A phrase, its twin, how it does here, and its draft if there is one."""

    card: PhraseCard
    twin: PhraseCard | None
    twin_lang: str
    figures: Figures
    overlap: tuple[Overlap, ...]
    draft: Draft | None
    is_own: bool  # of this community's language, and so this lead's to change


async def show_phrases(request: Request) -> Response:
    """Phrases of this community's language in the order of their names, forty at a time."""
    tx, here = tx_of(request), place_of(request)
    asked = {name: request.query_params.get(name, "")[:80] for name in SearchForm.declared}
    search = SearchForm.empty(request, **asked)
    live, drafts = await catalogue.live(tx, here), await drafting.open_drafts(tx, here)
    after = request.query_params.get("after", "")
    rows = _search(live, drafts, Filter(**asked), after)
    shown = PhrasesPage(
        search=search,
        lines=await _lines(tx, rows, drafts, here),
        older=f"?{urlencode({k: v for k, v in asked.items() if v} | {'after': rows[-1].id})}"
        if len(rows) == MOST
        else "",
        version=live.number,
        drafts=drafts,
        waiting=await publishing.waiting(tx, here),
    )
    return page(request, "pages/desk/lab_phrases.html", shown)


def _search(live: Live, drafts: tuple[Draft, ...], asked: Filter, after: str) -> tuple[Row, ...]:
    """Live and retired rows; for those in draft or in shadow, the drafts themselves."""
    if asked.status in ("draft", "shadow"):
        written = tuple(draft.row for draft in drafts if draft.status == asked.status)
        lexicon = Lexicon(lang=live.lexicon.lang, rows=written)
        return catalogue.search(lexicon, replace(asked, status=""), after=after, most=MOST)
    return catalogue.search(live.lexicon, asked, after=after, most=MOST)


async def _lines(tx: Tx, rows: tuple[Row, ...], drafts: tuple[Draft, ...], here: str) -> tuple[PhraseLine, ...]:
    counted = await figures.of_phrases(tx, [row.id for row in rows])
    open_now = {draft.phrase_id: draft.status.value for draft in drafts}
    return tuple(views.line(row, open_now.get(row.id, row.status), counted[row.id], here) for row in rows)


async def show_phrase(request: Request) -> Response:
    """One phrase of either language: both run on every text, and each is read beside its twin."""
    tx, here = tx_of(request), place_of(request)
    phrase_id = cast(str, request.path_params["phrase"])
    lang = phrase_id[:2]
    live, draft = await catalogue.live(tx, lang), await drafting.open_of_phrase(tx, lang, phrase_id)
    row = live.find(phrase_id) or (draft.row if draft else None)
    if row is None:
        raise NotFound()
    other = next((one for one in LANGUAGES if one != lang), lang)
    twin = (await catalogue.live(tx, other)).find(row.twin)
    shown = PhrasePage(
        card=views.card(row, here),
        twin=None if twin is None else views.card(twin, here),
        twin_lang=other,
        figures=(await figures.of_phrases(tx, [row.id]))[row.id],
        overlap=await figures.overlap(tx, row.id),
        draft=draft,
        is_own=lang == here,
    )
    return page(request, "pages/desk/lab_phrase.html", shown)


ROUTES: list[BaseRoute] = [
    route("GET", "/{community}/lab/", show_phrases, needs=Permission.USE_LAB),
    route("GET", "/{community}/lab/phrases/{phrase}", show_phrase, needs=Permission.USE_LAB),
]
