"""Impatient fingers, broken keyboards and hostile clients."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import expect

from app.kernel.ids import new_ref
from tests.journeys import steps
from tests.journeys.conftest import NewBrowser
from tests.journeys.house import House, until
from tests.journeys.people import SPACE, add_member
from tests.journeys.raw import Client, client_of, plain
from tests.journeys.texts import URGENT

WORDS = {"en": "Twice the same, by mistake.", "fr": "Deux fois la même chose, par erreur."}
HARMFUL = {
    "NUL": "be\x00fore",
    "bidi": "one \u202e two \u2066 three",
    "zero-width": "fo\u200bur \u2060 fi\ufeffve",
    "10,000 combining marks": "a" + "\u0301" * 9_999,
    "lone surrogate": "half \ud83d pair",
    "lone low surrogate": "half \udc00 pair",
    "tag letters": "plain" + "".join(chr(0xE0000 + ord(letter)) for letter in "hidden"),
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>[x](javascript:alert(1))",
    "only space": " \u00a0\u2003\n\t ",
    "endless word": "ha" * 5_000,
    "controls": "".join(map(chr, range(1, 32))) + "\x7f\x85",
}
UNSEEN = "\x00\u202e\u2066\u200b\u2060\ufeff\ud83d\udc00"


async def test_a_double_click_makes_one_post(house: House, somebody: NewBrowser, lang: str) -> None:
    who = await add_member(house.world, lang)
    page = await somebody(lang)
    await steps.sign_in(page, house, who)
    await page.goto(f"{house.door('board')}/{lang}/spaces/{SPACE[lang]}/new")
    await page.locator("#field-title").fill(WORDS[lang])
    await page.locator("#field-body").fill(WORDS[lang])
    await steps.button(page, who.says("Send")).dblclick()
    await steps.standing_of(page, who)
    await page.goto(f"{house.door('board')}/{lang}/my-posts")
    await expect(page.locator("main article")).to_have_count(1)

    await page.locator("main article a").first.click()
    await page.locator("main a[href*='/threads/']").first.click()
    await page.locator("#compose #field-body").fill(f"{WORDS[lang]} 2")
    await steps.button(page.locator("#compose"), who.says("Send reply")).dblclick()
    await steps.standing_of(page, who)
    await page.goto(f"{house.door('board')}/{lang}/my-posts")
    await expect(page.locator("main article")).to_have_count(2)


async def test_the_same_form_sent_five_times_at_once_makes_one_post(house: House, lang: str) -> None:
    who = await add_member(house.world, lang)
    async with client_of(house, lang) as client:
        await client.sign_in(who)
        form = await client.hidden(f"/spaces/{SPACE[lang]}/new") | {"title": WORDS[lang], "body": WORDS[lang]}
        sent = (client.post(f"/spaces/{SPACE[lang]}/threads", form) for _ in range(5))
        answers = await asyncio.gather(*sent)
        assert {answer.status_code for answer in answers} == {303}
    count = await house.world.fetch(
        f"SELECT count(*)::integer AS n FROM {lang}.post AS p JOIN {lang}.member AS m ON m.id = p.author_id "
        "WHERE m.pseudonym = $1",
        who.pseudonym,
    )
    assert count[0]["n"] == 1


@pytest.mark.parametrize("kind", list(HARMFUL))
async def test_harmful_letters_are_kept_harmlessly_or_refused_with_a_sentence(
    house: House, lang: str, kind: str
) -> None:
    who = await add_member(house.world, lang)
    async with client_of(house, lang) as client:
        await client.sign_in(who)
        path = f"/spaces/{SPACE[lang]}"
        form = {"title": HARMFUL[kind][:200], "body": HARMFUL[kind]}
        answer = await client.send(f"{path}/threads", form, page=f"{path}/new")
        assert answer.status_code in (303, 422), answer.status_code
        for sent in (
            await client.send("/drafts", {"place": f"new:{SPACE[lang]}", "body": HARMFUL[kind]}, page=f"{path}/new"),
            await client.get("/my-posts"),
            await client.get(path),
        ):
            assert sent.status_code < 500
            assert not set(sent.text) & set(UNSEEN)
            assert "<script>alert" not in sent.text
    async with client_of(house, lang) as stranger:
        fields = ("pseudonym", "password", "email", "phone", "postal", "born")
        everywhere = dict.fromkeys(fields, HARMFUL[kind][:1_500])
        assert (await stranger.send("/join", everywhere)).status_code == 422
        assert (await stranger.send("/sign-in", everywhere)).status_code == 422
        assert (await stranger.send("/reset", everywhere)).status_code == 422


async def test_a_body_over_64_kb_is_refused(house: House, lang: str) -> None:
    who = await add_member(house.world, lang)
    async with client_of(house, lang) as client:
        await client.sign_in(who)
        path = f"/spaces/{SPACE[lang]}"
        answer = await client.send(f"{path}/threads", {"title": "a", "body": "b" * 70_000}, page=f"{path}/new")
        assert answer.status_code == 413
        assert who.says("This text is too long to send. Please shorten it.") in plain(answer)
        assert f'lang="{lang}"' in answer.text


async def test_unknown_foreign_and_forbidden_are_the_same_answer(house: House, lang: str) -> None:
    author, reader = await add_member(house.world, lang), await add_member(house.world, lang)
    async with client_of(house, lang) as mine, client_of(house, lang) as theirs:
        await mine.sign_in(author)
        await theirs.sign_in(reader)
        held = await _held_post(mine, author.says("Waiting for a guide"))
        thread = await house.world.fetch(
            f"SELECT t.ref FROM {lang}.thread AS t JOIN {lang}.post AS p ON p.thread_id = t.id WHERE p.ref = $1", held
        )
        forbidden = [f"/posts/{held}", f"/posts/{held}/rule", f"/threads/{thread[0]['ref']}"]
        unknown = [f"/posts/{new_ref()}", f"/posts/{new_ref()}/rule", f"/threads/{new_ref()}", "/threads/x"]
        answers = [await theirs.get(path) for path in (*forbidden, *unknown)]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.content for answer in answers}) == 1
        assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1


async def _held_post(client: Client, waiting: str) -> str:
    lang = client.lang
    path = f"/spaces/{SPACE[lang]}"
    sent = await client.send(f"{path}/threads", {"title": WORDS[lang], "body": URGENT[lang]}, page=f"{path}/new")
    ref = sent.headers["location"].partition("/posts/")[2]

    async def held() -> bool:
        return waiting in plain(await client.get(f"/posts/{ref}"))

    await until(held)
    return ref
