"""Second factors: passkeys as WebAuthn wants them, recovery codes that are good once, and stepping up."""

from __future__ import annotations

import json
import time

import httpx
import pytest

from moderation.desk import second_factor
from tests.moderation.desk.house import PASSWORD, Desk, Person, hidden, plain
from tests.moderation.desk.people.tools import (
    NEW_PASSWORD,
    Authenticator,
    add,
    challenge,
    grown_cold,
    link_of,
    ref_of,
    signed_in_again,
)


async def with_passkey(desk: Desk, name: str, key: Authenticator) -> Person:
    """Somebody with codes and this passkey."""
    person = await desk.person(name)
    answer = await _register(person, key)
    assert answer.headers.get("location") == "/me?done=passkey", answer.text
    return person


async def _register(person: Person, key: Authenticator, **changes: str) -> httpx.Response:
    page = "/me/passkeys/new"
    options = await challenge(person, "/me/passkeys/challenges", page)
    data = {"name": "key on my ring", "passkey": key.create(options)} | changes
    return await person.send("/me/passkeys", data, page=page)


async def _sign_in(desk: Desk, name: str, passkey: str) -> int:
    return (await desk.stranger().sign_in(name, code="", passkey=passkey)).status_code


async def test_name_password_and_passkey_open_the_desk(desk: Desk) -> None:
    key = Authenticator()
    await with_passkey(desk, "Maya", key)
    who = desk.stranger()
    signed = key.get(await challenge(who, "/sign-in/challenges", "/sign-in"))
    assert (await who.sign_in("Maya", code="", passkey=signed)).status_code == 303
    assert (await who.open("/en/")).status_code == 200


async def test_a_signature_is_good_once_and_so_is_the_question(desk: Desk) -> None:
    key = Authenticator()
    await with_passkey(desk, "Maya", key)
    options = await challenge(desk.stranger(), "/sign-in/challenges", "/sign-in")
    first, another = key.get(options), key.get(options)
    assert [await _sign_in(desk, "Maya", signed) for signed in (first, first, another)] == [303, 422, 422]


async def test_a_question_that_is_five_minutes_old_is_answered_too_late(desk: Desk) -> None:
    key = Authenticator()
    await with_passkey(desk, "Maya", key)
    options = await challenge(desk.stranger(), "/sign-in/challenges", "/sign-in")
    await desk.world.execute("UPDATE shared.staff_challenge SET ends_at = ends_at - interval '5 minutes'")
    assert await _sign_in(desk, "Maya", key.get(options)) == 422


@pytest.mark.parametrize(
    ("wrong", "value"),
    [("origin", "http://localhost:9001"), ("origin", "https://desk.example"), ("party", "desk.example")],
)
async def test_what_was_signed_for_another_place_opens_nothing(desk: Desk, wrong: str, value: str) -> None:
    key = Authenticator()
    await with_passkey(desk, "Maya", key)
    setattr(key, wrong, value)
    assert (
        await _sign_in(desk, "Maya", key.get(await challenge(desk.stranger(), "/sign-in/challenges", "/sign-in")))
        == 422
    )


async def test_a_passkey_is_not_registered_from_another_place(desk: Desk) -> None:
    maya = await desk.person("Maya")
    answer = await _register(maya, Authenticator(origin="https://desk.example"))
    assert answer.status_code == 422 and "could not be added" in plain(answer)


async def test_another_person_s_passkey_opens_nothing(desk: Desk) -> None:
    key, other = Authenticator(), Authenticator()
    await with_passkey(desk, "Maya", key)
    await with_passkey(desk, "Noor", other)
    assert (
        await _sign_in(desk, "Maya", other.get(await challenge(desk.stranger(), "/sign-in/challenges", "/sign-in")))
        == 422
    )


async def test_a_passkey_without_the_password_opens_nothing(desk: Desk) -> None:
    key = Authenticator()
    await with_passkey(desk, "Maya", key)
    who = desk.stranger()
    signed = key.get(await challenge(who, "/sign-in/challenges", "/sign-in"))
    assert (await who.sign_in("Maya", code="", passkey=signed, password=NEW_PASSWORD)).status_code == 422


async def test_a_count_that_goes_back_betrays_a_copy(desk: Desk) -> None:
    key = Authenticator()
    await with_passkey(desk, "Maya", key)
    copy = Authenticator(key=key.key, id=key.id, count=0)
    for _ in range(3):
        signed = key.get(await challenge(desk.stranger(), "/sign-in/challenges", "/sign-in"))
        assert await _sign_in(desk, "Maya", signed) == 303
    signed = copy.get(await challenge(desk.stranger(), "/sign-in/challenges", "/sign-in"))
    assert await _sign_in(desk, "Maya", signed) == 422


async def test_one_authenticator_belongs_to_one_person(desk: Desk) -> None:
    key = Authenticator()
    await with_passkey(desk, "Maya", key)
    assert (await _register(await desk.person("Noor"), key)).status_code == 422


@pytest.mark.parametrize(
    "sent",
    ["x", "{}", "[]", '"a"', "null", json.dumps({"id": "a", "rawId": "b", "type": "public-key", "response": {}})],
)
async def test_nonsense_is_refused_like_a_wrong_code(desk: Desk, sent: str) -> None:
    maya = await desk.person("Maya")
    assert await _sign_in(desk, "Maya", sent) == 422
    answer = await maya.send("/me/passkeys", {"name": "x", "passkey": sent}, page="/me/passkeys/new")
    assert answer.status_code == 422


async def test_the_question_at_the_door_is_the_same_for_every_name(desk: Desk) -> None:
    await with_passkey(desk, "Maya", Authenticator())
    options = await challenge(desk.stranger(), "/sign-in/challenges", "/sign-in")
    assert options["allowCredentials"] == [] and desk.login("Maya") not in str(options)
    desk.secrets[desk.login("Nobody")] = desk.secrets[desk.login("Maya")]
    said = {
        plain(await desk.stranger().sign_in(name, code="", passkey=Authenticator().get(options)))
        for name in ("Maya", "Nobody")
    }
    assert len(said) == 1


async def test_somebody_new_may_enrol_with_a_passkey_alone(desk: Desk) -> None:
    ada, key = await desk.person("Ada", "admin"), Authenticator()
    path = link_of(await add(ada, "Maya"))
    here, who = path.partition("?")[0], desk.stranger()
    made = key.create(await challenge(who, f"{here}/challenges", path))
    done = await who.send(here, {"password": NEW_PASSWORD, "code": "", "passkey": made}, page=path)
    assert done.headers["location"] == "/sign-in?enrolled=1"
    signed = key.get(await challenge(who, "/sign-in/challenges", "/sign-in"))
    data = {"login": desk.login("Maya"), "password": NEW_PASSWORD, "code": "", "passkey": signed}
    assert (await who.send("/sign-in", data, page="/sign-in")).status_code == 303
    passkey = (await who.open("/me")).text.split("/me/passkeys/")[1].split("/removals")[0]
    kept = await who.send(f"/me/passkeys/{passkey}/removals", {}, page="/me")
    assert kept.status_code == 422 and "only second factor" in plain(kept)


async def test_a_removed_passkey_opens_nothing(desk: Desk) -> None:
    key = Authenticator()
    maya = await with_passkey(desk, "Maya", key)
    passkey = (await maya.open("/me")).text.split("/me/passkeys/")[1].split("/removals")[0]
    assert (await maya.send(f"/me/passkeys/{passkey}/removals", {}, page="/me")).status_code == 303
    assert (
        await _sign_in(desk, "Maya", key.get(await challenge(desk.stranger(), "/sign-in/challenges", "/sign-in")))
        == 422
    )


async def test_nobody_removes_a_colleague_s_passkey(desk: Desk) -> None:
    key = Authenticator()
    maya, noor = await with_passkey(desk, "Maya", key), await desk.person("Noor")
    passkey = (await maya.open("/me")).text.split("/me/passkeys/")[1].split("/removals")[0]
    await noor.send(f"/me/passkeys/{passkey}/removals", {}, page="/me")
    assert (
        await _sign_in(desk, "Maya", key.get(await challenge(desk.stranger(), "/sign-in/challenges", "/sign-in")))
        == 303
    )


async def _codes(person: Person) -> list[str]:
    shown = await person.send("/me/recovery-codes", {}, page="/me")
    return [part.split("</code>")[0] for part in shown.text.split("<code>")[1:]]


async def test_each_recovery_code_is_good_once_and_only_for_its_person(desk: Desk) -> None:
    maya = await desk.person("Maya")
    await desk.hire("Noor")
    codes = await _codes(maya)
    assert len(set(codes)) == 10
    assert (await desk.stranger().sign_in("Noor", code=codes[0])).status_code == 422
    used = [(await desk.stranger().sign_in("Maya", code=codes[0].upper())).status_code for _ in range(2)]
    assert used == [303, 422]
    assert "9 recovery codes are still good." in plain(await maya.open("/me"))
    rows = await desk.world.fetch("SELECT digest::text FROM shared.staff_recovery")
    assert codes[1].replace("-", "") not in str(rows) and "recovery_code_used" in await _verbs(desk, "Maya")


async def test_new_recovery_codes_put_the_old_ones_out_of_use(desk: Desk) -> None:
    maya = await desk.person("Maya")
    old = await _codes(maya)
    new = await _codes(maya)
    assert (await desk.stranger().sign_in("Maya", code=old[3])).status_code == 422
    assert (await desk.stranger().sign_in("Maya", code=new[3])).status_code == 303


async def test_stepping_up_opens_what_was_asked_for_and_for_ten_minutes(desk: Desk) -> None:
    ada = await desk.person("Ada", "admin")
    await grown_cold(desk)
    asked = await ada.open("/staff/new")
    assert asked.headers["location"] == "/step-up?next=/staff/new"
    wrong = await ada.send("/step-up", {"code": "000000", "next": "/staff/new"}, page="/step-up")
    assert wrong.status_code == 422 and (await ada.open("/staff/new")).status_code == 303
    await desk.world.execute("UPDATE shared.staff SET totp_last_step = 0")
    sent = {"code": desk.code("Ada"), "next": "/staff/new"}
    assert (await ada.send("/step-up", sent, page="/step-up")).headers["location"] == "/staff/new"
    assert (await ada.open("/staff/new")).status_code == 200
    assert (await _verbs(desk, "Ada"))[-2:] == ["step_up_refused", "stepped_up"]


async def test_stepping_up_counts_in_this_browser_only(desk: Desk) -> None:
    ada = await desk.person("Ada", "admin")
    other = await signed_in_again(desk, "Ada")
    await grown_cold(desk)
    await desk.world.execute("UPDATE shared.staff SET totp_last_step = 0")
    await ada.send("/step-up", {"code": desk.code("Ada"), "next": "/"}, page="/step-up")
    assert (await other.open("/staff/new")).status_code == 303


async def test_stepping_up_takes_a_passkey_too_and_only_one_s_own(desk: Desk) -> None:
    key, other = Authenticator(), Authenticator()
    maya, _ = await with_passkey(desk, "Maya", key), await with_passkey(desk, "Noor", other)
    await grown_cold(desk)
    for one, status in ((other, 422), (key, 303)):
        options = await challenge(maya, "/step-up/challenges", "/step-up")
        sent = {"code": "", "passkey": one.get(options), "next": "/me"}
        assert (await maya.send("/step-up", sent, page="/step-up")).status_code == status
    assert (await maya.open("/me/passkeys/new")).status_code == 200


async def test_a_signature_for_the_door_does_not_step_up(desk: Desk) -> None:
    key = Authenticator()
    maya = await with_passkey(desk, "Maya", key)
    options = await challenge(maya, "/sign-in/challenges", "/me")
    sent = {"code": "", "passkey": key.get(options), "next": "/me"}
    assert (await maya.send("/step-up", sent, page="/step-up")).status_code == 422


@pytest.mark.parametrize(
    "there", ["https://desk.example/", "//desk.example/", "/\\desk.example", "javascript:alert(1)", "staff", ""]
)
async def test_stepping_up_leads_nowhere_else(desk: Desk, there: str) -> None:
    ada = await desk.person("Ada", "admin")
    await desk.world.execute("UPDATE shared.staff SET totp_last_step = 0")
    done = await ada.send("/step-up", {"code": desk.code("Ada"), "next": there}, page="/step-up")
    assert done.headers["location"] == "/"


async def test_stepping_up_cannot_be_guessed_without_end(desk: Desk) -> None:
    ada = await desk.person("Ada", "admin")
    token = hidden(await ada.open("/step-up"))
    answers = [(await ada.post("/step-up", {"code": "000000"} | token)).status_code for _ in range(9)]
    assert answers == [422] * 8 + [429]


async def test_a_new_password_wants_the_old_one_and_ends_the_other_sessions(desk: Desk) -> None:
    maya = await desk.person("Maya")
    other = await signed_in_again(desk, "Maya")
    wrong = await maya.send("/me/password", {"old": NEW_PASSWORD, "password": NEW_PASSWORD}, page="/me")
    assert wrong.status_code == 422 and "This is not your password." in plain(wrong)
    weak = await maya.send("/me/password", {"old": PASSWORD, "password": "aaaaaaaaaaaaaaaaaaaa"}, page="/me")
    assert weak.status_code == 422
    done = await maya.send("/me/password", {"old": PASSWORD, "password": NEW_PASSWORD}, page="/me")
    assert done.headers["location"] == "/me?done=password"
    assert (await maya.open("/me")).status_code == 200 and (await other.open("/me")).status_code == 303
    assert NEW_PASSWORD not in str(await desk.world.fetch("SELECT * FROM shared.log"))


async def test_a_person_sees_and_ends_their_own_sessions_and_nobody_else_s(desk: Desk) -> None:
    maya, noor = await desk.person("Maya"), await desk.person("Noor")
    other = await signed_in_again(desk, "Maya")
    shown = (await maya.open("/me")).text
    refs = [part.split("/endings")[0] for part in shown.split("/me/sessions/")[1:]]
    assert len(refs) == 2 and shown.count("this browser") == 1
    for ref in refs:
        await noor.send(f"/me/sessions/{ref}/endings", {}, page="/me")
    assert (await maya.open("/me")).status_code == 200
    there = next(ref for ref in refs if "this browser" not in shown.split(ref)[1].split("</li>")[0])
    assert (await maya.send(f"/me/sessions/{there}/endings", {}, page="/me")).status_code == 303
    assert (await other.open("/me")).status_code == 303 and (await maya.open("/me")).status_code == 200


async def test_a_name_and_a_language_are_one_s_own_to_change(desk: Desk) -> None:
    maya = await desk.person("Maya")
    done = await maya.send("/me/details", {"name": "Maya R.", "pages": "fr"}, page="/me")
    assert done.headers["location"] == "/me?done=details"
    shown = await maya.open("/me?done=details")
    assert '<html lang="fr"' in shown.text and "Maya R." in shown.text and "C'est noté." in plain(shown)


async def test_another_authenticator_takes_the_place_of_the_one_before(desk: Desk) -> None:
    maya = await desk.person("Maya")
    other = await signed_in_again(desk, "Maya")
    shown = (await maya.open("/me/authenticator")).text
    secret = shown.split("<code>")[1].split("</code>")[0]
    assert secret != desk.secrets[desk.login("Maya")]
    assert (await maya.send("/me/authenticator", {"code": "000000"}, page="/me/authenticator")).status_code == 422
    assert (await other.open("/me")).status_code == 200
    code = second_factor.code_at(secret, int(time.time()))
    done = await maya.send("/me/authenticator", {"code": code}, page="/me/authenticator")
    assert done.headers["location"] == "/me?done=authenticator"
    assert (await maya.open("/me")).status_code == 200 and (await other.open("/me")).status_code == 303
    await desk.world.execute("UPDATE shared.staff SET totp_last_step = 0")
    assert (await desk.stranger().sign_in("Maya")).status_code == 422
    desk.secrets[desk.login("Maya")] = secret
    assert (await desk.stranger().sign_in("Maya")).status_code == 303


async def _verbs(desk: Desk, name: str) -> list[str]:
    ref = await ref_of(desk, name)
    return [
        str(row["verb"])
        for row in await desk.world.fetch("SELECT verb FROM shared.log WHERE actor = $1 ORDER BY id", ref)
    ]
