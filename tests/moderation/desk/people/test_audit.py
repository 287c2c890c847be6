"""The chain of what staff did: references only, verified on the page, and all that an auditor sees."""

from __future__ import annotations

import re

import pytest

from app.kernel.ids import new_ref
from moderation.desk.access import Permission
from moderation.desk.people.journal import Verb
from moderation.desk.people.verbs import WORDS
from moderation.desk.routes import ROUTES
from tests.moderation.desk.house import Desk, plain
from tests.moderation.desk.people.tools import add, ref_of
from tests.moderation.factories import GOODBYE

HOME = {"/", "/me", "/step-up", "/sign-in"}


async def test_every_verb_has_its_words() -> None:
    assert {verb.value for verb in Verb} - set(WORDS) == set()


async def test_admins_and_auditors_read_what_staff_did_and_nobody_else(desk: Desk) -> None:
    await desk.hire("Maya")
    for role, status in (("admin", 200), ("auditor", 200), ("guide", 404), ("lead", 404), ("partner", 404)):
        person = await desk.person(role.title(), role)
        for path in ("/audit", "/audit/checkpoint"):
            assert (await person.open(path)).status_code == status, (role, path)


async def test_the_log_is_narrowed_by_act_by_person_and_by_reference(desk: Desk) -> None:
    ada = await desk.person("Ada", "admin")
    await add(ada, "Maya")
    own, maya = await ref_of(desk, "Ada"), await ref_of(desk, "Maya")
    added = await ada.open(f"/audit?what=staff_added&who={own}")
    rows = _rows(added.text)
    assert len(rows) == 1 and "Ada" in rows[0] and "Maya" in rows[0]
    assert all("Maya" in row for row in _rows((await ada.open(f"/audit?about={maya}")).text))
    assert _rows((await ada.open("/audit?what=signed_in&about=" + new_ref())).text) == []
    odd = await ada.open("/audit?before=x&what=nothing&who=%27&about=%25")
    assert odd.status_code == 200 and len(_rows(odd.text)) > 1


async def test_older_rows_are_a_page_away_and_keep_what_was_narrowed(desk: Desk) -> None:
    ada = await desk.person("Ada", "admin")
    ref = new_ref()
    for _ in range(60):
        await desk.world.execute(
            "INSERT INTO shared.log (actor, verb, subject) VALUES ('operator', 'staff_added', $1)", ref
        )
    first = (await ada.open(f"/audit?what=staff_added&about={ref}")).text
    (older,) = re.findall(r'href="(\?before=\d+[^"]*)"', first)
    second = (await ada.open("/audit" + older.replace("&amp;", "&"))).text
    assert (len(_rows(first)), len(_rows(second))) == (50, 10)


async def test_a_whole_log_is_called_whole_and_a_changed_row_is_named(desk: Desk) -> None:
    vera = await desk.person("Vera", "auditor")
    whole = await vera.send("/audit/verifications", {}, page="/audit")
    assert "The log is whole" in plain(whole)
    checkpoint = (await vera.open("/audit/checkpoint")).text.strip().removeprefix("shared:")
    kept = await vera.send("/audit/verifications", {"known": checkpoint}, page="/audit")
    assert "The log is whole" in plain(kept)
    number = checkpoint.partition(":")[0]
    other = await vera.send("/audit/verifications", {"known": f"{number}:{'0' * 64}"}, page="/audit")
    assert f"broken at row {number}" in plain(other)
    wrong = await vera.send("/audit/verifications", {"known": "yesterday"}, page="/audit")
    assert wrong.status_code == 422
    try:
        await desk.world.execute("ALTER TABLE shared.log DISABLE TRIGGER log_stands")
        await desk.world.execute("UPDATE shared.log SET subject = subject || 'x' WHERE id = 2")
        broken = await vera.send("/audit/verifications", {}, page="/audit")
        assert "broken at row 2" in plain(broken)
    finally:
        await desk.world.execute("UPDATE shared.log SET subject = left(subject, -1) WHERE id = 2")
        await desk.world.execute("ALTER TABLE shared.log ENABLE TRIGGER log_stands")


async def test_a_community_s_log_is_verified_by_its_lead_and_its_auditor(desk: Desk) -> None:
    await desk.waiting(GOODBYE)
    for name, role in (("Lena", "lead"), ("Vera", "auditor")):
        person = await desk.person(name, role)
        assert "The log is whole" in plain(await person.send("/en/log/verifications", {}, page="/en/log"))
        assert (await person.open("/en/log/checkpoint")).text.startswith("en:")
        assert (await person.open("/fr/log")).status_code == 404
    assert "Vera Verified the log" in plain(await person.open("/en/log"))


async def test_an_auditor_reads_the_logs_of_their_communities_and_nothing_else(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    vera = await desk.person("Vera", "auditor", languages=("en",))
    seen = await _open_to(vera, case)
    allowed = HOME | {
        "/me/passkeys/new",
        "/me/authenticator",
        "/me/keys",
        "/audit",
        "/audit/checkpoint",
        "/en/log",
        "/en/log/checkpoint",
    }
    assert seen - allowed == set()
    log = await vera.open("/en/log")
    assert log.status_code == 200 and f"/cases/{case}" not in log.text


async def test_an_admin_opens_no_page_of_a_community_that_shows_a_text(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE, author="slow-tide")
    ada = await desk.person("Ada", "admin", languages=("en", "fr"))
    for path in await _open_to(ada, case):
        assert not path.startswith(("/en", "/fr")), path
        shown = (await ada.open(path)).text
        assert "slow-tide" not in shown and "goodbyes" not in shown, path


async def test_every_act_of_the_staff_s_own_log_holds_references_only(desk: Desk) -> None:
    ada = await desk.person("Ada", "admin")
    sent = {"login": desk.login("Maya"), "name": "Rowan Birch", "role": "guide", "languages": "en", "pages": "en"}
    added = await ada.send("/staff", sent, page="/staff/new")
    assert "A link for Rowan Birch" in plain(added)
    rows = await desk.world.fetch("SELECT DISTINCT actor, verb, subject, code FROM shared.log")
    reference = r"[a-hj-km-np-z2-9]{14}"
    for row in rows:
        assert re.fullmatch(rf"operator|unknown|courier|{reference}", str(row["actor"])), row
        assert re.fullmatch(rf"({reference})?", str(row["subject"])), row
        assert re.fullmatch(r"[a-z0-9+ ]{0,30}", str(row["code"])), row
    assert "rowan" not in str(rows).lower()


async def _open_to(person: object, case: str) -> set[str]:
    """Every page of the desk that answers this person with more than 404."""
    seen = set()
    for route in ROUTES:
        rule = route.endpoint.rule  # type: ignore[attr-defined]
        if rule.verb != "GET" or rule.needs is Permission.SIGN_IN or rule.path.endswith("/live"):
            continue
        path = re.sub(r"\{(\w+)[^}]*\}", lambda found: {"community": "en", "ref": case}.get(found[1], case), rule.path)
        answer = await person.open(path)  # type: ignore[attr-defined]
        if answer.status_code != 404:
            seen.add(path)
    return seen


def _rows(text: str) -> list[str]:
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in text.split('<tr id="row-')[1:]]


@pytest.mark.parametrize("place", ["shared", "en", "fr"])
async def test_each_filter_of_the_log_has_its_index(desk: Desk, place: str) -> None:
    rows = await desk.world.fetch("SELECT indexdef FROM pg_indexes WHERE schemaname = $1 AND tablename = 'log'", place)
    indexes = " ".join(str(row["indexdef"]) for row in rows)
    for wanted in ("(actor, id)", "(verb, id)", "(split_part(subject, ' '::text, 1), id)"):
        assert wanted in indexes
