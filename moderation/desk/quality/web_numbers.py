"""Numbers for leads: each community that a lead works in beside the other, as pictures, tables and CSV."""

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
from moderation.desk.quality.numbers import SUBJECTS, Asked
from moderation.desk.quality.sheets import Section, Sheet, as_csv
from moderation.desk.web import staff_of
from moderation.quality.figures import WINDOWS

USUAL = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersPage:
    """Every subject over so many days; `windows` are the spans to choose from."""

    sections: tuple[Section, ...]
    days: int
    windows: tuple[int, ...]


def days_of(request: Request, windows: tuple[int, ...], usual: int) -> int:
    """The span asked for; anything else is the usual one."""
    asked = request.query_params.get("days", "")
    return int(asked) if asked in {str(days) for days in windows} else usual


def communities_of(request: Request) -> tuple[str, ...]:
    """The community of the path first, then the others that this person works in."""
    here = place_of(request)
    others = (one for one in staff_of(request).languages if one != here and one in door_of(request).databases)
    return (here, *others)


async def show_numbers(request: Request) -> Response:
    """Waits, load, outcomes and phrases."""
    days = days_of(request, WINDOWS, USUAL)
    sections = tuple([await _section(request, code, days) for code in SUBJECTS])
    return page(request, "pages/desk/numbers.html", NumbersPage(sections=sections, days=days, windows=WINDOWS))


async def show_numbers_csv(request: Request) -> Response:
    """One subject for a spreadsheet."""
    code = request.path_params["subject"]
    if code not in SUBJECTS:
        raise NotFound()
    sheets = await _sheets(request, code, days_of(request, WINDOWS, USUAL))
    return as_csv(sheets, community=translate(staff_of(request).lang, N_("Community")), filename=code)


async def _section(request: Request, code: str, days: int) -> Section:
    lang, subject = staff_of(request).lang, SUBJECTS[code]
    return Section(
        code=code,
        title=translate(lang, subject.title),
        lede=translate(lang, subject.lede),
        sheets=await _sheets(request, code, days),
        csv=f"/{place_of(request)}/numbers/{code}.csv?days={days}",
    )


async def _sheets(request: Request, code: str, days: int) -> tuple[Sheet, ...]:
    found = []
    for community in communities_of(request):
        asked = Asked(community=community, lang=staff_of(request).lang, days=days)
        # Each community's numbers come through its own login; they meet on the page only.
        async with door_of(request).databases[community].reading() as tx:
            found.append(await SUBJECTS[code].count(tx, asked))
    return tuple(found)


ROUTES: list[BaseRoute] = [
    route("GET", "/{community}/numbers", show_numbers, needs=Permission.SEE_NUMBERS),
    route("GET", "/{community}/numbers/{subject}.csv", show_numbers_csv, needs=Permission.SEE_NUMBERS),
]
