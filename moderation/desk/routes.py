"""Every route of the guides' door. The first part of a private path is the community."""

from __future__ import annotations

from starlette.routing import BaseRoute

from moderation.desk import (
    web_cases,
    web_deciding,
    web_escalating,
    web_lists,
    web_live,
    web_log,
    web_signing,
    web_talking,
)
from moderation.desk.care import web as care
from moderation.desk.handbook import web as handbook
from moderation.desk.lab import web as lab
from moderation.desk.people import web as people
from moderation.desk.quality import web as quality
from moderation.desk.shift import web as shift

ROUTES: list[BaseRoute] = [
    # Pages of the house stand before those of a community: "/staff" is no community.
    *web_signing.ROUTES,
    *people.ROUTES,
    *shift.ROUTES,
    *handbook.ROUTES,
    *lab.ROUTES,
    *quality.ROUTES,
    *care.ROUTES,
    *web_lists.ROUTES,
    *web_live.ROUTES,
    *web_cases.ROUTES,
    *web_deciding.ROUTES,
    *web_talking.ROUTES,
    *web_escalating.ROUTES,
    *web_log.ROUTES,
]
