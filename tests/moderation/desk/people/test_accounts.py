"""Admins add people, change what they may do, and let them go; what is dangerous takes two of them."""

from __future__ import annotations

import asyncio

import pytest

from moderation.desk import second_factor
from tests.moderation.desk.house import PASSWORD, Desk, Person, plain
from tests.moderation.desk.people.tools import (
    NEW_PASSWORD,
    add,
    alone,
    grown_cold,
    link_of,
    ref_of,
    signed_in_again,
)


async def enrol(desk: Desk, path: str, name: str, **changes: str) -> tuple[Person, int]:
    """Somebody follows their link and sets a password and a code; who, and how it was answered."""
    who = desk.stranger()
    shown = await who.open(path)
    assert shown.status_code == 200 and desk.login(name) in plain(shown)
    secret = shown.text.split("<code>")[1].split("</code>")[0]
    desk.secrets[desk.login(name)] = secret
    data = {"password": NEW_PASSWORD, "code": desk.code(name)} | changes
    return who, (await who.send(path.partition("?")[0], data, page=path)).status_code


async def test_somebody_new_sets_their_own_password_and_factor_with_a_link_of_one_use(desk: Desk) -> None:
    ada = await desk.person("Ada", "admin")
    answer = await add(ada, "Maya")
    path = link_of(answer)
    assert (await desk.stranger().sign_in("Maya", code="000000")).status_code == 422
    who, status = await enrol(desk, path, "Maya")
    assert status == 303
    assert (await desk.stranger().open(path)).status_code == 404
    fresh = second_factor.code_at(desk.secrets[desk.login("Maya")], _now(desk) + 30)
    assert (await who.sign_in("Maya", password=NEW_PASSWORD, code=fresh)).status_code == 303
    assert (await who.open("/en/")).status_code == 200 and (await who.open("/fr/")).status_code == 404
    assert path.split("/")[2].partition("?")[0] not in (await ada.open("/staff")).text
    rows = await desk.world.fetch("SELECT digest::text FROM shared.staff_enrolment")
    assert path.split("/")[2] not in str(rows)


async def test_the_code_that_enrolled_somebody_does_not_sign_them_in_as_well(desk: Desk) -> None:
    ada = await desk.person("Ada", "admin")
    who, _ = await enrol(desk, link_of(await add(ada, "Maya")), "Maya")
    assert (await who.sign_in("Maya", password=NEW_PASSWORD)).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [{"password": "short"}, {"password": "passwordpasswordpassword"}, {"code": "000000"}, {"code": ""}],
    ids=["short", "common", "wrong code", "no code"],
)
async def test_what_does_not_fit_is_said_and_the_link_stays_good(desk: Desk, wrong: dict[str, str]) -> None:
    ada = await desk.person("Ada", "admin")
    path = link_of(await add(ada, "Maya"))
    assert (await enrol(desk, path, "Maya", **wrong))[1] == 422
    assert (await enrol(desk, path, "Maya"))[1] == 303


async def test_a_link_is_good_for_72_hours_and_only_the_newest(desk: Desk) -> None:
    ada = await desk.person("Ada", "admin")
    first = link_of(await add(ada, "Maya"))
    maya = await ref_of(desk, "Maya")
    second = link_of(await ada.send(f"/staff/{maya}/enrolments", {}, page=f"/staff/{maya}"))
    assert (await desk.stranger().open(first)).status_code == 404
    late = "UPDATE shared.staff_enrolment SET ends_at = ends_at - interval '71 hours'"
    await desk.world.execute(late)
    assert (await desk.stranger().open(second)).status_code == 200
    await desk.world.execute(late)
    gone = await desk.stranger().open(second)
    assert gone.status_code == 404 and "An admin can make a new one." in plain(gone)
    assert plain(await desk.stranger().open("/enrol/never-was")) == plain(gone)


async def test_two_who_follow_one_link_at_once_are_one_account(desk: Desk) -> None:
    ada = await desk.person("Ada", "admin")
    path = link_of(await add(ada, "Maya"))
    done = await asyncio.gather(*(enrol(desk, path, "Maya") for _ in range(3)))
    assert sorted(status for _, status in done) == [303, 404, 404]


async def test_a_list_shows_who_works_here_and_no_finer_time_than_a_month(desk: Desk) -> None:
    ada = await desk.person("Ada", "admin", languages=("en", "fr"))
    await add(ada, "Maya", languages=["en", "fr"])
    shown = plain(await ada.open("/staff"))
    assert "Maya Guide English , Français not set up yet never" in shown
    assert "Ada Admin English , Français codes 20" in shown
    for secret in (PASSWORD, desk.secrets[desk.login("Ada")], "argon2"):
        assert secret not in shown


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"login": "X"}, "A sign-in name has 3 to 40"),
        ({"name": ""}, "This is needed."),
        ({"role": "queen"}, "Choose one of the roles."),
        ({"languages": []}, "Name at least one community."),
        ({"languages": "de"}, "Name at least one community."),
    ],
)
async def test_a_form_that_does_not_fit_keeps_what_was_typed(desk: Desk, changes: dict[str, str], said: str) -> None:
    ada = await desk.person("Ada", "admin")
    data = {"login": "elm-new", "name": "Elm", "role": "guide", "languages": "fr", "pages": "fr"} | changes
    answer = await ada.send("/staff", data, page="/staff/new")
    assert answer.status_code == 422 and said in plain(answer)
    assert 'value="elm-new"' in answer.text or "login" in changes
    assert 'value="fr" checked' in answer.text or "languages" in changes


async def test_a_name_that_is_taken_is_said(desk: Desk) -> None:
    ada = await desk.person("Ada", "admin")
    await add(ada, "Maya")
    again = await add(ada, "Maya")
    assert again.status_code == 422 and "taken" in plain(again)


@pytest.mark.parametrize(
    ("rights", "lost"),
    [({"role": "partner", "languages": "en"}, "/en/"), ({"role": "guide", "languages": "fr"}, "/en/")],
    ids=["role", "community"],
)
async def test_a_lost_right_ends_every_session_at_the_next_request(
    desk: Desk, rights: dict[str, str], lost: str
) -> None:
    ada, maya = await desk.person("Ada", "admin"), await desk.person("Maya")
    other = await signed_in_again(desk, "Maya")
    ref = await ref_of(desk, "Maya")
    assert (await ada.send(f"/staff/{ref}/rights", rights, page=f"/staff/{ref}")).status_code == 303
    for page in (maya, other):
        assert (await page.open(lost)).headers["location"] == "/sign-in"
    again = await signed_in_again(desk, "Maya")
    assert (await again.open(lost)).status_code == 404


async def test_a_change_past_every_page_ends_sessions_as_well(desk: Desk) -> None:
    maya = await desk.person("Maya", "lead")
    await desk.world.execute("UPDATE shared.staff SET role = 'guide' WHERE login = $1", desk.login("Maya"))
    assert (await maya.open("/en/")).status_code == 303


async def test_somebody_who_is_disabled_is_out_and_in_again_when_enabled(desk: Desk) -> None:
    ada, maya = await desk.person("Ada", "admin"), await desk.person("Maya")
    ref = await ref_of(desk, "Maya")
    await ada.send(f"/staff/{ref}/standing", {"standing": "disable"}, page=f"/staff/{ref}")
    assert (await maya.open("/en/")).status_code == 303
    await desk.world.execute("UPDATE shared.staff SET totp_last_step = 0")
    assert (await desk.stranger().sign_in("Maya")).status_code == 422
    await ada.send(f"/staff/{ref}/standing", {"standing": "enable"}, page=f"/staff/{ref}")
    assert (await signed_in_again(desk, "Maya")) is not None


async def test_a_reset_forgets_everything_that_signed_somebody_in(desk: Desk) -> None:
    ada, maya = await desk.person("Ada", "admin"), await desk.person("Maya")
    ref = await ref_of(desk, "Maya")
    path = link_of(await ada.send(f"/staff/{ref}/enrolments", {}, page=f"/staff/{ref}"))
    assert (await maya.open("/en/")).status_code == 303
    await desk.world.execute("UPDATE shared.staff SET totp_last_step = 0")
    assert (await desk.stranger().sign_in("Maya")).status_code == 422
    assert (await enrol(desk, path, "Maya"))[1] == 303


async def test_nobody_changes_their_own_account_here(desk: Desk) -> None:
    ada = await desk.person("Ada", "admin")
    ref = await ref_of(desk, "Ada")
    for noun, data in (
        ("rights", {"role": "lead", "languages": "en"}),
        ("standing", {"standing": "disable"}),
        ("enrolments", {}),
    ):
        answer = await ada.send(f"/staff/{ref}/{noun}", data, page="/staff/new")
        assert answer.status_code == 422 and "another admin" in plain(answer)
    assert (await ada.open("/staff")).status_code == 200


async def test_one_admin_alone_may_make_the_second(desk: Desk) -> None:
    await alone(desk)
    ada = await desk.person("Ada", "admin")
    assert "A link for Bea" in plain(await add(ada, "Bea", "admin"))


@pytest.mark.parametrize(
    ("subject", "noun", "data", "then"),
    [
        ("guide", "rights", {"role": "admin", "languages": "en"}, "SELECT role = 'admin' AS is_so"),
        ("admin", "rights", {"role": "guide", "languages": "en"}, "SELECT role = 'guide' AS is_so"),
        ("admin", "standing", {"standing": "disable"}, "SELECT disabled_at IS NOT NULL AS is_so"),
        ("admin", "enrolments", {}, "SELECT password_hash IS NULL AS is_so"),
    ],
    ids=["make an admin", "unmake one", "disable one", "reset one"],
)
async def test_what_concerns_an_admin_takes_two(
    desk: Desk, subject: str, noun: str, data: dict[str, str], then: str
) -> None:
    ada, bea = await desk.person("Ada", "admin"), await desk.person("Bea", "admin")
    ref = await desk.hire("Cleo", subject)
    asked = await ada.send(f"/staff/{ref}/{noun}", data, page=f"/staff/{ref}")
    assert asked.status_code == 303
    statement = f"{then} FROM shared.staff WHERE ref = $1"
    assert (await desk.world.fetch(statement, ref))[0]["is_so"] is False
    again = await bea.send(f"/staff/{ref}/{noun}", data, page=f"/staff/{ref}")
    assert again.status_code == 409
    request = await _request(desk, ref)
    assert "Ada asks" in plain(await bea.open("/staff"))
    own = await ada.send(f"/staff/requests/{request}/answers", {"answer": "agree"}, page="/staff/new")
    assert own.status_code == 422 and (await desk.world.fetch(statement, ref))[0]["is_so"] is False
    done = await bea.send(f"/staff/requests/{request}/answers", {"answer": "agree"}, page="/staff")
    assert done.status_code in (200, 303) and (await desk.world.fetch(statement, ref))[0]["is_so"] is True
    late = await bea.send(f"/staff/requests/{request}/answers", {"answer": "agree"}, page="/staff/new")
    assert late.status_code == 409


async def test_a_request_may_be_put_aside_and_nothing_happens(desk: Desk) -> None:
    ada, bea = await desk.person("Ada", "admin"), await desk.person("Bea", "admin")
    ref = await desk.hire("Cleo")
    await ada.send(f"/staff/{ref}/rights", {"role": "admin", "languages": "en"}, page=f"/staff/{ref}")
    request = await _request(desk, ref)
    assert (await bea.send(f"/staff/requests/{request}/answers", {"answer": "no"}, page="/staff")).status_code == 303
    (row,) = await desk.world.fetch("SELECT role FROM shared.staff WHERE ref = $1", ref)
    assert row["role"] == "guide" and ref not in (await ada.open("/staff")).text.partition("<table>")[0]


async def test_an_admin_is_not_added_by_one_where_there_are_two(desk: Desk) -> None:
    ada = await desk.person("Ada", "admin")
    await desk.hire("Bea", "admin")
    answer = await add(ada, "Cleo", "admin")
    assert answer.status_code == 422 and "takes two" in plain(answer)


async def test_the_last_admin_stays_even_when_a_request_says_otherwise(desk: Desk) -> None:
    await alone(desk)
    ada, bea = await desk.person("Ada", "admin"), await desk.person("Bea", "admin")
    refs = {name: await ref_of(desk, name) for name in ("Ada", "Bea")}
    await ada.send(f"/staff/{refs['Bea']}/standing", {"standing": "disable"}, page=f"/staff/{refs['Bea']}")
    await bea.send(f"/staff/{refs['Ada']}/standing", {"standing": "disable"}, page=f"/staff/{refs['Ada']}")
    wishes = {name: await _request(desk, ref) for name, ref in refs.items()}
    await asyncio.gather(
        ada.send(f"/staff/requests/{wishes['Ada']}/answers", {"answer": "agree"}, page="/staff"),
        bea.send(f"/staff/requests/{wishes['Bea']}/answers", {"answer": "agree"}, page="/staff"),
    )
    left = await desk.world.fetch("SELECT 1 FROM shared.staff WHERE role = 'admin' AND disabled_at IS NULL")
    assert len(left) == 1


@pytest.mark.parametrize("noun", ["rights", "standing", "enrolments"])
async def test_a_desk_that_was_left_open_changes_nobody(desk: Desk, noun: str) -> None:
    ada = await desk.person("Ada", "admin")
    ref = await desk.hire("Cleo")
    await grown_cold(desk)
    data = {"role": "lead", "languages": "en", "standing": "disable"}
    answer = await ada.send(f"/staff/{ref}/{noun}", data, page=f"/staff/{ref}")
    assert answer.headers["location"] == f"/step-up?next=/staff/{ref}"
    (row,) = await desk.world.fetch("SELECT role, disabled_at, password_hash FROM shared.staff WHERE ref = $1", ref)
    assert (row["role"], row["disabled_at"]) == ("guide", None) and row["password_hash"]


@pytest.mark.parametrize("role", ["guide", "lead", "auditor", "partner"])
async def test_for_everybody_else_there_are_no_accounts_to_run(desk: Desk, role: str) -> None:
    who = await desk.person("Paul", role)
    ref = await desk.hire("Cleo")
    for path in ("/staff", "/staff/new", f"/staff/{ref}"):
        assert (await who.open(path)).status_code == 404, path
    for path in ("/staff", f"/staff/{ref}/rights", f"/staff/{ref}/standing", f"/staff/{ref}/enrolments"):
        assert (await who.send(path, {"role": "lead", "languages": "en"}, page="/me")).status_code == 404, path


async def _request(desk: Desk, ref: str) -> str:
    statement = (
        "SELECT r.ref FROM shared.staff_request AS r JOIN shared.staff AS s ON s.id = r.staff_id "
        "WHERE s.ref = $1 AND r.answered_at IS NULL"
    )
    return str((await desk.world.fetch(statement, ref))[0]["ref"])


def _now(_desk: Desk) -> int:
    import time

    return int(time.time())
