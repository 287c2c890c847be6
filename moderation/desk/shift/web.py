"""The shift: who is on, what is handed over, how somebody works."""

from __future__ import annotations

from starlette.routing import BaseRoute

ROUTES: list[BaseRoute] = []
