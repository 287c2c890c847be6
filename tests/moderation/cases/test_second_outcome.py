"""What counts as giving an author right: a text that comes out, or is changed; not one that loses more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.kernel.ids import Ref
from moderation.cases.appeals import outcome_of
from moderation.cases.model import Act, Asked, Case, Lane, Mask, Place

CASE = Case(
    id=1, ref=Ref("a" * 14), lane=Lane.APPEALS, version=1, is_open=True, holder_id=None, holder_name=None,
    member_id=1, post_id=1, post_ref=Ref("b" * 14), post_status="visible", post_version=1, latest=1,
    is_opening=False, state="shown", title=None, body="Words.", is_masked=True, is_edited=False, pending_id=None,
    thread_id=1, is_thread_shown=True, is_thread_closed=False, is_team=False,
)  # fmt: skip
MORE, BACK = Mask(letters="Words", kind="PERSON"), Place(part="body", ordinal=0)


@pytest.mark.parametrize(
    ("status", "act", "more", "back", "outcome"),
    [
        ("declined", Act.POST, False, False, "granted"),
        ("declined", Act.EDIT, False, False, "granted"),
        # What nobody could read comes out, if with less in it.
        ("declined", Act.EDIT, True, False, "granted"),
        ("hidden", Act.POST, False, False, "granted"),
        ("visible", Act.EDIT, False, True, "granted"),
        ("visible", Act.EDIT, True, True, "granted"),
        ("visible", Act.EDIT, True, False, "upheld"),
        ("visible", Act.KEEP, False, False, "upheld"),
        ("visible", Act.HIDE, False, False, "upheld"),
        ("declined", Act.KEEP, False, False, "upheld"),
    ],
)
def test_an_outcome(status: str, act: Act, more: bool, back: bool, outcome: str) -> None:
    asked = Asked(
        act=act, reason="other", seen_version=1, masks=(MORE,) if more else (), restores=(BACK,) if back else ()
    )
    assert outcome_of(replace(CASE, post_status=status), asked) == outcome
