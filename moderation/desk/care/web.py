"""Pages about members whom guides keep in mind: the list, one member, and what is kept about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import place_of, tx_of
from app.http.respond import is_fragment_wanted, page, part
from app.http.routing import Answer, route
from app.kernel.ids import is_ref
from moderation.care import notes, tracking, watching
from moderation.care.model import Person
from moderation.cases import casebook
from moderation.desk.access import Permission
from moderation.desk.care import extras, forms, lines, web_account, words
from moderation.desk.care.answering import acted
from moderation.desk.care.forms import NoteForm, TrackForm, WatchForm, day_of
from moderation.desk.care.lines import TrackedLine
from moderation.desk.care.member_page import (
    PAGE,
    TimelinePart,
    open_member,
    page_of,
    person_of,
    timeline_of,
    zone_of,
)
from moderation.desk.web import community_of, staff_of

MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedPage:
    """Who is kept in mind, what must be reviewed first, and the address of the others."""

    lines: tuple[TrackedLine, ...]
    more: str


async def show_tracked(request: Request) -> Response:
    """The list; the log says that it was read, and how long it was, before it is shown."""
    after, who = request.query_params.get("after", ""), staff_of(request)
    async with community_of(request).writing() as tx:
        found = await tracking.all_running(tx, after=after if is_ref(after) else "", most=MOST)
        today = await tracking.today(tx)
        await casebook.of_member(tx, who.guide, "tracked_read", member_ref="tracked", code=str(len(found)))
    shown = [lines.tracked_line(one, lang=who.lang, community=place_of(request), today=today) for one in found]
    more = f"/{place_of(request)}/tracked?after={found[-1].ref}" if len(found) == MOST else ""
    return page(request, "pages/desk/care_tracked.html", TrackedPage(lines=tuple(shown), more=more))


async def show_member(request: Request) -> Response:
    """Everything kept about one member; with htmx and a place to go on from, older events alone."""
    person = await open_member(request)
    if is_fragment_wanted(request) and "before" in request.query_params:
        return part(request, "parts/desk/timeline.html", TimelinePart(timeline=await timeline_of(request, person)))
    done = words.DONE.get(request.query_params.get("done", ""), "")
    return page(request, PAGE, await page_of(request, person, done=done))


async def create_note(request: Request, person: Person) -> Answer:
    """A colleague's words are kept, once however often they are sent."""
    form, tx = await NoteForm.read(request), tx_of(request)

    async def act() -> str:
        await notes.add(tx, staff_of(request).guide, person, words=form.words, nonce=UUID(form.nonce))
        return "noted"

    return await acted(request, person, form, act)


async def create_tracking(request: Request, person: Person) -> Answer:
    """The member is kept in mind, or goes on being so for a new reason."""
    form, tx = await TrackForm.read(request), tx_of(request)
    if not form.track_kind and not form.has_errors:
        form.complain("track_kind", words.CHOOSE_KIND)

    async def act() -> str:
        (wanted,) = forms.extras_of_track(form)
        asked = extras.track_asked(wanted.data)
        await tracking.track_or_renew(tx, staff_of(request).guide, member_id=person.id, asked=asked)
        return "tracked"

    return await acted(request, person, form, act)


async def end_tracking(request: Request, person: Person) -> Answer:
    """It is over."""

    async def act() -> str:
        ref = request.path_params["kept"]
        await tracking.end(tx_of(request), staff_of(request).guide, member_id=person.id, ref=ref)
        return "track-ended"

    return await acted(request, person, TrackForm.empty(request), act)


async def create_watch(request: Request, person: Person) -> Answer:
    """A case opens when no sign comes by the hour that was named."""
    form, tx = await WatchForm.read(request), tx_of(request)

    async def act() -> str:
        until = _until(request, form)
        await watching.watch(tx, staff_of(request).guide, member_id=person.id, until=until)
        return "watched"

    return await acted(request, person, form, act)


def _until(request: Request, form: WatchForm) -> datetime:
    named = day_of(form.until_day)
    assert named is not None  # the form looked
    return datetime.combine(named, time(int(form.until_hour)), zone_of(request))


async def end_watch(request: Request, person: Person) -> Answer:
    """Nobody waits for a sign any more."""

    async def act() -> str:
        ref = request.path_params["kept"]
        await watching.end(tx_of(request), staff_of(request).guide, member_id=person.id, ref=ref)
        return "watch-ended"

    return await acted(request, person, WatchForm.empty(request, until_hour="18"), act)


_MEMBER = "/{community}/members/{ref}"

ROUTES: list[BaseRoute] = [
    route("GET", "/{community}/tracked", show_tracked, needs=Permission.TRACK),
    route("GET", _MEMBER, show_member, needs=Permission.READ_MEMBER),
    route("POST", f"{_MEMBER}/notes", create_note, needs=Permission.READ_MEMBER, on=person_of),
    route("POST", f"{_MEMBER}/trackings", create_tracking, needs=Permission.TRACK, on=person_of),
    route("POST", f"{_MEMBER}/trackings/{{kept}}/end", end_tracking, needs=Permission.TRACK, on=person_of),
    route("POST", f"{_MEMBER}/watches", create_watch, needs=Permission.TRACK, on=person_of),
    route("POST", f"{_MEMBER}/watches/{{kept}}/end", end_watch, needs=Permission.TRACK, on=person_of),
    *web_account.ROUTES,
]
