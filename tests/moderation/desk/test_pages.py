"""Every page of the desk, both languages: no identity on it, and made as the house makes pages."""

from __future__ import annotations

import re
import uuid

import pytest

from app.kernel.ids import new_ref
from tests.moderation.desk.house import Desk, Person
from tests.moderation.factories import screened

ADDRESS = "someone.quiet@example.org"
PHONE = "613-555-0177"
TEXT = f"Call me at {PHONE} or write to {ADDRESS}. I said my goodbyes and I am ready to end my life."
REVISE = "SELECT version FROM revise($1, $2, $3, $4, $5)"


@pytest.fixture
async def paths(desk: Desk) -> tuple[Person, list[str]]:
    """Somebody who sees everything, and every page there is."""
    author = await desk.member("grey-heron")
    post = await desk.write(author, TEXT, title=f"Ask {ADDRESS}")
    db = await desk.world.db("board_en")
    async with db.writing() as tx:
        await (await tx._get()).fetchval(REVISE, author, post, uuid.uuid4(), "Second thoughts", TEXT + " Still.")
    await screened(desk.world)
    case = await desk.case_of(post)
    other = await desk.waiting(f"My mail is {ADDRESS} and my number {PHONE}.")
    lena = await desk.person("Lena", "lead", languages=("en", "fr"), lang="fr")
    page = f"/en/cases/{case}"
    await lena.open(page)
    await lena.decide(case, "write", words="Are you there?")
    asked = {"reason": "life_at_risk", "facts": "A goodbye was written this evening.", "tried": "We wrote to them."}
    await lena.send(f"{page}/escalation", asked, page=f"{page}/escalation")
    await lena.decide(other, "keep")
    seen = ["/", "/en/", "/fr/", "/en/?lane=now", page, f"{page}/escalation", "/en/log", f"/en/cases/{other}"]
    return lena, [*seen, f"/en/cases/{new_ref()}", "/en/?done=post"]


async def test_no_page_holds_an_address_or_a_number(paths: tuple[Person, list[str]]) -> None:
    lena, every = paths
    for path in every:
        text = (await lena.open(path)).text
        for canary in (ADDRESS, PHONE, "555-0177", "6135550177", "example.org"):
            assert canary not in text, (path, canary)


async def test_every_page_is_whole_french_and_without_inline_script(paths: tuple[Person, list[str]]) -> None:
    lena, every = paths
    for path in every:
        answer = await lena.open(path)
        text = answer.text
        assert text.count("<h1") == 1, path
        assert '<html lang="fr"' in text and "Quitter le site" not in text
        assert not re.search(r"\sstyle=|<script(?![^>]*src=)|\son[a-z]+=", text), path
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), (path, [one for one in ids if ids.count(one) > 1])
        for wanted in re.findall(r'<label for="([^"]+)"', text):
            assert wanted in ids, (path, wanted)
        for english in ("Cases", "Decide", "Waiting", "Overview", "Reason", "posted", "Keys"):
            assert not re.search(rf">\s*{english}\b", text), (path, english)


async def test_a_stranger_is_told_nothing_by_an_error_page(desk: Desk) -> None:
    answer = await desk.stranger().open("/nowhere/at/all")
    assert answer.status_code == 404 and "Sign out" not in answer.text
