"""The test box: what live phrases and a draft say of a text. Nothing that is typed is stored, logged or counted."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import place_of, tx_of
from app.http.respond import AfterCommit, page
from app.http.routing import route
from app.kernel.i18n import N_
from app.kernel.ids import is_ref
from moderation.desk.access import Permission
from moderation.desk.lab import running, views
from moderation.desk.lab.forms import TrialForm
from moderation.desk.lab.views import Side
from moderation.lab import catalogue, checking, drafting
from moderation.lab.model import Draft
from moderation.screening.danger.overlay import Overlay

PAGE = "pages/desk/lab_trial.html"
LIVE, WITH_DRAFT = N_("As it is live"), N_("With this draft")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPage:
    """A text and what is said of it; no sides before something was tried."""

    form: TrialForm
    draft: Draft | None
    sides: tuple[Side, ...]


async def show_trial(request: Request) -> Response:
    """An empty box, beside the draft that `?draft=` names."""
    draft = await _draft(request, request.query_params.get("draft", ""))
    form = TrialForm.empty(request, draft=draft.ref if draft else "")
    return page(request, PAGE, TrialPage(form=form, draft=draft, sides=()))


async def create_trial(request: Request) -> Response | AfterCommit:
    """The same text under both, explained. It takes a second when the draft is new to this process."""
    form = await TrialForm.read(request)
    draft = await _draft(request, form.draft)
    if form.has_errors:
        return page(request, PAGE, TrialPage(form=form, draft=draft, sides=()), status=422)
    tx, here = tx_of(request), place_of(request)
    looks = [(LIVE, [live.overlay for live in (await catalogue.lives(tx)).values()])]
    if draft is not None:
        looks.append((WITH_DRAFT, await running.trial(tx, draft)))

    # No connection waits for the look.
    async def then() -> Response:
        text = form.text.replace("\r\n", "\n")
        sides = [await asyncio.to_thread(_look, here, name, overlays, text) for name, overlays in looks]
        return page(request, PAGE, TrialPage(form=form, draft=draft, sides=tuple(sides)))

    return AfterCommit(then)


def _look(lang: str, name: str, overlays: Iterable[Overlay], text: str) -> Side:
    return views.side(name, text, checking.screener_of(lang, overlays).screen(text))


async def _draft(request: Request, ref: str) -> Draft | None:
    return await drafting.find(tx_of(request), ref, place_of(request)) if is_ref(ref) else None


ROUTES: list[BaseRoute] = [
    route("GET", "/{community}/lab/trial", show_trial, needs=Permission.USE_LAB),
    route("POST", "/{community}/lab/trial", create_trial, needs=Permission.USE_LAB),
]
