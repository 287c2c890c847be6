"""Every route of the members' door. The first part of a path is the community."""

from __future__ import annotations

from starlette.routing import BaseRoute, Mount

from app.web import (
    appealing,
    drafts,
    handbook,
    home,
    joining,
    me,
    mirroring,
    notices,
    pausing,
    posts,
    public,
    questions,
    reset,
    signing,
    threads,
)

COMMUNITY_ROUTES: list[BaseRoute] = [
    # What is asked for most stands first: routes are tried in order.
    *threads.ROUTES,
    *home.ROUTES,
    *posts.ROUTES,
    *appealing.ROUTES,
    *drafts.ROUTES,
    *mirroring.ROUTES,
    *notices.ROUTES,
    *me.ROUTES,
    *pausing.ROUTES,
    *signing.ROUTES,
    *reset.ROUTES,
    *joining.ROUTES,
    *questions.ROUTES,
    *handbook.ROUTES,
    *public.ROUTES,
]

ROUTES: list[BaseRoute] = [*public.TOP_ROUTES, Mount("/{community:str}", routes=COMMUNITY_ROUTES)]
