"""Second readings, numbers, and the partner's page."""

from __future__ import annotations

from starlette.routing import BaseRoute

from moderation.desk.quality import web_agreement, web_numbers, web_partner, web_reading

ROUTES: list[BaseRoute] = [
    *web_partner.ROUTES,
    *web_agreement.ROUTES,
    *web_numbers.ROUTES,
    *web_reading.ROUTES,
]
