"""One member on the screen: logged first, then read. A chosen name, days and codes; never identity or an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from uuid import uuid4
from zlib import crc32
from zoneinfo import ZoneInfo

from starlette.requests import Request

from app.http.door import place_of, tx_of
from app.http.forms import Form
from app.kernel.errors import NotFound
from app.kernel.ids import is_ref
from moderation.care import notes, people, sanctions, timeline, tracking, watching
from moderation.care.model import Person, Watch
from moderation.cases import casebook
from moderation.desk import words as desk_words
from moderation.desk.care import lines, words
from moderation.desk.care.forms import NoteForm, SanctionForm, TrackForm, WatchForm
from moderation.desk.care.lines import EventLine, NoteLine, SanctionLine, TrackedLine
from moderation.desk.care.strip import DAYS, Strip, strip
from moderation.desk.waits import month
from moderation.desk.web import community_of, settings_of, staff_of

PAGE = "pages/desk/care_member.html"
NOTES = 50
EVENTS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchLine:
    """The watch that runs."""

    ref: str
    until: str
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A page of events, and the address of those before them."""

    lines: tuple[EventLine, ...]
    older: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPage:
    """Everything that the desk keeps about one member. `form` is the one that needs another look."""

    person: Person
    shade: int
    affiliation: str
    joined: str
    href: str
    done: str
    is_lead: bool
    tracked: tuple[TrackedLine, ...]
    watch: WatchLine | None
    notes: tuple[NoteLine, ...]
    sanctions: tuple[SanctionLine, ...]
    timeline: Timeline
    strip: Strip
    form: Form
    track_form: TrackForm
    watch_form: WatchForm
    note_form: NoteForm
    sanction_form: SanctionForm


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePart:
    """Older events alone."""

    timeline: Timeline


async def open_member(request: Request) -> Person:
    """The member of the path; that this guide reads about them is in the log, committed, before anything is shown."""
    async with community_of(request).writing() as tx:
        person = await people.find(tx, member_ref(request))
        await casebook.of_member(tx, staff_of(request).guide, "member_read", member_ref=person.ref)
    return person


async def person_of(request: Request) -> Person:
    """The member of the path, held until this request's transaction ends."""
    return await people.find_locked(tx_of(request), member_ref(request))


def member_ref(request: Request) -> str:
    """The member that the path names. Raises NotFound for what cannot be one."""
    ref = cast(str, request.path_params["ref"])
    if not is_ref(ref):
        raise NotFound()
    return ref


def zone_of(request: Request) -> ZoneInfo:
    """The clock by which guides name an hour."""
    return ZoneInfo(settings_of(request).time_zone)


async def page_of(request: Request, person: Person, *, form: Form | None = None, done: str = "") -> MemberPage:
    """The page with its forms fresh, but for the one that was sent and needs another look."""
    tx, lang, place = tx_of(request), staff_of(request).lang, place_of(request)
    today = await tracking.today(tx)
    kept = await tracking.of_member(tx, person.id)
    imposed = await sanctions.of_member(tx, person.id)
    return MemberPage(
        person=person,
        shade=crc32(person.pseudonym.encode()),
        affiliation=desk_words.AFFILIATIONS[person.affiliation],
        joined=month(person.joined_at, lang),
        href=f"/{place}/members/{person.ref}",
        done=done,
        is_lead=staff_of(request).role == "lead",
        tracked=tuple(lines.tracked_line(one, lang=lang, community=place, today=today) for one in kept),
        watch=_watch_line(request, lines.open_watch(await watching.of_member(tx, person.id))),
        notes=tuple(lines.note_line(one, lang) for one in await notes.newest(tx, person.id, most=NOTES)),
        sanctions=tuple(lines.sanction_line(one, lang) for one in imposed),
        timeline=await timeline_of(request, person),
        strip=strip(await timeline.since(tx, person.id, DAYS), today=today, lang=lang),
        form=form or Form(lang),
        track_form=form if isinstance(form, TrackForm) else TrackForm.empty(request),
        watch_form=form if isinstance(form, WatchForm) else WatchForm.empty(request, until_hour="18"),
        note_form=form if isinstance(form, NoteForm) else NoteForm.empty(request, nonce=str(uuid4())),
        sanction_form=form if isinstance(form, SanctionForm) else SanctionForm.empty(request),
    )


async def timeline_of(request: Request, person: Person) -> Timeline:
    """Thirty events, newest first, from where the address says."""
    before = request.query_params.get("before", "")
    found = await timeline.page(tx_of(request), person.id, before=before[:64], most=EVENTS)
    shown = lines.event_lines(found, lang=staff_of(request).lang, community=place_of(request))
    older = f"/{place_of(request)}/members/{person.ref}?before={found[-1].key}" if len(found) == EVENTS else ""
    return Timeline(lines=shown, older=older)


def _watch_line(request: Request, watch: Watch | None) -> WatchLine | None:
    if watch is None:
        return None
    until = words.hour_of(watch.until_at, staff_of(request).lang, zone_of(request))
    return WatchLine(ref=watch.ref, until=until, made_by=watch.made_by)
