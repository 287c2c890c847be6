"""Pages where leads and admins edit what the house says and does."""

from __future__ import annotations

from starlette.routing import BaseRoute

from moderation.desk.handbook import web_entries, web_picking, web_policy, web_versions

ROUTES: list[BaseRoute] = [*web_policy.ROUTES, *web_versions.ROUTES, *web_entries.ROUTES, *web_picking.ROUTES]
