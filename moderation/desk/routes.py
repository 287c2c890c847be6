"""Every route of the guides' door. The first part of a private path is the community."""

from __future__ import annotations

from starlette.routing import BaseRoute

from moderation.desk import web_cases, web_deciding, web_escalating, web_lists, web_live, web_log, web_signing

ROUTES: list[BaseRoute] = [
    *web_signing.ROUTES,
    *web_lists.ROUTES,
    *web_live.ROUTES,
    *web_cases.ROUTES,
    *web_deciding.ROUTES,
    *web_escalating.ROUTES,
    *web_log.ROUTES,
]
