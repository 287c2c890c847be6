"""Every route of the seniors' door. There is no search here and no list of members."""

from __future__ import annotations

from starlette.routing import BaseRoute

from moderation.vault import web_escalations, web_home, web_openings, web_reviewing, web_signing

ROUTES: list[BaseRoute] = [
    *web_home.ROUTES,
    *web_escalations.ROUTES,
    *web_openings.ROUTES,
    *web_reviewing.ROUTES,
    *web_signing.ROUTES,
]
