"""Agreement for leads: rules and languages are compared, people never."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import door_of, place_of
from app.http.respond import page
from app.http.routing import route
from app.kernel.errors import NotFound
from app.kernel.i18n import N_, translate
from moderation.desk.access import Permission
from moderation.desk.quality import comparing
from moderation.desk.quality.comparing import SUBJECTS, sheet
from moderation.desk.quality.numbers import Asked
from moderation.desk.quality.sheets import Section, Sheet, as_csv
from moderation.desk.quality.web_numbers import communities_of, days_of
from moderation.desk.web import staff_of
from moderation.quality import agreement

WINDOWS = (30, 90)
USUAL = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPage:
    """Every comparison over so many days."""

    sections: tuple[Section, ...]
    remarks: tuple[Sheet, ...]
    days: int
    windows: tuple[int, ...]


async def show_agreement(request: Request) -> Response:
    """Screening, guides and second readers, side by side."""
    days, lang = days_of(request, WINDOWS, USUAL), staff_of(request).lang
    found = await _sheets(request, days)
    sections = tuple(
        Section(
            code=code,
            title=translate(lang, subject.title),
            lede=translate(lang, subject.lede),
            sheets=found[code],
            csv=f"/{place_of(request)}/quality/agreement/{code}.csv?days={days}",
        )
        for code, subject in SUBJECTS.items()
    )
    remarks = await _remarks(request, days)
    shown = AgreementPage(sections=sections, remarks=remarks, days=days, windows=WINDOWS)
    return page(request, "pages/desk/quality_agreement.html", shown)


async def show_agreement_csv(request: Request) -> Response:
    """One comparison for a spreadsheet."""
    code = request.path_params["subject"]
    if code not in SUBJECTS:
        raise NotFound()
    found = await _sheets(request, days_of(request, WINDOWS, USUAL))
    return as_csv(found[code], community=translate(staff_of(request).lang, N_("Community")), filename=code)


async def _sheets(request: Request, days: int) -> dict[str, tuple[Sheet, ...]]:
    found: dict[str, tuple[Sheet, ...]] = dict.fromkeys(SUBJECTS, ())
    for community in communities_of(request):
        asked = Asked(community=community, lang=staff_of(request).lang, days=days)
        async with door_of(request).databases[community].reading() as tx:
            compared = agreement.compare(await agreement.pairs(tx, days))
        for code in SUBJECTS:
            found[code] += (sheet(code, compared, asked),)
    return found


async def _remarks(request: Request, days: int) -> tuple[Sheet, ...]:
    found = []
    for community in communities_of(request):
        asked = Asked(community=community, lang=staff_of(request).lang, days=days)
        async with door_of(request).databases[community].reading() as tx:
            found.append(comparing.remarks(await agreement.remarks(tx, days), asked))
    return tuple(found)


ROUTES: list[BaseRoute] = [
    route("GET", "/{community}/quality/agreement", show_agreement, needs=Permission.SEE_NUMBERS),
    route("GET", "/{community}/quality/agreement/{subject}.csv", show_agreement_csv, needs=Permission.SEE_NUMBERS),
]
