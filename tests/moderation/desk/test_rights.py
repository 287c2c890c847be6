"""Who sees what: for everybody else a page does not exist."""

from __future__ import annotations

import pytest

from moderation.desk.access import Permission, Staff, may
from moderation.desk.routes import ROUTES
from tests.moderation.desk.house import Desk, bare, plain
from tests.moderation.factories import GOODBYE

CLINICAL = {
    Permission.READ_CASES,
    Permission.DECIDE,
    Permission.OPEN_DETAIL,
    Permission.RAISE,
    Permission.READ_MEMBER,
    Permission.TRACK,
    Permission.READ_AGAIN,
}
EVERYBODY = {Permission.SIGN_IN}
STAFF = EVERYBODY | {Permission.ENTER, Permission.CHANGE_OWN_ACCOUNT}
AT_THE_DESK = STAFF | {Permission.SEE_LANES, Permission.WORK_SHIFT}
LEAD = AT_THE_DESK | {Permission.EDIT_HANDBOOK, Permission.SEE_PARTNER_PAGE}
HERE = {Permission.READ_LOG, Permission.EDIT_POLICY, Permission.USE_LAB, Permission.SEE_NUMBERS}
ADMIN = {Permission.RUN_STAFF, Permission.READ_AUDIT, Permission.EDIT_HANDBOOK, Permission.SEE_PARTNER_PAGE}


@pytest.mark.parametrize(
    ("role", "languages", "place", "allowed"),
    [
        ("", (), "en", EVERYBODY),
        ("guide", ("en",), "en", AT_THE_DESK | CLINICAL),
        ("guide", ("fr",), "en", AT_THE_DESK),
        ("lead", ("en", "fr"), "fr", LEAD | CLINICAL | HERE),
        ("lead", ("en",), "fr", LEAD),
        ("admin", ("en", "fr"), "en", STAFF | ADMIN),
        ("auditor", ("en",), "en", STAFF | {Permission.READ_AUDIT, Permission.READ_LOG}),
        ("auditor", ("en",), "fr", STAFF | {Permission.READ_AUDIT}),
        ("partner", ("en", "fr"), "en", STAFF | {Permission.SEE_PARTNER_PAGE}),
    ],
)
def test_the_table_of_rights(role: str, languages: tuple[str, ...], place: str, allowed: set[Permission]) -> None:
    who = Staff(lang="en", id=1 if role else 0, role=role, languages=languages, place=place)
    assert {permission for permission in Permission if may(who, permission)} == allowed


def test_every_route_of_the_desk_needs_something() -> None:
    assert len(ROUTES) >= 15
    for route in ROUTES:
        assert isinstance(route.endpoint.rule.needs, Permission), route  # type: ignore[attr-defined]


async def test_a_guide_of_one_community_cannot_tell_that_the_other_exists(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    noor = await desk.person("Noor", languages=("fr",), lang="fr")
    unknown = bare(await noor.open("/en/cases/abcdefghjkmnpq"))
    for path in ("/en/", "/en/queue", "/en/live", f"/en/cases/{case}", f"/en/cases/{case}/escalation", "/en/log"):
        answer = await noor.open(path)
        assert (answer.status_code, bare(answer)) == (404, unknown), path
    for path in ("/desk/", "/de/", "/shared/cases/abcdefghjkmnpq"):
        assert (await noor.open(path)).status_code == 404
    sent = await noor.send(f"/en/cases/{case}/claim", {}, page="/fr/")
    assert sent.status_code == 404
    assert await desk.log(case) == [("screener", "case_opened", "now")]


@pytest.mark.parametrize("role", ["admin", "partner"])
async def test_admins_and_partners_see_no_text_no_name_and_no_count(desk: Desk, role: str) -> None:
    case = await desk.waiting(GOODBYE)
    paul = await desk.person("Paul", role, languages=("en", "fr"))
    home = await paul.open("/")
    assert home.status_code == 200 and "oldest" not in plain(home) and "slow-tide" not in home.text
    for path in ("/en/", "/fr/", f"/en/cases/{case}", "/en/live", "/en/log"):
        assert (await paul.open(path)).status_code == 404, path


async def test_only_leads_read_the_log_and_it_names_colleagues_not_members(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    maya, lena = await desk.person("Maya"), await desk.person("Lena", "lead")
    await maya.open(f"/en/cases/{case}")
    assert (await maya.open("/en/log")).status_code == 404
    log = await lena.open("/en/log")
    assert "Maya Read a case" in plain(log) and "Screening A case was opened" in plain(log)
    assert "slow-tide" not in log.text and "goodbyes" not in log.text


async def test_strangers_are_asked_to_sign_in_and_can_do_nothing(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    stranger = desk.stranger()
    assert (await stranger.open(f"/en/cases/{case}")).headers["location"] == "/sign-in"
    assert (await stranger.open("/en/live")).headers["location"] == "/sign-in"
    assert (await stranger.send(f"/en/cases/{case}/claim", {}, page="/sign-in")).status_code == 404
