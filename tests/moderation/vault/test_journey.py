from __future__ import annotations

import re

from starlette.applications import Starlette

from tests.moderation.vault.browsing import Browser, browser, signed_in
from tests.moderation.vault.conftest import ADDRESS, FACTS, PEOPLE, Vault

REASON = {"reason": "life_at_risk", "words": "A last message was posted ten minutes ago.", "way": "second"}


async def ask(one: Browser, escalation: str, **other: str) -> str:
    """Asks for an opening and returns its address."""
    page = f"/escalations/{escalation}"
    await one.send(page, f"{page}/openings", **(REASON | other))
    found = re.search(r'action="(/openings/[a-z0-9]+)/closing"', await one.get(page))
    assert found is not None
    return found[1]


async def test_two_seniors_open_one_record_field_by_field(app: Starlette, vault: Vault) -> None:
    escalation = await vault.escalate(await vault.join())
    page = f"/escalations/{escalation.ref}"
    async with signed_in(app, vault, "amelie") as amelie, signed_in(app, vault, "bashir") as bashir:
        assert "Quiet Harbour" in await amelie.get("/")
        opening = await ask(amelie, escalation.ref)
        assert "Ouverture demandée par Amélie" in await bashir.get("/")
        await bashir.send(page, f"{opening}/answer", answer="granted", answer_code=vault.code("bashir"))
        html = await amelie.get(opening)
        assert "Protected details. This is recorded." in html
        assert not any(value in html for value in FACTS.values())
        await amelie.send(opening, f"{opening}/keys", passphrase=PEOPLE[0].passphrase)
        for field, value in (("phone", FACTS["phone"]), ("postal_code", "K1A 0B1"), ("addresses", ADDRESS)):
            answer = await amelie.send(opening, f"{opening}/disclosures", 200, detail=field)
            assert value.replace("+", "&#43;") in answer.text or value in answer.text
            assert answer.headers["cache-control"] == "no-store"
            assert value not in await amelie.get(opening)
        await amelie.send(opening, f"{opening}/closing", outcome="help_sent", closing_words="Handed over to 9-1-1.")
        assert "Handed over to 9-1-1." in await bashir.get(page)
        ledger = await amelie.get("/ledger")
        assert "One detail was shown" in ledger
        assert FACTS["phone"] not in ledger
    ref = opening.rpartition("/")[2]
    assert [row["code"] for row in await vault.log("field_shown", ref)] == ["phone", "postal_code", "addresses"]
    rows = await vault.world.fetch("SELECT status FROM shared.escalation WHERE ref = $1", escalation.ref)
    assert rows == [{"status": "closed"}]


async def test_with_no_time_one_senior_opens_alone_and_another_reviews(app: Starlette, vault: Vault) -> None:
    escalation = await vault.escalate(await vault.join())
    page = f"/escalations/{escalation.ref}"
    async with signed_in(app, vault, "amelie") as amelie, signed_in(app, vault, "chen") as chen:
        answer = await amelie.send(
            page, f"{page}/openings", **(REASON | {"way": "no_time", "code": vault.code("amelie")})
        )
        opening = answer.headers["location"]
        await amelie.send(opening, f"{opening}/keys", passphrase=PEOPLE[0].passphrase)
        shown = await amelie.send(opening, f"{opening}/disclosures", 200, detail="email")
        assert FACTS["email"] in shown.text
        assert "Review due" in await chen.get("/")
        await amelie.get(f"{opening}/review", 404)
        review = f"{opening}/review"
        empty = await chen.send(review, review, 422, finding="fitting", review_words="ok")
        assert "at least 20 characters" in empty.text
        await chen.send(review, review, finding="fitting", review_words="Read the case again; nothing less would do.")
        await amelie.send(opening, f"{opening}/closing", outcome="reached", closing_words="Spoke by telephone.")
    queued = await vault.world.fetch(
        "SELECT key FROM shared.outbox WHERE key LIKE $1", f"vault:{opening.rpartition('/')[2]}:%"
    )
    assert len(queued) == len(PEOPLE)


async def test_the_requester_cannot_answer_and_a_stranger_sees_nothing(app: Starlette, vault: Vault) -> None:
    escalation = await vault.escalate(await vault.join())
    page = f"/escalations/{escalation.ref}"
    async with signed_in(app, vault, "amelie") as amelie, signed_in(app, vault, "chen") as chen:
        opening = await ask(amelie, escalation.ref)
        html = await amelie.get(page)
        assert f"{opening}/answer" not in html
        own = {"answer": "granted", "answer_code": vault.code("amelie")}
        await amelie.post(f"{opening}/answer", html, 404, **own)
        await chen.get(opening, 404)
        await chen.post(f"{opening}/keys", await chen.get("/"), 404, passphrase=PEOPLE[2].passphrase)
        await chen.post(f"{opening}/disclosures", await chen.get("/"), 404, detail="phone")
        async with browser(app) as stranger:
            assert (await stranger.client.get(page)).headers["location"] == "/sign-in"
            await stranger.post(f"{opening}/answer", await stranger.get("/sign-in"), 404, **own)
        await amelie.send(page, f"{opening}/closing", closing_words="No longer needed.")
        assert "Waiting for a senior" in await chen.get("/")


async def test_a_detail_is_shown_once_and_only_after_the_passphrase(app: Starlette, vault: Vault) -> None:
    escalation = await vault.escalate(await vault.join())
    async with signed_in(app, vault, "amelie") as amelie, signed_in(app, vault, "bashir") as bashir:
        opening = await ask(amelie, escalation.ref)
        page = f"/escalations/{escalation.ref}"
        await bashir.send(page, f"{opening}/answer", answer="granted", answer_code=vault.code("bashir"))
        locked = await amelie.post(f"{opening}/disclosures", await amelie.get(opening), detail="phone")
        assert locked.headers["location"] == opening
        wrong = await amelie.send(opening, f"{opening}/keys", 422, passphrase="not at all these words")
        assert "This passphrase does not fit." in wrong.text
        await amelie.send(opening, f"{opening}/keys", passphrase=PEOPLE[0].passphrase)
        first = await amelie.send(opening, f"{opening}/disclosures", 200, detail="email")
        again = await amelie.post(f"{opening}/disclosures", first.text, 409, detail="email")
        assert FACTS["email"] in first.text
        assert FACTS["email"] not in again.text
        assert opening.rpartition("/")[2] in app.state.holder._held
        await amelie.post("/sign-out", first.text)
        assert opening.rpartition("/")[2] not in app.state.holder._held
    async with signed_in(app, vault, "amelie") as later:
        answer = await later.post(f"{opening}/disclosures", await later.get("/"), detail="phone")
        assert answer.headers["location"] == opening
    assert len(await vault.log("field_shown", opening.rpartition("/")[2])) == 1


async def test_htmx_gets_the_one_detail_alone(app: Starlette, vault: Vault) -> None:
    escalation = await vault.escalate(await vault.join())
    page = f"/escalations/{escalation.ref}"
    async with signed_in(app, vault, "chen") as chen:
        solo = REASON | {"way": "no_time", "code": vault.code("chen")}
        opening = (await chen.send(page, f"{page}/openings", **solo)).headers["location"]
        await chen.send(opening, f"{opening}/keys", passphrase=PEOPLE[2].passphrase)
        chen.client.headers["HX-Request"] = "true"
        answer = await chen.post(f"{opening}/disclosures", await chen.get(opening), 200, detail="birth_date")
    assert FACTS["dob"] in answer.text
    assert "<html" not in answer.text


async def test_a_request_without_reason_or_time_keeps_what_was_typed(app: Starlette, vault: Vault) -> None:
    escalation = await vault.escalate(await vault.join("fr"), "fr")
    page = f"/escalations/{escalation.ref}"
    async with signed_in(app, vault, "bashir") as bashir:
        answer = await bashir.send(page, f"{page}/openings", 422, words="trop court", way="no_time")
        assert "trop court" in answer.text
        assert "Erreur\N{NO-BREAK SPACE}:" in answer.text
        solo = {"reason": "member_asked", "words": "Une raison assez longue pour compter.", "way": "no_time"}
        await bashir.send(page, f"{page}/openings", 422, **solo, code="000000")
        await bashir.send(page, f"{page}/openings", 422, **(solo | {"reason": "life_at_risk"}), code="000000")
        await bashir.send(page, f"{page}/aside", aside_words="La personne a répondu.")
        assert "sans rien ouvrir" in await bashir.get(page)
    assert await vault.log("opening_asked", escalation.ref) == []


async def test_password_alone_or_an_old_code_signs_nobody_in(app: Starlette, vault: Vault) -> None:
    code = vault.code("chen")
    right = {"login": "chen", "password": PEOPLE[2].password, "code": code}
    async with browser(app) as one:
        pages = [
            (await one.send("/sign-in", "/sign-in", 422, **(right | change))).text
            for change in ({"password": "another password"}, {"code": "000000"}, {"login": "nobody"})
        ]
        assert all("The name, the password or the code is not right." in page for page in pages)
        assert all(PEOPLE[2].password not in page for page in pages)
        await one.send("/sign-in", "/sign-in", **right)
    async with browser(app) as two:
        await two.send("/sign-in", "/sign-in", 422, **right)
        french = await two.get("/sign-in?lang=fr")
        assert 'lang="fr"' in french
