"""The partner's page: months that are over, in numbers that were made coarse before they were stored."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.http.door import tx_of
from app.http.respond import page
from app.http.routing import route
from moderation.desk.access import Permission
from moderation.desk.quality import monthly
from moderation.desk.quality.charts import Chart
from moderation.desk.quality.sheets import Sheet, as_csv
from moderation.desk.web import settings_of, staff_of
from moderation.quality import partner


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerPage:
    """Tables first, then the picture."""

    counts: Sheet
    themes: tuple[Sheet, ...]
    chart: Chart | None
    is_empty: bool


async def show_partner(request: Request) -> Response:
    """Every published month."""
    lang = staff_of(request).lang
    months = await partner.published(tx_of(request), settings_of(request).languages)
    shown = PartnerPage(
        counts=monthly.counts(months, lang),
        themes=monthly.themes(months, lang),
        chart=monthly.chart(months, lang),
        is_empty=not months,
    )
    return page(request, "pages/desk/partner.html", shown)


async def show_partner_csv(request: Request) -> Response:
    """The same cells for a spreadsheet."""
    lang = staff_of(request).lang
    months = await partner.published(tx_of(request), settings_of(request).languages)
    return as_csv([monthly.long(months, lang)], filename="monthly")


ROUTES: list[BaseRoute] = [
    route("GET", "/partner", show_partner, needs=Permission.SEE_PARTNER_PAGE),
    route("GET", "/partner.csv", show_partner_csv, needs=Permission.SEE_PARTNER_PAGE),
]
