"""The pages on which leads and admins edit what the house says, and guides pick an answer."""

from __future__ import annotations

import pytest

from moderation.handbook.shipped import shipped_answers
from tests.moderation.desk.house import Desk, plain
from tests.moderation.factories import GOODBYE

RULE = {
    "code": "rest",
    "title_en": "Rest when you need to.",
    "words_en": "Nobody counts how often you come.",
    "title_fr": "Prenez le temps qu'il faut.",
    "words_fr": "Personne ne compte vos visites.",
    "position": "5",
    "note": "Agreed on Monday.",
}
PLACE = RULE | {"code": "shelter", "phone": "1-800-555-0142", "region": "mb", "boxes": "housing"}
ANSWERS = {one.code: one for one in shipped_answers()}


@pytest.mark.parametrize("role", ["lead", "admin"])
async def test_leads_and_admins_add_preview_change_and_take_away_a_rule(desk: Desk, role: str) -> None:
    ana = await desk.person("Ana", role, languages=("en", "fr"))
    new, code = "/handbook/rules/new", f"rest_{role}"
    seen = await ana.send(f"{new}/previews", RULE | {"code": code, "note": ""}, page=new)
    assert seen.status_code == 200 and plain(seen).count("As members read it") == 2
    added = await ana.send(f"{new}/versions", RULE | {"code": code}, page=new)
    assert (added.status_code, added.headers["location"]) == (303, "/handbook/rules?done=shown")
    assert "Rest when you need to." in plain(await ana.open("/handbook/rules?done=shown"))
    page = f"/handbook/rules/{code}"
    changed = await ana.send(f"{page}/versions", RULE | {"words_en": "Come and go."}, page=page)
    assert changed.status_code == 303
    assert "Version 2 Ana" in plain(await ana.open(page))
    first = await ana.open(f"{page}?from=1")
    assert "Nobody counts how often you come.</textarea>" in first.text and 'name="seen" value="2"' in first.text
    gone = await ana.send(f"{page}/retirements", {"note": ""}, page=page)
    assert gone.status_code == 422 and "Please say in a few words why." in plain(gone)
    gone = await ana.send(f"{page}/retirements", {"note": "Not needed."}, page=page)
    assert gone.status_code == 303
    assert "Taken away" in plain(await ana.open("/handbook/rules"))
    twice = await ana.send(f"{new}/versions", RULE | {"code": code}, page=new)
    assert twice.status_code == 422 and "There is an entry of this code already." in plain(twice)


async def test_a_missing_language_is_refused_with_its_sentence_and_what_was_typed_is_kept(desk: Desk) -> None:
    lena, new = await desk.person("Lena", "lead"), "/handbook/answers/new"
    wish = RULE | {"words_fr": "", "boxes": "write", "words_en": "My own long words."}
    answer = await lena.send(f"{new}/versions", wish, page=new)
    assert answer.status_code == 422
    assert "Nothing is published with a language missing" in plain(answer)
    assert 'href="#field-words_fr"' in answer.text and "My own long words.</textarea>" in answer.text
    assert 'value="write" checked' in answer.text
    assert await desk.world.fetch("SELECT id FROM shared.handbook_version WHERE code = 'rest'") == []
    bare = await lena.send(f"{new}/versions", RULE, page=new)
    assert bare.status_code == 422 and "Please choose at least one act" in plain(bare)


async def test_a_stale_form_is_told_and_kept(desk: Desk) -> None:
    lena, page = await desk.person("Lena", "lead"), "/handbook/rules/tell"
    old = {"csrf": (await lena.open(page)).text.partition('name="csrf" value="')[2].partition('"')[0], "seen": "0"}
    assert (await lena.send(f"{page}/versions", RULE, page=page)).status_code == 303
    late = await lena.post(f"{page}/versions", RULE | old | {"words_en": "Too late."})
    assert late.status_code == 409 and "Too late.</textarea>" in late.text


async def test_places_that_nobody_checked_are_marked_and_counted(desk: Desk) -> None:
    lena = await desk.person("Lena", "lead", lang="fr")
    counted = plain(await lena.open("/handbook"))
    assert "à vérifier : personne ne l'a fait depuis 180 jours" in counted.replace("\u00a0", " ")
    page = "/handbook/places/line_ca_18002687708"
    shown = await lena.open(page)
    assert 'value="1-800-268-7708"' in shown.text
    fixed = plain(await lena.open("/handbook/places/line_ca_988"))
    assert "textes de sécurité" in fixed and "Enregistrer" not in fixed
    crafted = await lena.send("/handbook/places/line_ca_988/versions", PLACE, page=page)
    assert crafted.status_code == 422
    wish = PLACE | {"checked": "yes"}
    assert (await lena.send("/handbook/places/new/versions", wish, page="/handbook/places/new")).status_code == 303
    (row,) = await desk.world.fetch("SELECT checked_on, facts FROM shared.handbook_version WHERE code = 'shelter'")
    assert row["checked_on"] is not None
    assert "Lena" in plain(await lena.open("/handbook/places"))


@pytest.mark.parametrize("role", ["guide", "auditor", "partner"])
async def test_for_everybody_else_the_handbook_does_not_exist(desk: Desk, role: str) -> None:
    someone = await desk.person("Paul", role, languages=("en", "fr"))
    for path in ("/handbook", "/handbook/rules", "/handbook/places/new", "/handbook/answers/detail_out"):
        assert (await someone.open(path)).status_code == 404, path
    for path in ("versions", "previews", "retirements"):
        sent = await someone.send(f"/handbook/rules/kind/{path}", RULE | {"seen": "0"}, page="/")
        assert sent.status_code == 404, path
    assert "/handbook" not in (await someone.open("/")).text


async def test_what_is_no_part_of_the_handbook_is_not_there(desk: Desk) -> None:
    ana = await desk.person("Ana", "admin", languages=("en", "fr"))
    for path in ("/handbook/other", "/handbook/rules/nothing", "/handbook/places/kind", "/en/policy"):
        assert (await ana.open(path)).status_code == 404, path


async def test_a_guide_begins_with_an_answer_without_script_and_may_change_it(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    maya = await desk.person("Maya", lang="fr")
    page = f"/en/cases/{case}"
    shown = plain(await maya.open(page))
    assert ANSWERS["checking_in"].said("fr").title in shown
    filled = await maya.send(f"{page}/words", {"template": "checking_in", "act": "write"}, page=page)
    words = ANSWERS["checking_in"].said("en").words
    assert filled.status_code == 200 and words.splitlines()[0] in plain(filled)
    assert plain(filled).count(words.splitlines()[0]) == 2, "in the field, and as its author will read it"
    other = await maya.send(f"{page}/words", {"template": "posted_thanks", "words": words}, page=page)
    assert words.splitlines()[0] not in plain(other), "the answer picked before makes room"
    own = await maya.send(f"{page}/words", {"template": "posted_thanks", "words": "Hello."}, page=page)
    assert "Hello.\n\nThank you for waiting." in own.text
    none = await maya.send(f"{page}/words", {"template": "nothing", "words": "Hello."}, page=page)
    assert "Hello.</textarea>" in none.text
    assert await desk.world.fetch("SELECT id FROM en.decision") == []


async def test_with_script_only_the_field_is_sent(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    maya = await desk.person("Maya")
    page = f"/en/cases/{case}"
    part = await maya.send(f"{page}/words", {"template": "posted_thanks"}, page=page, HX_Request="true")
    assert part.text.startswith("<textarea") and 'id="field-words"' in part.text and 'lang="en"' in part.text
    assert 'id="preview"' in part.text and "Thank you for waiting." in part.text and "<html" not in part.text
