"""Name, password and code together, or nobody comes in; and nobody stays longer than allowed."""

from __future__ import annotations

import pytest

from app.kernel.errors import Invalid
from moderation.desk import second_factor, staff
from tests.moderation.desk.house import PASSWORD, Desk, hidden, plain


async def test_name_password_and_code_together_open_the_desk(desk: Desk) -> None:
    await desk.hire("Maya")
    maya = desk.stranger()
    assert (await maya.open("/")).headers["location"] == "/sign-in"
    assert (await maya.sign_in("Maya")).headers["location"] == "/"
    assert "Maya" in plain(await maya.open("/"))


@pytest.mark.parametrize(
    "wrong",
    [{"code": "000000"}, {"code": ""}, {"password": "not this one, sorry"}, {"login": "nobody"}],
    ids=["code", "no code", "password", "login"],
)
async def test_no_two_of_the_three_are_enough(desk: Desk, wrong: dict[str, str]) -> None:
    await desk.hire("Maya")
    maya = desk.stranger()
    answer = await maya.sign_in("Maya", **wrong)
    assert answer.status_code == 422
    assert "desk_desk" not in maya.client.cookies
    assert (await maya.open("/")).status_code == 303


async def test_nothing_says_which_of_the_three_was_wrong(desk: Desk) -> None:
    await desk.hire("Maya")
    said = set()
    for wrong in ({"code": "000000"}, {"password": "not this one, sorry"}, {"login": "nobody"}):
        answer = plain(await desk.stranger().sign_in("Maya", **wrong))
        said.add(answer)
        assert "The name, the password or the code is not right." in answer
    assert len(said) == 1


async def test_a_code_is_good_once(desk: Desk) -> None:
    await desk.hire("Maya")
    code = desk.code("Maya")
    assert (await desk.stranger().sign_in("Maya", code=code)).status_code == 303
    assert (await desk.stranger().sign_in("Maya", code=code)).status_code == 422


async def test_somebody_who_is_disabled_is_out_at_the_next_request(desk: Desk) -> None:
    maya = await desk.person("Maya")
    assert (await maya.open("/en/")).status_code == 200
    db = await desk.world.db("desk")
    async with db.writing() as tx:
        assert await staff.disable(tx, desk.login("Maya"))
    assert (await maya.open("/en/")).status_code == 303
    assert (await desk.stranger().sign_in("Maya")).status_code == 422


async def test_a_session_that_outlived_its_person_opens_nothing(desk: Desk) -> None:
    ref = await desk.hire("Maya")
    maya = desk.stranger()
    await maya.sign_in("Maya")
    await desk.world.execute("UPDATE shared.staff SET disabled_at = now() WHERE ref = $1", ref)
    assert (await maya.open("/en/")).status_code == 303


@pytest.mark.parametrize(
    "late", ["seen_at = now() - interval '16 minutes'", "ends_at = now() - interval '1 second'"], ids=["idle", "old"]
)
async def test_a_session_ends_by_itself(desk: Desk, late: str) -> None:
    maya = await desk.person("Maya")
    await desk.world.execute(f"UPDATE shared.staff_session SET {late}")
    assert (await maya.open("/en/")).headers["location"] == "/sign-in"


async def test_signing_out_ends_the_session_for_every_copy_of_the_cookie(desk: Desk) -> None:
    maya = await desk.person("Maya")
    copy = desk.stranger()
    copy.client.cookies = maya.client.cookies
    assert (await maya.send("/sign-out", {}, page="/")).headers["location"] == "/sign-in"
    assert (await copy.open("/en/")).status_code == 303


async def test_a_login_cannot_be_guessed_without_end(desk: Desk) -> None:
    await desk.hire("Maya")
    answers = [(await desk.stranger().sign_in("Maya", password="x")).status_code for _ in range(9)]
    assert answers == [422] * 8 + [429]


async def test_a_form_without_its_token_does_nothing(desk: Desk) -> None:
    await desk.hire("Maya")
    maya = desk.stranger()
    sent = {"login": desk.login("Maya"), "password": PASSWORD, "code": desk.code("Maya")}
    assert (await maya.post("/sign-in", sent)).status_code == 403
    whole = sent | hidden(await maya.open("/sign-in"))
    assert (await maya.post("/sign-in", whole, sec_fetch_site="same-site")).status_code == 403
    assert (await maya.post("/sign-in", whole)).status_code == 303


async def test_secrets_of_the_second_factor_are_sealed_to_one_person(desk: Desk) -> None:
    first, second = await desk.hire("Maya"), await desk.hire("Noor")
    rows = await desk.world.fetch("SELECT ref, totp_sealed FROM shared.staff WHERE ref = ANY ($1)", [first, second])
    sealed = {str(row["ref"]): bytes(row["totp_sealed"]) for row in rows}  # type: ignore[call-overload]
    key = desk.settings.desk_secret
    assert second_factor.open_sealed(key, first, sealed[first]) == desk.secrets[desk.login("Maya")]
    with pytest.raises(second_factor.CannotOpen):
        second_factor.open_sealed(key, second, sealed[first])
    with pytest.raises(second_factor.CannotOpen):
        second_factor.open_sealed("another" * 8, first, sealed[first])


async def test_a_sign_in_name_is_given_once(desk: Desk) -> None:
    await desk.hire("Maya")
    with pytest.raises(Invalid, match="taken"):
        await desk.hire("Maya")


async def test_the_staff_log_holds_references_only(desk: Desk) -> None:
    ref = await desk.hire("Maya")
    maya = desk.stranger()
    await maya.sign_in("Maya", code="000000")
    await maya.sign_in("Maya")
    rows = await desk.world.fetch(
        "SELECT actor, verb, subject FROM shared.log WHERE $1 IN (actor, subject) ORDER BY id", ref
    )
    assert [(row["actor"], row["verb"]) for row in rows] == [
        ("operator", "staff_added"),
        (ref, "sign_in_refused"),
        (ref, "signed_in"),
    ]
    assert "maya" not in str(rows).lower()


async def test_the_sign_in_page_speaks_the_language_that_is_asked_for(desk: Desk) -> None:
    stranger = desk.stranger()
    assert '<html lang="fr"' in (await stranger.open("/sign-in", accept_language="fr-CA,fr;q=0.9")).text
    assert '<html lang="en"' in (await stranger.open("/sign-in?lang=en", accept_language="fr")).text
