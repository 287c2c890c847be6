"""News for a page that is open: server-sent events, and the same in French or English as the page."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute

from app.http.door import door_of, place_of
from app.http.routing import route
from app.kernel.bell import Ear
from app.kernel.errors import Unavailable
from app.kernel.i18n import N_, translate
from moderation.desk import staff
from moderation.desk.access import Permission, may
from moderation.desk.listing import View, lane_of, tabs
from moderation.desk.live import Look, News, compare, first, look
from moderation.desk.web import community_of, staff_of, token_of

LOOK_SECONDS = 5.0  # without a ring; all there is when Redis is gone
BEAT_SECONDS = 15.0
REST_SECONDS = 0.5  # between two looks in a storm of rings


async def show_live(request: Request) -> Response:
    """A stream that ends with the session of whoever listens."""
    headers = {"X-Accel-Buffering": "no"}  # a proxy must not collect what is meant for now
    return StreamingResponse(_stream(request), media_type="text/event-stream", headers=headers)


async def _stream(request: Request) -> AsyncIterator[str]:
    lane = lane_of(request.query_params.get("lane", ""))
    since = _moment(request.headers.get("last-event-id", "") or request.query_params.get("since", ""))
    clock = asyncio.get_running_loop().time
    async with door_of(request).bell.listening(f"desk:{place_of(request)}") as ear:
        before: Look | None = None
        yield _event("beat", "1")
        beaten = clock()
        while True:
            now = await _look(request)
            if now is not None:
                news = first(now, since, lane) if before is None else compare(before, now, lane)
                before = now
                for event in _events(request, now, news):
                    yield event
            if clock() - beaten >= BEAT_SECONDS:
                if not await _is_still_here(request):
                    return
                yield _event("beat", "1")
                beaten = clock()
            if await _rung(ear) and not await _is_still_here(request):
                return


async def _look(request: Request) -> Look | None:
    try:
        async with community_of(request).reading() as tx:
            return await look(tx)
    except Unavailable:
        return None  # the beat goes on; the next look may find the database again


async def _is_still_here(request: Request) -> bool:
    door, token = door_of(request), token_of(request)
    async with door.databases[door.home].reading() as tx:
        found = await staff.find(tx, token or "", is_activity=False)
    return found is not None and may(found.at(place_of(request), keys="on"), Permission.READ_CASES)


async def _rung(ear: Ear) -> bool:
    """Until somebody rings, or it is time to look anyway. Many rings are one; True when rights may have changed."""
    first = await ear.hear(LOOK_SECONDS)
    words = {first[1]} if first is not None else set()
    if first is not None:
        await asyncio.sleep(REST_SECONDS)
        for _ in range(1000):
            if (heard := await ear.hear(0.002)) is None:
                break
            words.add(heard[1])
    return "staff" in words


def _events(request: Request, now: Look, news: News) -> list[str]:
    lang = staff_of(request).lang
    found = [_event("arrival", json.dumps({"lane": lane}), at=now.at) for lane in news.arrived]
    for ref, name in news.holders.items():
        words = translate(lang, N_("%(name)s is reading"), name=name) if name else ""
        found.append(_event("holder", json.dumps({"ref": ref, "words": words}), at=now.at))
    if news.has_new_counts:
        found.append(_event("", _lanes(request, now), at=now.at))
    return found


def _lanes(request: Request, now: Look) -> str:
    lane = lane_of(request.query_params.get("lane", ""))
    view = View(community=place_of(request), lang=staff_of(request).lang, lane=lane, now=now.at)
    values = {"tabs": tabs(now.counts, view)}
    return door_of(request).templates.render(view.lang, "parts/desk/lanes.html", values)


def _event(name: str, data: str, *, at: datetime | None = None) -> str:
    lines = [f"event: {name}"] if name else []
    lines += [f"id: {at.isoformat()}"] if at is not None else []
    lines += [f"data: {line}" for line in data.splitlines() or [""]]
    return "\n".join(lines) + "\n\n"


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


ROUTES: list[BaseRoute] = [route("GET", "/{community}/live", show_live, needs=Permission.READ_CASES)]
