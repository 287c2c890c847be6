"""The lab's pages, as leads meet them, and as nobody else does."""

from __future__ import annotations

import asyncio
import re

import httpx
import pytest

from moderation.desk.lab import running
from moderation.desk.lab.forms import values_of
from moderation.screening.danger.lexicon import Row, load_lexicon
from tests.moderation.desk.house import Desk, Person, hidden, plain
from tests.moderation.factories import HIGH
from tests.moderation.lab.conftest import replace, row, shipped

WISH = "en-sui-wish-die"


def typed(made: Row, *, seen: int = 0) -> dict[str, str]:
    """A row as somebody would type it; boxes that are not ticked are not sent."""
    return {name: value for name, value in values_of(made, seen=seen).items() if value}


async def written(person: Person, made: Row, *, seen: int = 0) -> str:
    """A draft through its form; its address."""
    page = f"/{made.lang}/lab/edit?phrase={made.id}"
    answer = await person.send(f"/{made.lang}/lab/drafts", typed(made, seen=seen), page=page)
    assert answer.status_code == 303, plain(answer)
    return str(answer.headers["location"])


async def checked(person: Person, draft: str) -> str:
    """A draft that was sent to be checked; the address of the outcome, which is there."""
    answer = await person.send(f"{draft}/publications", {}, page=draft)
    await running.settled()
    return str(answer.headers["location"])


async def approve(person: Person, publication: str) -> httpx.Response:
    return await person.send(f"{publication}/approvals", {}, page=publication)


def unique(word: str, **changes: object) -> Row:
    """A phrase of its own for each test: versions of this house add up."""
    about = f"the {word} umbrella"
    entry: dict[str, object] = {
        "phrase": about, "forms": [f"{word} umbrella"], "must_hit": [f"My {word} umbrella"],
        "must_not_hit": [f"My {word} coat"],
    }  # fmt: skip
    return row(phrase_id=f"en-lab-{word}", **entry | changes)


async def test_a_lead_finds_a_phrase_by_words_topic_and_level(desk: Desk) -> None:
    noor = await desk.person("Noor", "lead")
    assert '<a href="/en/lab/">' in (await noor.open("/")).text
    found = await noor.open("/en/lab/?words=W%C3%A1nt%20to%20die&category=suicide&urgency=high")
    assert WISH in found.text
    assert "en-dv-hits-me" not in found.text
    assert WISH not in (await noor.open("/en/lab/?words=want%20to%20die&category=spam")).text
    assert "No phrase fits" in plain(await noor.open("/en/lab/?words=zzzz"))


async def test_a_long_list_goes_on_where_it_stopped_and_shows_every_phrase_once(desk: Desk) -> None:
    noor = await desk.person("Noor", "lead")
    seen: list[str] = []
    address = "?category=suicide"
    while address:
        shown = await noor.open(f"/en/lab/{address}")
        seen += re.findall(r'href="/en/lab/phrases/([a-z0-9-]+)"', shown.text)
        more = re.search(r'href="(\?[^"]*after=[^"]*)" rel="next"', shown.text)
        address = more[1].replace("&amp;", "&") if more else ""
    rows = [one.id for one in load_lexicon("en").rows if one.category == "suicide"]
    assert len(rows) > 40
    assert [one for one in seen if not one.startswith("en-lab-")] == sorted(rows)


async def test_a_phrase_stands_beside_its_twin(desk: Desk) -> None:
    noor = await desk.person("Noor", "lead")
    shown = await noor.open("/en/lab/phrases/en-dv-hits-me")
    twin = shipped("fr-vc-hits-me")
    assert twin.must_hit[0] in plain(shown)
    assert '<article class="card lab-card" lang="fr">' in shown.text
    other = await noor.open("/en/lab/phrases/fr-vc-hits-me")
    assert "Leads of the other language change this phrase." in plain(other)
    assert (await noor.open("/en/lab/phrases/en-nobody")).status_code == 404


ADDRESSES = (
    "/{c}/lab/", "/{c}/lab/trial", "/{c}/lab/edit", "/{c}/lab/versions", "/{c}/lab/phrases/en-dv-hits-me",
)  # fmt: skip


@pytest.mark.parametrize("role", ["guide", "admin", "auditor", "partner"])
async def test_for_everybody_but_leads_there_is_no_lab(desk: Desk, role: str) -> None:
    person = await desk.person("Gil", role)
    for address in ADDRESSES:
        assert (await person.open(address.format(c="en"))).status_code == 404
    token = await person.open("/")
    for address in ("/en/lab/drafts", "/en/lab/trial", "/en/lab/versions/0/publications"):
        assert (await person.post(address, hidden(token))).status_code == 404


async def test_a_lead_of_one_language_touches_nothing_of_the_other(desk: Desk) -> None:
    noor = await desk.person("Noor", "lead")
    line = await desk.person("Line", "lead", languages=("fr",))
    draft = await written(noor, unique("amber"))
    for address in ADDRESSES:
        assert (await line.open(address.format(c="en"))).status_code == 404
    for address in (draft, draft.replace("/en/", "/fr/")):
        assert (await line.open(address)).status_code == 404
        for noun in ("publications", "shadow-runs", "endings"):
            sent = await line.send(f"{address}/{noun}", {}, page="/fr/lab/")
            assert sent.status_code == 404
    # A row of the other language, through the own community's form.
    sent = await line.send("/fr/lab/drafts", typed(unique("coral")), page="/fr/lab/edit")
    assert sent.status_code == 422
    assert await desk.world.fetch("SELECT 1 FROM shared.phrase_draft WHERE phrase_id = 'en-lab-coral'") == []
    publication = await checked(noor, draft)
    assert (await line.open(publication.replace("/en/", "/fr/"))).status_code == 404
    sent = await line.send(f"{publication.replace('/en/', '/fr/')}/approvals", {}, page="/fr/lab/")
    assert sent.status_code == 404


WRONG = {
    "an open brace": ({"forms": "{purple umbrella"}, "A brace or a bar is left open."),
    "no such class": ({"forms": "[nothing_such] .. umbrella"}, "A word class in square brackets does not exist."),
    "only common words": (
        {"forms": "{the|and|a|i|it|my|is|to|in} .. {the|and|a|i|it|my|is|to|in}"},
        "Add a rarer word.",
    ),
    "no post to find": ({"must_hit": ""}, "This is needed."),
    "another language's name": ({"phrase_id": "fr-lab-umbrella"}, "begin with the language."),
    "too many lines": ({"guards": "\n".join(["a b"] * 101)}, "at most 100 lines"),
}


@pytest.mark.parametrize("case", WRONG)
async def test_a_row_that_could_not_work_is_told_beside_its_field_and_kept(desk: Desk, case: str) -> None:
    changes, sentence = WRONG[case]
    noor = await desk.person("Noor", "lead")
    data = typed(unique("violet", note="keep this note")) | changes
    answer = await noor.send("/en/lab/drafts", data, page="/en/lab/edit")
    assert answer.status_code == 422
    assert sentence in plain(answer)
    assert "keep this note" in answer.text
    assert await desk.world.fetch("SELECT 1 FROM shared.phrase_draft WHERE phrase_id = 'en-lab-violet'") == []


async def test_every_save_is_a_revision_and_a_stale_one_is_refused(desk: Desk) -> None:
    noor, sam = await desk.person("Noor", "lead"), await desk.person("Sam", "lead")
    draft = await written(noor, unique("teal"))
    assert await written(sam, unique("teal", note="from Sam"), seen=1) == draft
    opened = hidden(await noor.open("/en/lab/edit?phrase=en-lab-teal"))
    late = opened | typed(unique("teal", note="from Noor"), seen=1)
    stale = await noor.post("/en/lab/drafts", late)
    assert stale.status_code == 409
    assert "from Noor" in stale.text
    shown = plain(await noor.open(draft))
    assert "Version 2 · Sam" in shown
    assert "Version 1 · Noor" in shown
    assert "from Sam" in shown


async def test_a_draft_changes_no_live_verdict(desk: Desk) -> None:
    noor = await desk.person("Noor", "lead")
    draft = await written(noor, unique("silver", urgency="immediate", category="suicide", cssrs="intent"))
    await noor.send(f"{draft}/shadow-runs", {}, page=draft)
    await running.settled()
    member = await desk.member("calm-lake")
    post = await desk.write(member, "I found my silver umbrella again.")
    (found,) = await desk.world.fetch(
        "SELECT v.urgency, v.signals, p.status FROM en.verdict AS v JOIN en.post AS p ON p.id = v.post_id WHERE p.ref = $1",
        post,
    )
    assert (found["urgency"], found["signals"], found["status"]) == ("none", "[]", "visible")


async def test_the_test_box_explains_both_and_keeps_nothing(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    noor = await desk.person("Noor", "lead")
    draft = await written(noor, unique("golden"))
    ref = draft.rpartition("/")[2]
    text = "I want to die. My golden umbrella, qzx. Call me at 613-555-0142."
    answer = await noor.send("/en/lab/trial", {"text": text, "draft": ref}, page=f"/en/lab/trial?draft={ref}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    live, with_draft = answer.text.split("As it is live")[1].split("With this draft")
    assert "<code>en-sui-wish-die" in live
    assert "<code>en-sui-wish-die" in with_draft
    assert "en-lab-golden" not in live
    assert "en-lab-golden" in with_draft
    assert "a phone number" in live
    assert "golden umbrella</mark>" in with_draft
    tables = await desk.world.fetch(
        "SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname IN ('en', 'fr', 'shared')"
    )
    for table in tables:
        assert await desk.world.fetch(f"SELECT 1 FROM {table['name']} AS t WHERE t::text LIKE '%qzx%'") == []
    assert "qzx" not in "".join(capfd.readouterr())


async def test_an_empty_box_is_asked_for_a_text(desk: Desk) -> None:
    noor = await desk.person("Noor", "lead")
    answer = await noor.send("/en/lab/trial", {"text": ""}, page="/en/lab/trial")
    assert answer.status_code == 422
    assert "This is needed." in plain(answer)


async def test_a_shadow_run_counts_hits_and_agreement_and_the_log_says_how_many_were_read(desk: Desk) -> None:
    noor = await desk.person("Noor", "lead")
    member = await desk.member("slow-tide")
    for number in range(3):
        await desk.write(member, f"Number {number}: my copper umbrella is broken.")
    await desk.write(member, "My copper coat is fine.")
    post = await desk.write(member, f"My copper umbrella. {HIGH}")
    case = await desk.case_of(post)
    await noor.decide(case, "hide", reason="other")
    draft = await written(noor, unique("copper"))
    answer = await noor.send(f"{draft}/shadow-runs", {}, page=draft)
    assert answer.status_code == 303
    await running.settled()
    shown = plain(await noor.open(draft))
    (run,) = await desk.world.fetch(
        "SELECT id, ref, total, done, ended_at FROM en.shadow_run WHERE draft_ref = $1", draft.rpartition("/")[2]
    )
    assert run["total"] == run["done"]
    assert run["ended_at"] is not None
    assert "Posts it would find 4" in shown
    assert "Of these, found by another phrase already 1" in shown
    assert "In shadow" in shown
    assert "Cases that guides ended 1" in shown
    assert "Guides did something too few" in shown
    (entry,) = await desk.world.fetch("SELECT verb, code FROM en.log WHERE subject = $1", f"lab {run['ref']}")
    assert entry == {"verb": "lab_shadow_run", "code": f"texts={run['total']}"}
    columns = await desk.world.fetch(
        "SELECT data_type FROM information_schema.columns WHERE table_schema = 'en' AND table_name = 'shadow_hit'"
    )
    assert {one["data_type"] for one in columns} == {"bigint"}


async def test_publishing_is_checked_shown_and_takes_one_lead_where_nothing_is_lost(desk: Desk) -> None:
    noor = await desk.person("Noor", "lead")
    draft = await written(noor, unique("indigo"))
    publication = await checked(noor, draft)
    shown = await noor.open(publication)
    assert "posts were tried" in plain(shown)
    assert (await approve(noor, publication)).status_code == 303
    assert "Published. New posts are screened with it" in plain(await noor.open(publication))
    assert "Noor" in plain(await noor.open("/en/lab/versions"))
    assert "Live" in plain(await noor.open("/en/lab/phrases/en-lab-indigo"))
    assert (await approve(noor, publication)).status_code == 409
    # What is over cannot be checked, tried or dropped again.
    for noun in ("publications", "shadow-runs", "endings"):
        assert (await noor.send(f"{draft}/{noun}", {}, page="/en/lab/")).status_code == 409


async def test_what_lowers_recall_is_refused_to_its_author_by_url_and_done_by_another_once(desk: Desk) -> None:
    noor, sam = await desk.person("Noor", "lead"), await desk.person("Sam", "lead")
    old = shipped("en-dv-fist-wall")
    publication = await checked(noor, await written(noor, replace(old, category="spam")))
    shown = await noor.open(publication)
    assert "is sorted under another topic" in plain(shown)
    assert "Agree, and publish" not in shown.text
    refused = await noor.send(f"{publication}/approvals", {}, page="/en/lab/")
    assert refused.status_code == 409
    assert "A second lead, who did not write it, has to agree." in plain(refused)
    assert publication in (await sam.open("/en/lab/")).text
    answers = await asyncio.gather(*(approve(who, publication) for who in (sam, noor, sam, sam)))
    assert sorted(answer.status_code for answer in answers) == [303, 409, 409, 409]
    assert answers[1].status_code == 409
    ref = publication.rpartition("/")[2]
    found = await desk.world.fetch("SELECT number FROM shared.phrase_version WHERE publication_ref = $1", ref)
    assert len(found) == 1
    # And back, which finds what was lost: one lead is enough.
    number = int(str(found[0]["number"])) - 1
    sent = await noor.send(f"/en/lab/versions/{number}/publications", {}, page="/en/lab/versions")
    await running.settled()
    back = sent.headers["location"]
    assert f"Back to version {number}" in plain(await noor.open(back))
    shown = await noor.open(back)
    # Its topic is another once more; a clinician cannot tell which was the right one, so two people look.
    assert "is sorted under another topic" in plain(shown)
    assert (await approve(noor, back)).status_code == 409
    assert (await approve(sam, back)).status_code == 303


async def test_past_hits_that_would_be_lost_take_a_second_lead(desk: Desk) -> None:
    noor, sam = await desk.person("Noor", "lead"), await desk.person("Sam", "lead")
    made = unique("scarlet", forms=["scarlet umbrella", "scarlet umbrellas"])
    publication = await checked(noor, await written(noor, made))
    await approve(noor, publication)
    member = await desk.member("slow-tide")
    await desk.write(member, "Two scarlet umbrellas in the hall.")
    narrowed = unique("scarlet", forms=["scarlet umbrella"])
    publication = await checked(noor, await written(noor, narrowed))
    assert "past posts that were found and no longer would be: 1" in plain(await noor.open(publication))
    assert (await approve(noor, publication)).status_code == 409
    assert (await approve(sam, publication)).status_code == 303


async def test_publishing_asks_for_a_fresh_second_factor(desk: Desk) -> None:
    noor = await desk.person("Noor", "lead")
    publication = await checked(noor, await written(noor, unique("olive")))
    await desk.world.execute("UPDATE shared.staff_session SET stepped_up_at = now() - interval '11 minutes'")
    answer = await approve(noor, publication)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/step-up?next={publication}"
    ref = publication.rpartition("/")[2]
    (found,) = await desk.world.fetch("SELECT status FROM shared.phrase_publication WHERE ref = $1", ref)
    assert found["status"] == "ready"


async def test_the_lab_speaks_french_and_leaves_phrases_in_their_language(desk: Desk) -> None:
    line = await desk.person("Line", "lead", languages=("en", "fr"), lang="fr")
    shown = await line.open("/en/lab/phrases/en-dv-hits-me")
    assert "Ce qu'elle donne dans cette communauté" in plain(shown)
    assert '<h1 lang="en">my partner hits me</h1>' in shown.text


async def test_no_page_of_the_lab_is_kept_or_cached(desk: Desk) -> None:
    noor = await desk.person("Noor", "lead")
    for address in ADDRESSES:
        shown = await noor.open(address.format(c="en"))
        assert shown.status_code == 200
        assert shown.headers["cache-control"] == "no-store"
        assert len(re.findall(r"<h1", shown.text)) == 1
