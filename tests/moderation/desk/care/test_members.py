"""The list of members kept in mind and one member's page: logged, without identity, and workable without script."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from app.kernel.bell import Bell
from app.kernel.i18n import day_of
from app.members import sessions
from tests.moderation.desk.house import Desk, Person, hidden, plain
from tests.moderation.factories import HIGH

NONCE = re.compile(r'name="nonce" value="([^"]+)"')


def days(count: int) -> str:
    return (day_of(datetime.now(UTC)) + timedelta(days=count)).isoformat()


def tracking(**changes: str) -> dict[str, str]:
    data = {"track_kind": "worry", "track_reason": "Alone this week.", "track_review": days(5), "track_ends": days(30)}
    return data | changes


async def ref_of(desk: Desk, member: int, community: str = "en") -> str:
    (row,) = await desk.world.fetch(f"SELECT ref FROM {community}.member WHERE id = $1", member)
    return str(row["ref"])


async def member_page(desk: Desk, name: str = "slow-tide", *, wrote: bool = True) -> tuple[int, str]:
    member = await desk.member(name)
    if wrote:
        await desk.write(member, HIGH)
    return member, f"/en/members/{await ref_of(desk, member)}"


async def send(person: Person, page: str, what: str, data: dict[str, str], **headers: str) -> httpx.Response:
    return await person.send(f"{page}/{what}", data, page=page, **headers)


async def test_reading_a_member_and_the_list_leaves_rows_before_anything_is_shown(desk: Desk) -> None:
    _, page = await member_page(desk)
    maya = await desk.person("Maya")
    ref = page.rpartition("/")[2]
    shown = await maya.open(page)
    assert shown.status_code == 200 and "Contact details are never on this page." in plain(shown)
    assert [verb for _, verb, _ in await desk.log(ref)] == ["member_read"]
    assert (await send(maya, page, "trackings", tracking())).status_code == 303
    listed = await maya.open("/en/tracked")
    assert "Alone this week." in plain(listed) and page in listed.text
    last = (await desk.world.fetch("SELECT verb, subject, code FROM en.log ORDER BY id DESC LIMIT 1"))[0]
    assert (last["verb"], last["subject"]) == ("tracked_read", "tracked") and int(str(last["code"])) >= 1


async def test_a_member_page_shows_days_and_never_a_clock(desk: Desk) -> None:
    _, page = await member_page(desk)
    maya = await desk.person("Maya")
    shown = await maya.open(page)
    text = shown.text.partition("<main")[2]
    assert not re.search(r"\d\d:\d\d:\d\d|T\d\d:\d\d", text)
    assert re.search(r"Signs|Urgent signs", text) and re.search(r"in the (morning|afternoon|evening)|at night", text)
    assert '<svg viewBox="0 0' in text and "On 1 day of the last 90, screening found something." in text


async def test_keeping_in_mind_renewing_and_ending_by_forms_alone(desk: Desk) -> None:
    member, page = await member_page(desk)
    maya = await desk.person("Maya")
    answer = await send(maya, page, "trackings", tracking())
    assert answer.status_code == 303 and answer.headers["location"] == f"{page}?done=tracked"
    await send(maya, page, "trackings", tracking(track_reason="Still alone."))
    rows = await desk.world.fetch(
        "SELECT ref, reason, ended_at FROM en.tracking WHERE member_id = $1 ORDER BY id", member
    )
    assert [(row["reason"], row["ended_at"] is None) for row in rows] == [
        ("Alone this week.", False),
        ("Still alone.", True),
    ]
    await send(maya, page, "trackings", tracking(track_reason="Still alone."))
    assert len(await desk.world.fetch("SELECT 1 FROM en.tracking WHERE member_id = $1", member)) == 2, (
        "sent twice is once"
    )
    ended = await send(maya, page, f"trackings/{rows[1]['ref']}/end", {})
    assert ended.status_code == 303
    again = await send(maya, page, f"trackings/{rows[1]['ref']}/end", {})
    assert again.status_code == 409 and "This has ended already." in plain(again)


@pytest.mark.parametrize(
    ("what", "data", "said", "kept"),
    [
        ("trackings", tracking(track_reason=""), "This is needed.", days(30)),
        ("trackings", tracking(track_kind=""), "Choose worry or conduct.", "Alone this week."),
        ("trackings", {}, "Choose worry or conduct.", ""),
        ("trackings", tracking(track_ends=days(200)), "Choose an end between tomorrow and 90 days", "Alone this week."),
        ("trackings", tracking(track_review="2026-02-30"), "Please choose a day.", "Alone this week."),
        ("notes", {"words": ""}, "Write a note of at most 2000 characters.", ""),
        ("watches", {"until_day": days(2), "until_hour": "18"}, "Only a member who is kept in mind", days(2)),
        ("watches", {"until_day": "soon", "until_hour": "18"}, "Please choose a day.", "soon"),
        ("watches", {"until_day": days(2), "until_hour": "25"}, "Please check this.", days(2)),
        ("sanctions", {"sanction_kind": "pause", "sanction_reason": "rule_kind"}, "A pause has an end", ""),
        ("sanctions", {"sanction_kind": "warn"}, "Choose the house rule", ""),
        ("sanctions", {}, "Choose what should hold", ""),
        (
            "sanctions",
            {"sanction_kind": "close", "sanction_reason": "rule_kind", "sanction_words": "kind words"},
            "Closing an account takes a lead.",
            "kind words",
        ),
    ],
)
async def test_a_form_that_is_not_whole_comes_back_with_what_was_typed(
    desk: Desk, what: str, data: dict[str, str], said: str, kept: str
) -> None:
    _, page = await member_page(desk, wrote=False)
    maya = await desk.person("Maya")
    opened = await maya.open(page)
    nonce = NONCE.search(opened.text)
    assert nonce
    answer = await maya.post(f"{page}/{what}", hidden(opened) | {"nonce": nonce[1]} | data)
    assert answer.status_code in (422, 409) and said in plain(answer), plain(answer)[:2000]
    assert "<title>Error: Member</title>" in answer.text and kept in answer.text


async def test_a_note_is_read_by_the_guides_of_the_community_and_sent_twice_is_one(desk: Desk) -> None:
    _, page = await member_page(desk, wrote=False)
    maya, noor = await desk.person("Maya"), await desk.person("Noor")
    opened = await maya.open(page)
    nonce = NONCE.search(opened.text)
    assert nonce
    for _ in range(2):
        done = await maya.post(f"{page}/notes", hidden(opened) | {"words": "Likes <mornings>.", "nonce": nonce[1]})
        assert done.status_code == 303
    shown = await noor.open(page)
    assert shown.text.count("Likes &lt;mornings&gt;.") == 1 and "Maya" in plain(shown)


async def test_a_watch_names_its_hour_by_the_guides_own_clock(desk: Desk) -> None:
    member, page = await member_page(desk)
    maya = await desk.person("Maya")
    await send(maya, page, "trackings", tracking())
    done = await send(maya, page, "watches", {"until_day": days(3), "until_hour": "18"})
    assert done.status_code == 303, plain(done)
    (row,) = await desk.world.fetch(
        "SELECT ref, to_char(until_at AT TIME ZONE 'America/Toronto', 'YYYY-MM-DD HH24:MI') AS at FROM en.watch WHERE member_id = $1",
        member,
    )
    assert row["at"] == f"{days(3)} 18:00"
    assert "18:00, a case opens." in plain(await maya.open(page))
    assert (await send(maya, page, f"watches/{row['ref']}/end", {})).status_code == 303


async def test_a_pause_is_imposed_and_lifted_and_a_lead_closes(desk: Desk, bell: Bell) -> None:
    member, page = await member_page(desk)
    maya, noor = await desk.person("Maya"), await desk.person("Noor", "lead")
    pause = {
        "sanction_kind": "pause",
        "sanction_reason": "rule_contact",
        "sanction_days": "7",
        "sanction_words": "Please.",
    }
    assert (await send(maya, page, "sanctions", pause)).headers["location"].endswith("?done=pause")
    (row,) = await desk.world.fetch("SELECT ref FROM en.sanction WHERE member_id = $1", member)
    assert "Lift the pause" in plain(await maya.open(page))
    assert (await send(maya, page, f"sanctions/{row['ref']}/end", {})).status_code == 303
    await desk.world.execute(
        "INSERT INTO en.session (digest, member_id, ends_at) VALUES ($1, $2, now() + interval '1 hour')",
        b"9" * 32,
        member,
    )
    await bell.keep(sessions.cache_key("en", b"9" * 32), b"somebody", 30)
    close = {"sanction_kind": "close", "sanction_reason": "rule_kind"}
    assert (await send(noor, page, "sanctions", close)).status_code == 303
    assert await bell.get(sessions.cache_key("en", b"9" * 32)) is None, "a page read a moment ago is no way in"
    (row,) = await desk.world.fetch("SELECT ref FROM en.sanction WHERE member_id = $1 AND kind = 'close'", member)
    assert "Open the account again" not in plain(await maya.open(page))
    refused = await send(maya, page, f"sanctions/{row['ref']}/end", {})
    assert refused.status_code == 422 and "opened again by a lead" in plain(refused)
    assert (await send(noor, page, f"sanctions/{row['ref']}/end", {})).status_code == 303


@pytest.mark.parametrize("role", ["admin", "auditor", "partner"])
async def test_for_other_roles_and_communities_there_is_no_member(desk: Desk, role: str) -> None:
    _, page = await member_page(desk, wrote=False)
    other = (
        await desk.person("Ola", role) if role != "auditor" else await desk.person("Ola", "guide", languages=("fr",))
    )
    for path in (page, "/en/tracked"):
        assert (await other.open(path)).status_code == 404
    french = page.replace("/en/", "/fr/")
    assert (await other.open(french)).status_code == 404, "a reference of one community is nobody's in the other"
    for what in ("notes", "trackings", "watches", "sanctions"):
        home = hidden(await other.open("/"))
        assert (await other.post(f"{page}/{what}", home | tracking())).status_code == 404


async def test_the_guides_own_voice_is_no_member(desk: Desk) -> None:
    (row,) = await desk.world.fetch("SELECT ref FROM en.member WHERE affiliation = 'team'")
    maya = await desk.person("Maya")
    assert (await maya.open(f"/en/members/{row['ref']}")).status_code == 404


async def test_nothing_of_what_is_kept_reaches_the_log(desk: Desk) -> None:
    _, page = await member_page(desk)
    maya = await desk.person("Maya")
    await send(maya, page, "trackings", tracking(track_reason="zebra-reason"))
    opened = await maya.open(page)
    nonce = NONCE.search(opened.text)
    assert nonce
    await maya.post(f"{page}/notes", hidden(opened) | {"words": "zebra-note", "nonce": nonce[1]})
    await send(
        maya,
        page,
        "sanctions",
        {"sanction_kind": "warn", "sanction_reason": "rule_kind", "sanction_words": "zebra-words"},
    )
    rows = await desk.world.fetch("SELECT actor || verb || subject || code AS row FROM en.log")
    assert not [row for row in rows if "zebra" in str(row["row"]) or "slow-tide" in str(row["row"])]


async def test_older_events_come_alone_when_asked_for_alone(desk: Desk) -> None:
    member, page = await member_page(desk)
    maya = await desk.person("Maya")
    for number in range(32):
        await desk.world.execute(
            "INSERT INTO en.sanction (ref, member_id, kind, reason, staff_id, starts_at) "
            "SELECT $1, $2, 'warn', 'rule_kind', max(id), now() - make_interval(hours => $3) FROM shared.staff",
            f"warnwarnwa{number:04d}", member, number,
        )  # fmt: skip
    shown = await maya.open(page)
    older = re.search(r'href="([^"]+\?before=[0-9a-f]{32})"', shown.text)
    assert older and shown.text.count("timeline-imposed") == 29
    alone = await maya.open(older[1], hx_request="true")
    assert "<html" not in alone.text and alone.text.count("timeline-imposed") == 3
    assert (await maya.open(older[1])).status_code == 200
