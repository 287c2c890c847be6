"""The review of an opening that was made without a second senior."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import tx_of
from app.http.respond import page, see
from app.http.routing import route
from moderation.vault import opening as inside
from moderation.vault import store
from moderation.vault.access import Permission
from moderation.vault.forms import ReviewForm
from moderation.vault.model import Opening
from moderation.vault.web import opening_of, senior_of
from moderation.vault.web_openings import Detail, details_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """What was opened without a second senior, and the form to review it."""

    opening: Opening
    details: list[Detail]
    form: ReviewForm


async def show_review(request: Request, opening: Opening) -> Response:
    """What there is to review."""
    return await _page(request, opening, ReviewForm.empty(request))


async def create_review(request: Request, opening: Opening) -> Response:
    """The review, in words; once written it stands."""
    form = await ReviewForm.read(request)
    if form.has_errors:
        return await _page(request, opening, form, status=422)
    words = form.review_words
    await inside.review(tx_of(request), opening, by=senior_of(request), finding=form.finding, words=words)
    return see(request, f"/escalations/{opening.escalation_ref}")


async def _page(request: Request, opening: Opening, form: ReviewForm, *, status: int = 200) -> Response:
    details = details_of(await store.shown(tx_of(request), opening.id))
    needs = ReviewPage(opening=opening, details=[one for one in details if one.shown_at], form=form)
    return page(request, "pages/vault/review.html", needs, status=status)


ROUTES: list[BaseRoute] = [
    route("GET", "/openings/{ref}/review", show_review, needs=Permission.REVIEW, on=opening_of),
    route("POST", "/openings/{ref}/review", create_review, needs=Permission.REVIEW, on=opening_of),
]
