"""Second readings: one text at a time, blind, answered, then compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import place_of, tx_of
from app.http.respond import AfterCommit, page, see
from app.http.routing import Answer, route
from app.kernel.errors import NotFound
from app.kernel.ids import is_ref
from moderation.cases import policies
from moderation.cases.model import Opened
from moderation.desk import words
from moderation.desk.access import Permission
from moderation.desk.quality import forms
from moderation.desk.quality.forms import ReadingForm
from moderation.desk.quality.wording import URGENCIES, WOULD
from moderation.desk.web import community_of, ring, staff_of
from moderation.quality import reading
from moderation.quality.model import Desk, Reading, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage:
    """How many wait, and where to go on."""

    desk: Desk
    is_empty: bool  # somebody asked for the next one, and there was none


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPage:
    """The text and the questions. Nothing here tells what was found or decided."""

    reading: Reading
    form: ReadingForm
    topics: tuple[tuple[str, str], ...]
    base: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPage:
    """Both readings, in words."""

    reading: Reading
    told: Told
    found_topics: tuple[str, ...]
    own_topics: tuple[str, ...]
    decided: str
    would: str
    urgencies: tuple[str, str]  # found, own
    case_href: str


def ref_of(request: Request) -> str:
    """The reading that the path names. Raises NotFound for what cannot be one."""
    ref = cast(str, request.path_params["ref"])
    if not is_ref(ref):
        raise NotFound()
    return ref


async def show_readings(request: Request) -> Response:
    """Where second readings begin."""
    desk = await reading.waiting(tx_of(request), staff_of(request).guide)
    return page(request, "pages/desk/quality_start.html", StartPage(desk=desk, is_empty="none" in request.query_params))


async def create_reading(request: Request) -> Answer:
    """The next one is in this person's hand."""
    ref = await reading.take(tx_of(request), staff_of(request).guide)
    base = f"/{place_of(request)}/quality"
    return see(request, f"{base}?none" if ref is None else f"{base}/readings/{ref}")


async def show_reading(request: Request) -> Response:
    """The text to be read blind; both readings once it is answered. The log row is committed before a letter leaves."""
    guide, ref = staff_of(request).guide, ref_of(request)
    async with community_of(request).writing() as tx:
        await reading.log_opening(tx, guide, ref)
    shown = await reading.open_text(tx_of(request), guide, ref)
    if shown.is_read:
        told = await reading.told(tx_of(request), guide, ref)
        return page(request, "pages/desk/quality_told.html", _told(request, shown, told))
    return _blind(request, shown, ReadingForm.empty(request))


async def create_answer(request: Request) -> Answer:
    """The answer is kept; a case is open when the reader fears for somebody and screening did not."""
    guide, ref, form = staff_of(request).guide, ref_of(request), await forms.read(request)
    tx = tx_of(request)
    if form.has_errors:
        return _blind(request, await reading.open_text(tx, guide, ref), form, status=422)
    opened = await reading.answer(tx, await policies.current(tx), guide, ref, form.answer)
    return AfterCommit(lambda: _answered(request, ref, opened))


async def end_reading(request: Request) -> Answer:
    """Passed on; nobody asks why."""
    await reading.pass_on(tx_of(request), staff_of(request).guide, ref_of(request))
    return see(request, f"/{place_of(request)}/quality")


async def _answered(request: Request, ref: str, opened: Opened | None) -> Response:
    if opened is not None:
        await ring(request, opened.lane.value)
    return see(request, f"/{place_of(request)}/quality/readings/{ref}")


def _blind(request: Request, shown: Reading, form: ReadingForm, *, status: int = 200) -> Response:
    base = f"/{place_of(request)}/quality/readings/{shown.ref}"
    topics = tuple(words.CATEGORIES.items())
    needs = ReadingPage(reading=shown, form=form, topics=topics, base=base)
    return page(request, "pages/desk/quality_reading.html", needs, status=status)


def _told(request: Request, shown: Reading, told: Told) -> ToldPage:
    href = "" if told.case_ref is None else f"/{place_of(request)}/cases/{told.case_ref}"
    return ToldPage(
        reading=shown,
        told=told,
        found_topics=_topics(told.found_categories),
        own_topics=_topics(told.answer.categories),
        decided="" if told.decided is None else words.PAST.get(told.decided, told.decided),  # type: ignore[call-overload]
        would=WOULD[told.answer.would],
        urgencies=(URGENCIES[told.found_urgency], URGENCIES[told.answer.urgency]),
        case_href=href,
    )


def _topics(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(words.CATEGORIES[code] for code in codes if code in words.CATEGORIES)


ROUTES: list[BaseRoute] = [
    route("GET", "/{community}/quality", show_readings, needs=Permission.READ_AGAIN),
    route("POST", "/{community}/quality/readings", create_reading, needs=Permission.READ_AGAIN),
    route("GET", "/{community}/quality/readings/{ref}", show_reading, needs=Permission.READ_AGAIN),
    route("POST", "/{community}/quality/readings/{ref}/answers", create_answer, needs=Permission.READ_AGAIN),
    route("POST", "/{community}/quality/readings/{ref}/passes", end_reading, needs=Permission.READ_AGAIN),
]
