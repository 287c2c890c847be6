"""What the author will read, before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from app.board import words as board_words
from app.board.model import Notice
from app.board.words import Said
from moderation.cases import acts
from moderation.desk.deciding_form import DecisionForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The notice as its reader will see it, in the community's language; or that nobody is told."""

    said: Said | None
    is_chosen: bool


def preview(form: DecisionForm, community: str) -> Preview:
    """The author's notice for what the form says now."""
    act = form.chosen
    kind = acts.notice_of(acts.settled(form.wish)) if act else None
    if kind is None:
        return Preview(said=None, is_chosen=act is not None)
    notice = Notice(
        ref=uuid4(),
        kind=kind,
        reason=form.why,
        details=form.topics,
        words=form.words,
        version=None,
        made_at=datetime.now(UTC),
        is_read=False,
        post_ref=None,
        thread_ref=None,
        title=None,
    )
    return Preview(said=board_words.said(notice, community), is_chosen=True)
