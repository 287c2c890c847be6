"""A case whose findings nobody understands any more can still be listed, opened and decided."""

from __future__ import annotations

import json

import pytest

from tests.moderation.desk.house import Desk, plain
from tests.moderation.factories import GOODBYE

SIGNAL = {
    "part": "body", "start": 0, "end": 4, "phrase_id": "gone-from-the-lexicon", "category": "no_such_category",
    "urgency": "immediate", "phrase": "", "view": "no_such_view", "rules": ["no_such_rule"], "lang": "xx",
}  # fmt: skip
DETAIL = {"part": "body", "start": 5, "end": 9, "kind": "NO_SUCH_KIND", "sure": False, "rule": "?", "ordinal": None}


@pytest.mark.parametrize(
    ("signals", "redactions"),
    [
        ([SIGNAL], [DETAIL]),
        ([SIGNAL | {"start": 9_999, "end": 10_004}], [DETAIL | {"start": 70_000, "end": 4}]),
        ([SIGNAL | {"start": -3, "end": -1, "part": "no_such_part"}], [DETAIL | {"part": "no_such_part"}]),
        ([], []),
    ],
)
async def test_a_case_with_findings_of_another_release_can_be_cleared(
    desk: Desk, signals: list[object], redactions: list[object]
) -> None:
    case = await desk.waiting(GOODBYE)
    await desk.world.execute(
        f"UPDATE en.verdict SET categories = '{{no_such_category}}', lexicon = '', signals = '{json.dumps(signals)}',"
        f" redactions = '{json.dumps(redactions)}'"
        f" WHERE post_id = (SELECT post_id FROM en.case_file WHERE ref = '{case}')"
    )
    maya = await desk.person("Maya")
    assert f"/en/cases/{case}" in (await maya.open("/en/?lane=now")).text
    shown = await maya.open(f"/en/cases/{case}")
    assert shown.status_code == 200
    assert "my goodbyes tonight" in plain(shown)
    assert (await maya.decide(case, "keep")).status_code == 303
    assert case not in (await maya.open("/en/?lane=now")).text
