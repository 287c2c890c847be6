"""The shift: who is on, what is handed over, how somebody works."""

from __future__ import annotations

from starlette.routing import BaseRoute

from moderation.desk.shift import web_handover, web_keys, web_rest, web_shift

ROUTES: list[BaseRoute] = [*web_shift.ROUTES, *web_rest.ROUTES, *web_keys.ROUTES, *web_handover.ROUTES]
