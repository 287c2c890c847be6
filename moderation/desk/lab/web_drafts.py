"""A draft: written, looked at, tried over past texts, dropped. Nothing of it reaches a live verdict."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import place_of, tx_of
from app.http.respond import AfterCommit, page, part, see
from app.http.routing import Answer, route
from app.kernel.errors import Conflict, NotFound
from app.kernel.ids import is_ref
from moderation.desk.access import Permission
from moderation.desk.lab import running, views, words
from moderation.desk.lab.forms import PhraseForm, values_of
from moderation.desk.lab.views import FindingLine, PhraseCard
from moderation.desk.web import community_of, staff_of
from moderation.lab import catalogue, checking, drafting, figures, shadowing
from moderation.lab.model import Draft, Revision, ShadowRun
from moderation.screening.danger.lexicon import Row

EDIT = "pages/desk/lab_edit.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPage:
    """The form of one phrase; a known one keeps its name."""

    form: PhraseForm
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage:
    """A draft beside what is live, and how it does."""

    draft: Draft
    standing: str
    card: PhraseCard
    live: PhraseCard | None
    findings: tuple[FindingLine, ...]
    revisions: tuple[Revision, ...]
    run: ShadowRun | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPart:
    """How far a run over past texts is, and what it came to."""

    draft: Draft
    run: ShadowRun


async def show_edit(request: Request) -> Response:
    """The form: of an open draft, else of the live phrase, else empty."""
    tx, here = tx_of(request), place_of(request)
    phrase_id = request.query_params.get("phrase", "")
    draft = await drafting.open_of_phrase(tx, here, phrase_id) if phrase_id else None
    row = draft.row if draft else (await catalogue.live(tx, here)).find(phrase_id)
    if row is None:
        empty = PhraseForm.empty(request, status="live", match="folded", author=staff_of(request).name, seen="0")
        return page(request, EDIT, EditPage(form=empty, is_new=True))
    form = PhraseForm.empty(request, **values_of(row, seen=draft.revision if draft else 0))
    return page(request, EDIT, EditPage(form=form, is_new=False))


async def create_draft(request: Request) -> Answer:
    """One more revision, or the first; then its page. 409 when somebody saved another meanwhile."""
    form, here = await PhraseForm.read(request), place_of(request)
    row = None if form.has_errors else await _row(form, here)
    if row is None:
        return page(request, EDIT, EditPage(form=form, is_new=form.seen in ("", "0")), status=422)
    try:
        ref = await drafting.save(tx_of(request), staff_of(request).guide, row, seen=int(form.seen))
    except Conflict as lost:
        form.complain(None, lost.sentence)
        return page(request, EDIT, EditPage(form=form, is_new=False), status=409)
    return AfterCommit(lambda: _seen(request, f"/{here}/lab/drafts/{ref}"))


async def _row(form: PhraseForm, lang: str) -> Row | None:
    """The row that was typed; None after a message beside its field."""
    if not form.phrase_id.startswith(f"{lang}-"):
        form.complain("phrase_id", form.declared["phrase_id"].wrong)
        return None
    try:
        row = form.row(lang)
    except ValueError as told:
        form.complain("forms", words.wrong(str(told)))
        return None
    _, wrong = await asyncio.to_thread(checking.alone, row)
    if wrong:
        form.complain("forms", words.wrong(wrong))
    return None if wrong else row


async def show_draft(request: Request) -> Response:
    """What would change, whether its own posts do as they must, and the newest run over past texts."""
    tx, here = tx_of(request), place_of(request)
    draft = await draft_of(request)
    live = (await catalogue.live(tx, here)).find(draft.phrase_id)
    found, _ = await asyncio.to_thread(checking.alone, draft.row)
    shown = DraftPage(
        draft=draft,
        standing=words.STATUSES[draft.status],
        card=views.card(draft.row, here),
        live=None if live is None else views.card(live, here),
        findings=views.findings(found if draft.row.status == "live" else []),
        revisions=await drafting.revisions(tx, draft.ref),
        run=await figures.newest_run(tx, draft.ref),
    )
    return page(request, "pages/desk/lab_draft.html", shown)


async def create_shadow_run(request: Request) -> Answer:
    """The draft is in shadow and is tried over past texts, beside this request."""
    draft = await draft_of(request)
    ref = await shadowing.start(tx_of(request), staff_of(request).guide, draft)

    async def then() -> Response:
        running.begin(running.shade(community_of(request), ref, draft))
        return see(request, f"/{place_of(request)}/lab/drafts/{draft.ref}")

    return AfterCommit(then)


async def show_run(request: Request) -> Response:
    """The newest run alone."""
    draft = await draft_of(request)
    run = await figures.newest_run(tx_of(request), draft.ref)
    if run is None:
        raise NotFound()
    return part(request, "parts/desk/lab_run.html", RunPart(draft=draft, run=run))


async def create_ending(request: Request) -> Answer:
    """The draft is dropped; what is live stays."""
    draft = await draft_of(request)
    await drafting.drop(tx_of(request), draft.ref)
    return AfterCommit(lambda: _seen(request, f"/{place_of(request)}/lab/"))


async def draft_of(request: Request) -> Draft:
    """The draft that the path names, of this community's language."""
    ref = cast(str, request.path_params["ref"])
    if not is_ref(ref):
        raise NotFound()
    return await drafting.find(tx_of(request), ref, place_of(request))


async def _seen(request: Request, url: str) -> Response:
    return see(request, url)


ROUTES: list[BaseRoute] = [
    route("GET", "/{community}/lab/edit", show_edit, needs=Permission.USE_LAB),
    route("POST", "/{community}/lab/drafts", create_draft, needs=Permission.USE_LAB),
    route("GET", "/{community}/lab/drafts/{ref}", show_draft, needs=Permission.USE_LAB),
    route("GET", "/{community}/lab/drafts/{ref}/run", show_run, needs=Permission.USE_LAB),
    route("POST", "/{community}/lab/drafts/{ref}/shadow-runs", create_shadow_run, needs=Permission.USE_LAB),
    route("POST", "/{community}/lab/drafts/{ref}/endings", create_ending, needs=Permission.USE_LAB),
]
