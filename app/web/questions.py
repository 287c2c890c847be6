"""The short questions after activation."""

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
from app.kernel.i18n import N_
from app.members import questions
from app.web.identifying import forget_own, member_of


class QuestionsForm(Form):
    """Every question may be left open."""

    brings = Text(N_("What brings you here?"), kind="radio", is_required=False, choices=questions.BRINGS)
    first = Text(N_("What would you like to find first?"), kind="radio", is_required=False, choices=questions.FIRST)
    welcome = Text(N_("How would you like to be welcomed?"), kind="radio", is_required=False, choices=questions.WELCOME)
    theme = Text(N_("How should pages look?"), kind="radio", is_required=False, choices=questions.THEMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsPage:
    """The form, and for whom."""

    form: QuestionsForm
    pseudonym: str


async def show_questions(request: Request) -> Response:
    """The questions; who has them behind is taken home."""
    member = member_of(request)
    if member.is_welcomed:
        return see(request, f"/{place_of(request)}/")
    return _page(request, QuestionsForm.empty(request), status=200)


async def create_answers(request: Request) -> Answer:
    """What was chosen is kept; with "skip" nothing is. Either way the board is open."""
    form = await QuestionsForm.read(request)
    skips = "skip" in request.state.form
    if form.has_errors and not skips:
        return _page(request, form, status=422)
    answers = {} if skips else {name: form[name].value for name in questions.CHOICES}
    theme = "" if skips else form.theme
    await questions.answer(tx_of(request), member_of(request).member_id or 0, answers, theme=theme)
    return AfterCommit(lambda: _home(request))


def _page(request: Request, form: QuestionsForm, *, status: int) -> Response:
    needs = QuestionsPage(form=form, pseudonym=member_of(request).pseudonym)
    return page(request, "pages/members/questions.html", needs, status=status)


async def _home(request: Request) -> Response:
    await forget_own(request)
    return see(request, f"/{place_of(request)}/")


ROUTES: list[BaseRoute] = [
    route("GET", "/questions", show_questions, needs=Permission.ANSWER_QUESTIONS),
    route("POST", "/questions", create_answers, needs=Permission.ANSWER_QUESTIONS),
]
