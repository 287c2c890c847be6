"""How every form of these pages is saved: back to a page, or again with what is wrong (422), or stale (409)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from app.http.forms import Form
from app.http.respond import see
from app.http.routing import Answer
from app.kernel.errors import Conflict, Invalid
from app.kernel.i18n import N_, translate
from moderation.desk.web import staff_of

DONE = {
    "saved": N_("Saved. It counts for the next text."),
    "shown": N_("Saved. Members read it from now on."),
    "retired": N_("Taken away. Its versions are kept."),
}

Save = Callable[[], Awaitable[object]]
Again = Callable[[int, str], Awaitable[Response]]


async def saved(request: Request, form: Form, save: Save, again: Again, *, then: str) -> Answer:
    """Saved, and on to `then`. `again` makes the page with a status and why the wish came too late."""
    if form.has_errors:
        return await again(422, "")
    try:
        await save()
    except Invalid as wrong:
        complain(form, wrong)
        return await again(422, "")
    except Conflict as lost:
        return await again(409, translate(staff_of(request).lang, lost.sentence, **lost.params))
    return see(request, then)


def complain(form: Form, wrong: Invalid) -> None:
    """The sentence stands beside its field, or above the form where the form has no such field."""
    form.complain(wrong.field if wrong.field in form.fields else None, wrong.sentence, **wrong.params)


def done_of(request: Request) -> str:
    """What was just done, as a message id."""
    return DONE.get(request.query_params.get("done", ""), "")
