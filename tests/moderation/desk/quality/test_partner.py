"""The partner's door: one page of counts, and nothing else."""

from __future__ import annotations

import csv
import io
import re

import pytest

from moderation.desk.access import Permission
from moderation.desk.routes import ROUTES
from moderation.quality.freezing import THEMES
from tests.moderation.desk.house import Desk, bare, hidden, plain

PATHS = {"community": "en", "ref": "abcdefghjkmnpq", "place": "body-1", "subject": "waits"}
OWN = {Permission.SIGN_IN, Permission.ENTER, Permission.SEE_PARTNER_PAGE, Permission.CHANGE_OWN_ACCOUNT}

MONTH = """
INSERT INTO shared.partner_month (community, month, registered, active, posts, wait)
VALUES ('en', '2026-08-01', 25, 15, 120, 'two_hours'), ('fr', '2026-08-01', NULL, 10, 40, NULL),
    ('en', '2026-07-01', 20, NULL, 80, 'half_hour'), ('fr', '2026-07-01', 10, NULL, 30, NULL)
ON CONFLICT DO NOTHING
"""
THEME = """
INSERT INTO shared.partner_theme (community, month, theme, posts)
SELECT m.community, m.month, t.theme, CASE WHEN t.theme = 'substance' AND m.community = 'en' THEN 35 END
FROM shared.partner_month AS m, unnest($1::text[]) AS t (theme)
ON CONFLICT DO NOTHING
"""


@pytest.fixture(autouse=True)
async def _published(desk: Desk) -> None:
    await desk.world.execute(MONTH)
    await desk.world.execute(THEME, list(THEMES))


async def test_a_partner_reads_whole_months_and_no_small_number(desk: Desk) -> None:
    paul = await desk.person("Paul", "partner")
    shown = plain(await paul.open("/partner"))
    assert "August 2026 English 25 15 120 half an hour to 2 hours" in shown
    assert "August 2026 Français fewer than 10 10 40 too few to say" in shown
    # A sum stands only where all its parts do: texts, and not new members.
    assert "August 2026 All languages not given 25 160" in shown
    assert "July 2026 All languages 30 not given 110" in shown
    assert "Alcohol or drugs 35 35" in shown
    assert shown.index("Month by month") < shown.index("Texts sent, month by month")  # table first, picture second


async def test_two_prints_are_equal(desk: Desk) -> None:
    paul = await desk.person("Paul", "partner")
    first, page = await paul.open("/partner.csv"), bare(await paul.open("/partner"))
    await desk.write(await desk.member("slow-tide"), "A text of today, which no month has yet.")
    assert (await paul.open("/partner.csv")).content == first.content
    assert bare(await paul.open("/partner")) == page
    rows = list(csv.reader(io.StringIO(first.text.removeprefix("\ufeff"))))
    assert rows[0] == ["Month", "Language", "What", "How many"]
    assert ["August 2026", "Français", "New members", "fewer than 10"] in rows
    assert first.headers["cache-control"] == "no-store"
    # Every number of the file is a printed one.
    assert all(int(row[3]) >= 10 and int(row[3]) % 5 == 0 for row in rows if re.fullmatch(r"\d+", row[3]))


async def test_a_partner_reads_it_in_french(desk: Desk) -> None:
    paul = await desk.person("Paul", "partner", lang="fr")
    shown = plain(await paul.open("/partner"))
    assert "août 2026 Français moins de 10 10 40 trop peu pour le dire" in shown


async def test_the_first_page_leads_a_partner_there_and_nowhere_else(desk: Desk) -> None:
    paul = await desk.person("Paul", "partner", languages=("en", "fr"))
    home = await paul.open("/")
    assert 'href="/partner"' in home.text
    links = set(re.findall(r'href="(/[^"]*)"', home.text)) - {"/"}
    assert {link for link in links if re.match(r"/(en|fr|staff|audit|shift|handbook|lab)", link)} == set()


def _reachable() -> list[tuple[str, str]]:
    found = []
    for route in ROUTES:
        rule = route.endpoint.rule  # type: ignore[attr-defined]
        if rule.needs not in OWN:
            # A parameter that this test does not know yet is as good as any reference.
            path = re.sub(r"\{(\w+)(:\w+)?\}", lambda match: PATHS.get(match[1], "abcdefghjkmnpq"), rule.path)
            found.append((rule.verb, path))
    return found


async def test_every_other_address_does_not_exist_for_a_partner(desk: Desk) -> None:
    paul = await desk.person("Paul", "partner", languages=("en", "fr"))
    form = hidden(await paul.open("/"))
    assert len(_reachable()) >= 25
    for verb, path in _reachable():
        answer = await (paul.open(path) if verb == "GET" else paul.post(path, form))
        assert answer.status_code == 404, (verb, path, answer.status_code)


@pytest.mark.parametrize(("role", "status"), [("lead", 200), ("admin", 200), ("guide", 404), ("auditor", 404)])
async def test_who_else_reads_it(desk: Desk, role: str, status: int) -> None:
    one = await desk.person("Robin", role)
    assert (await one.open("/partner")).status_code == status
    assert (await one.open("/partner.csv")).status_code == status


async def test_a_stranger_is_asked_to_sign_in(desk: Desk) -> None:
    assert (await desk.stranger().open("/partner")).headers["location"].startswith("/sign-in")
