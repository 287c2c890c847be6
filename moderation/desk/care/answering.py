"""How a form on a member's page is answered: done, or shown again with why not."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from app.http.door import door_of, place_of, tx_of
from app.http.forms import Form
from app.http.respond import AfterCommit, page, see
from app.http.routing import Answer
from app.kernel.errors import Conflict, Invalid
from app.members import sessions
from moderation.care.model import Person
from moderation.cases import casebook
from moderation.desk.care.member_page import PAGE, page_of
from moderation.desk.web import staff_of

Act = Callable[[], Awaitable[str]]


async def acted(request: Request, person: Person, form: Form, act: Act, *, ended: list[bytes] | None = None) -> Answer:
    """Does it and leads back to the page; or the page again: 422 with messages, 409 when the time has passed.

    `act` says in one word what was done. `ended` collects sessions that it ended: caches forget them at once.
    """
    if form.has_errors:
        return await _again(request, person, form, 422)
    try:
        done = await act()
    except Invalid as wrong:
        form.complain(wrong.field if wrong.field in form.fields else None, wrong.sentence, **wrong.params)
        return await _again(request, person, form, 422)
    except Conflict as lost:
        form.complain(None, lost.sentence, **lost.params)
        return await _again(request, person, form, 409)
    return AfterCommit(lambda: _done(request, person, done, ended or []))


async def _again(request: Request, person: Person, form: Form, status: int) -> Response:
    # The page is read once more, which the log says like the first time.
    await casebook.of_member(tx_of(request), staff_of(request).guide, "member_read", member_ref=person.ref)
    return page(request, PAGE, await page_of(request, person, form=form), status=status)


async def _done(request: Request, person: Person, done: str, ended: list[bytes]) -> Response:
    place = place_of(request)
    await door_of(request).bell.forget(*(sessions.cache_key(place, digest) for digest in ended))
    return see(request, f"/{place}/members/{person.ref}?done={done}")
