"""Pages of the phrase lab."""

from __future__ import annotations

from starlette.routing import BaseRoute

from moderation.desk.lab import web_drafts, web_phrases, web_publishing, web_trials

ROUTES: list[BaseRoute] = [*web_trials.ROUTES, *web_drafts.ROUTES, *web_publishing.ROUTES, *web_phrases.ROUTES]
