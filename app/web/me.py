"""A member's own page: look, sign-ins, password, and what the sealed envelope holds."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.access.permission import Permission
from app.http.door import place_of, tx_of
from app.http.forms import Form, Text
from app.http.respond import AfterCommit, page, see
from app.http.routing import Answer, route
from app.kernel.errors import Invalid
from app.kernel.i18n import N_
from app.kernel.throttle import Limit
from app.members import questions, resetting, store
from app.web import identifying
from app.web.choosing import new_password
from app.web.identifying import forget_own, member_of, session_digest

CHANGE = Limit(name="password", most=20, seconds=3600)


class ThemeForm(Form):
    """How pages look."""

    theme = Text(N_("How should pages look?"), kind="radio", choices=questions.THEMES)


class PasswordForm(Form):
    """The present password, and a new one."""

    old = Text(
        N_("Present password"),
        kind="password",
        missing=N_("Enter your password."),
        autocomplete="current-password",
        is_verbatim=True,
    )
    password = new_password(N_("New password"))


@dataclass(frozen=True, slots=True, kw_only=True)
class MePage:
    """`form` is the one to look at again, when there is one."""

    form: Form
    look: ThemeForm
    change: PasswordForm
    sessions: int
    pseudonym: str
    is_changed: bool


async def show_me(request: Request) -> Response:
    """The page."""
    return await _page(request, change=PasswordForm.empty(request))


async def update_theme(request: Request) -> Answer:
    """Pages look as chosen; what is not offered changes nothing."""
    form = await ThemeForm.read(request)
    await questions.set_theme(tx_of(request), member_of(request).member_id or 0, form.theme)
    return AfterCommit(lambda: _back(request, ""))


async def update_password(request: Request) -> Answer:
    """The new password holds, and every other session is over."""
    form = await PasswordForm.read(request)
    if form.has_errors:
        return await _page(request, change=form, status=422)
    member_id, keep = member_of(request).member_id or 0, session_digest(request) or b""
    try:
        ended = await resetting.change(tx_of(request), member_id, old=form.old, new=form.password, keep=keep)
    except Invalid as wrong:
        form.complain(wrong.field, wrong.sentence, **wrong.params)
        return await _page(request, change=form, status=422)
    return AfterCommit(lambda: _back(request, "?changed=yes", *ended))


async def _page(request: Request, *, change: PasswordForm, status: int = 200) -> Response:
    member = member_of(request)
    needs = MePage(
        form=change,
        look=ThemeForm.empty(request, theme=member.theme),
        change=change,
        sessions=await store.count_sessions(tx_of(request), member.member_id or 0),
        pseudonym=member.pseudonym,
        is_changed=request.query_params.get("changed") == "yes",
    )
    return page(request, "pages/members/me.html", needs, status=status)


async def _back(request: Request, query: str, *ended: bytes) -> Response:
    await identifying.forget(request, *ended)
    await forget_own(request)
    return see(request, f"/{place_of(request)}/me{query}")


ROUTES: list[BaseRoute] = [
    route("GET", "/me", show_me, needs=Permission.SEE_OWN),
    route("POST", "/me/theme", update_theme, needs=Permission.SEE_OWN),
    route("POST", "/me/password", update_password, needs=Permission.SEE_OWN, limit=CHANGE),
]
