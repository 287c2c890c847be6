"""Numbers and agreement over HTTP: for leads, side by side, about nobody."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET

import httpx
import pytest

from moderation.desk.quality import comparing, numbers
from tests.moderation.desk.house import Desk, plain
from tests.moderation.factories import Board
from tests.moderation.quality.arranging import Past, noon

PAGES = ("/en/numbers", "/en/quality/agreement")


@pytest.fixture
async def past(desk: Desk) -> Past:
    """Eleven cases of Erin about one phrase, each read again by Sasha."""
    made = Past(world=desk.world, board=await Board.made(desk.world))
    if not await desk.world.fetch("SELECT 1 FROM en.second_reading"):
        erin, sasha = await made.board.guide("Erin"), await made.board.guide("Sasha")
        author = await made.board.member("slow-tide")
        for place in range(11):
            post = await made.post(
                author, at=noon(2), urgency="high", categories=("suicide",), phrases=(("night_words_3", "suicide"),)
            )
            act = "decline" if place < 4 else "keep"
            case = await made.case(post, opened=noon(2), minutes=12, held=3, by=erin, act=act)
            await made.read(post, by=sasha, urgency="high", categories=("suicide",), case=case)
    return made


def lines(answer: httpx.Response) -> list[list[str]]:
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["cache-control"] == "no-store"
    return list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))


async def test_a_lead_of_both_sees_both_communities_side_by_side(desk: Desk, past: Past) -> None:
    lena = await desk.person("Lena", "lead", languages=("en", "fr"))
    shown = await lena.open("/en/numbers")
    assert shown.status_code == 200
    assert "Soon 11 3 3 12 12 0" in plain(shown)
    assert "Français · Nothing to count in these days." in plain(shown)
    one = await desk.person("Robin", "lead")
    assert "Français" not in plain(await one.open("/en/numbers"))
    assert (await one.open("/fr/numbers")).status_code == 404


async def test_each_picture_is_sound_has_a_title_and_a_table_beside_it(desk: Desk, past: Past) -> None:
    lena = await desk.person("Lena", "lead", languages=("en", "fr"), lang="fr")
    shown = (await lena.open("/en/numbers")).text
    pictures = [
        '<svg class="chart"' + part.partition("</svg>")[0] + "</svg>" for part in shown.split('<svg class="chart"')[1:]
    ]
    assert len(pictures) >= 3
    for picture in pictures:
        tree = ET.fromstring(picture)
        title = tree.find("title")
        assert title is not None and title.text and tree.get("aria-labelledby") == title.get("id")
        assert len({rect.get("fill") for rect in tree.findall("rect")}) <= 2  # solid and hatched, never colour alone
    assert shown.count("<table>") >= len(pictures)
    assert "Attentes" in shown and "Maintenant" not in plain(httpx.Response(200, text=pictures[0]))


@pytest.mark.parametrize("code", list(numbers.SUBJECTS))
async def test_every_subject_has_its_csv(desk: Desk, past: Past, code: str) -> None:
    lena = await desk.person("Lena", "lead", languages=("en", "fr"))
    found = lines(await lena.open(f"/en/numbers/{code}.csv?days=7"))
    assert found[0][0] == "Community" and len({len(line) for line in found}) == 1
    assert any(line[0] == "English" for line in found[1:])


@pytest.mark.parametrize("code", list(comparing.SUBJECTS))
async def test_every_comparison_has_its_csv(desk: Desk, past: Past, code: str) -> None:
    lena = await desk.person("Lena", "lead")
    assert any("11" in line for line in lines(await lena.open(f"/en/quality/agreement/{code}.csv")))


async def test_agreement_by_phrase_and_decision(desk: Desk, past: Past) -> None:
    lena = await desk.person("Lena", "lead")
    shown = plain(await lena.open("/en/quality/agreement?days=30"))
    assert "night_words_3 11 100 too few" in shown  # only one answer was ever given: no kappa
    assert "All together 11 64 0" in shown  # 7 of 11 left alone by both; by chance just as many
    assert "Texts in which nothing was found 0 too few too few" in shown


@pytest.mark.parametrize("path", PAGES)
async def test_nobody_of_the_staff_is_named(desk: Desk, past: Past, path: str) -> None:
    lena = await desk.person("Lena", "lead")
    shown = await lena.open(path)
    main = shown.text.partition("<main")[2].partition("</main>")[0]
    staff = await desk.world.fetch("SELECT name, ref FROM shared.staff")
    assert {"Erin", "Sasha"} <= {str(row["name"]) for row in staff}
    assert [row for row in staff if str(row["name"]) in main or str(row["ref"]) in main] == []


@pytest.mark.parametrize("role", ["guide", "admin", "partner", "auditor"])
async def test_numbers_are_for_leads(desk: Desk, past: Past, role: str) -> None:
    paul = await desk.person("Paul", role)
    for path in (*PAGES, "/en/numbers/waits.csv", "/en/quality/agreement/phrases.csv"):
        assert (await paul.open(path)).status_code == 404, path


async def test_an_unknown_subject_is_no_page_and_an_odd_span_is_the_usual_one(desk: Desk, past: Past) -> None:
    lena = await desk.person("Lena", "lead")
    assert (await lena.open("/en/numbers/people.csv")).status_code == 404
    assert (await lena.open("/en/quality/agreement/people.csv")).status_code == 404
    shown = await lena.open("/en/numbers?days=100000")
    assert shown.status_code == 200 and '?days=30" aria-current="page"' in shown.text
