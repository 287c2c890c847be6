"""Two communities under one roof, and no door between them."""

from __future__ import annotations

from tests.journeys.house import House
from tests.journeys.people import SPACE, add_member
from tests.journeys.raw import client_of

WORDS = {"en": "Only for this side.", "fr": "Seulement de ce côté."}


async def test_a_member_of_one_community_does_not_see_the_other(house: House, lang: str) -> None:
    other = "fr" if lang == "en" else "en"
    who, neighbour = await add_member(house.world, lang), await add_member(house.world, other)
    async with client_of(house, other) as there, client_of(house, lang) as here:
        await there.sign_in(neighbour)
        path = f"/spaces/{SPACE[other]}"
        form = {"title": WORDS[other], "body": WORDS[other]}
        sent = await there.send(f"{path}/threads", form, page=f"{path}/new")
        rows = await house.world.fetch(
            f"SELECT p.ref, t.ref AS thread FROM {other}.post AS p JOIN {other}.thread AS t ON t.id = p.thread_id "
            f"JOIN {other}.member AS m ON m.id = p.author_id WHERE m.pseudonym = $1",
            neighbour.pseudonym,
        )
        assert sent.status_code == 303
        refs = [f"/threads/{rows[0]['thread']}", f"/posts/{rows[0]['ref']}", path]

        await here.sign_in(who)
        for ref in (*refs, "/home", "/my-posts", "/topics", "/me", "/notices"):
            foreign = await here.get(ref, lang=other)
            assert (foreign.status_code, foreign.headers["location"]) == (303, f"/{other}/sign-in")
        for ref in refs:
            assert (await here.get(ref)).status_code == 404


async def test_a_cookie_under_the_other_communitys_name_opens_nothing(house: House, lang: str) -> None:
    other = "fr" if lang == "en" else "en"
    who = await add_member(house.world, lang)
    async with client_of(house, lang) as client:
        await client.sign_in(who)
        names = [name for name in client.http.cookies if name.endswith(lang)]
        assert names
        for name in names:
            token = client.http.cookies[name]
            headers = {"Cookie": f"{name.removesuffix(lang)}{other}={token}"}
            answer = await client.http.get(f"/{other}/home", headers=headers)
            assert (answer.status_code, answer.headers["location"]) == (303, f"/{other}/sign-in")


async def test_a_name_of_one_community_signs_nobody_in_at_the_other(house: House, lang: str) -> None:
    other = "fr" if lang == "en" else "en"
    who = await add_member(house.world, lang)
    async with client_of(house, other) as client:
        answer = await client.send("/sign-in", {"pseudonym": who.pseudonym, "password": "marmot velvet spoon tide"})
        assert answer.status_code == 422
