"""Staff accounts, passkeys, and the audit chain."""

from __future__ import annotations

from starlette.routing import BaseRoute

ROUTES: list[BaseRoute] = []
