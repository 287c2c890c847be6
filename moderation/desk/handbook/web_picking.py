"""An answer is put into the words of a decision; nothing is kept or sent by it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import place_of, tx_of
from app.http.respond import is_fragment_wanted, page, part
from app.http.routing import route
from moderation.desk.access import Permission
from moderation.desk.case_page import page_of
from moderation.desk.deciding_form import DecisionForm
from moderation.desk.handbook import picking
from moderation.desk.previewing import Preview, preview


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsPart:
    """The field of the words alone, and what the author would read."""

    form: DecisionForm
    preview: Preview


async def put_words(request: Request) -> Response:
    """The form as it was sent, with the chosen answer in its words, still to be changed."""
    form = await DecisionForm.read(request)
    for bound in form.fields.values():
        bound.errors.clear()
    form.form_errors.clear()
    code = str(request.state.form.get("template", ""))
    form.fields["words"].value = await picking.begun(tx_of(request), form.words, code, place_of(request))
    if is_fragment_wanted(request):
        return part(
            request, "parts/desk/handbook_words.html", WordsPart(form=form, preview=preview(form, place_of(request)))
        )
    return page(request, "pages/desk/case.html", await page_of(request, form=form))


ROUTES: list[BaseRoute] = [
    route("POST", "/{community}/cases/{ref}/words", put_words, needs=Permission.DECIDE),
]
