"""Pages where leads and admins edit what the house says and does."""

from __future__ import annotations

from starlette.routing import BaseRoute

ROUTES: list[BaseRoute] = []
