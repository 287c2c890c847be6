"""The table of acts: what a guide is offered for a post as it stands."""

from __future__ import annotations

import pytest

from moderation.cases import acts
from moderation.cases.model import Act


@pytest.mark.parametrize(
    ("status", "state", "is_offered"),
    [
        ("visible", "shown", True),
        ("visible", "held", True),  # of the older text that others read
        ("visible", "declined", True),
        ("hidden", "held", True),
        ("hidden", "shown", False),
        ("held", "held", False),
        ("declined", "declined", False),
        ("withdrawn", "withdrawn", False),
    ],
)
def test_only_what_others_could_read_can_be_taken_down(status: str, state: str, is_offered: bool) -> None:
    assert (Act.HIDE in acts.possible(status=status, state=state, is_newest=True)) is is_offered
