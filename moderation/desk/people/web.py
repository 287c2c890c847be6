"""Staff accounts, passkeys, and the audit chain."""

from __future__ import annotations

from starlette.routing import BaseRoute

from moderation.desk.people import (
    web_account,
    web_audit,
    web_authenticator,
    web_changing,
    web_enrolling,
    web_passkeys,
    web_staff,
    web_stepping,
)

ROUTES: list[BaseRoute] = [
    *web_staff.ROUTES,
    *web_changing.ROUTES,
    *web_enrolling.ROUTES,
    *web_account.ROUTES,
    *web_passkeys.ROUTES,
    *web_authenticator.ROUTES,
    *web_stepping.ROUTES,
    *web_audit.ROUTES,
]
