"""What went wrong, as an answer: one table from error to status, one page, the visitor's language."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from app.http import respond
from app.http.door import lang_of
from app.kernel import errors, logs
from app.kernel.i18n import N_, translate

log = logs.get("http")

# error -> (status, title). Refused and unknown are one answer, to the byte.
TABLE: dict[type[errors.HavreError], tuple[int, str]] = {
    errors.NotFound: (404, N_("Not available")),
    errors.NotAllowed: (404, N_("Not available")),
    errors.SignInFirst: (401, N_("Please sign in")),
    errors.Conflict: (409, N_("Changed in the meantime")),
    errors.Invalid: (422, N_("Please look again")),
    errors.TooLarge: (413, N_("Too long")),
    errors.TooMany: (429, N_("A moment, please")),
    errors.Forged: (403, N_("Please send this again")),
    errors.Unavailable: (503, N_("Resting for a minute")),
    errors.HavreError: (500, N_("Something broke")),
}
HTTP_TO_OURS: dict[int, type[errors.HavreError]] = {
    400: errors.Invalid,
    403: errors.NotFound,
    404: errors.NotFound,
    405: errors.NotFound,
    413: errors.TooLarge,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemPage:
    """One sentence that says what happened and what to do."""

    title: str
    sentence: str
    status: int
    kept: str  # what the person had typed, so that it is not lost


async def answer_havre(request: Request, error: Exception) -> Response:
    """The page for one of our own errors."""
    assert isinstance(error, errors.HavreError)
    kind = next(k for k in type(error).__mro__ if k in TABLE)
    status, title = TABLE[kind]
    if status >= 500:
        log.error("problem", error=type(error).__name__, at=logs.place_of(error), status=status)
    lang = lang_of(request)
    kept = _typed(request) if status not in (404, 413) else ""
    needs = ProblemPage(
        title=translate(lang, title), sentence=translate(lang, error.sentence, **error.params), status=status, kept=kept
    )
    response = respond.page(request, "pages/public/problem.html", needs, status=status)
    if isinstance(error, errors.TooMany):
        response.headers["Retry-After"] = str(error.seconds)
    return response


async def answer_http(request: Request, error: Exception) -> Response:
    """The page for an error that Starlette raised."""
    assert isinstance(error, HTTPException)
    kind = HTTP_TO_OURS.get(error.status_code, errors.Invalid if error.status_code < 500 else errors.HavreError)
    return await answer_havre(request, kind())


async def answer_broken(request: Request, error: Exception) -> Response:
    """The page for a defect. Its message may quote a row, so only its class and place are logged."""
    log.error("defect", error=type(error).__name__, at=logs.place_of(error))
    try:
        return await answer_havre(request, errors.HavreError())
    except Exception as again:
        log.error("defect", error=type(again).__name__, at=logs.place_of(again))
        return PlainTextResponse("Something broke on our side. Un problème est survenu. 9-8-8", status_code=500)


def _typed(request: Request) -> str:
    form = getattr(request.state, "form", None)
    body = form.get("body") if form is not None else None
    return body if isinstance(body, str) else ""
