from __future__ import annotations

import pytest

from moderation.screening import Kind, Screener

# (language, text, what is cut out and as which kind)
MASKED = [
    ("en", "write me at joe.blow@example.org please", Kind.EMAIL, "joe.blow@example.org"),
    ("en", "joe dot blow at example dot org", Kind.EMAIL, "joe dot blow at example dot org"),
    ("fr", "écris à nom arobase exemple point ca", Kind.EMAIL, "nom arobase exemple point ca"),
    ("en", "name [at] example [dot] com", Kind.EMAIL, "name [at] example [dot] com"),
    ("en", "call 613-555-0142 tonight", Kind.PHONE, "613-555-0142"),
    ("en", "call (613) 555 0142", Kind.PHONE, "(613) 555 0142"),
    ("en", "6 1 3 5 5 5 0 1 4 2", Kind.PHONE, "6 1 3 5 5 5 0 1 4 2"),
    ("en", "６１３-５５５-０１４２ is mine", Kind.PHONE, "６１３-５５５-０１４２"),
    ("en", "six one three five five five oh one four two", Kind.PHONE, "six one three five five five oh one four two"),
    ("fr", "mon cell: 418.555.0133", Kind.PHONE, "418.555.0133"),
    ("en", "near K1A 0B1", Kind.POSTAL_CODE, "K1A 0B1"),
    ("fr", "g0a4v0", Kind.POSTAL_CODE, "g0a4v0"),
    ("en", "see https://example.org/a?b=c now", Kind.URL, "https://example.org/a?b=c"),
    ("en", "it is on example dot com", Kind.URL, "example dot com"),
    ("en", "I'm @river_rat there", Kind.HANDLE, "@river_rat"),
    ("fr", "mon insta: riviere.calme22", Kind.HANDLE, "riviere.calme22"),
    ("en", "my SIN is 046 454 286", Kind.ID_NUMBER, "046 454 286"),
    ("en", "service number K12 345 678", Kind.ID_NUMBER, "K12 345 678"),
    ("fr", "TREM 8403 1212", Kind.ID_NUMBER, "TREM 8403 1212"),
    ("en", "DOB 1984-03-12", Kind.DATE_OF_BIRTH, "1984-03-12"),
    ("fr", "je suis née le 12 mars 1984", Kind.DATE_OF_BIRTH, "12 mars 1984"),
    ("en", "I live at 123 Maple Street", Kind.ADDRESS, "123 Maple Street"),
    ("fr", "au 45 rue des Érables", Kind.ADDRESS, "45 rue des Érables"),
    ("en", "Sgt Bilodeau laughed", Kind.PERSON, "Bilodeau"),
    ("en", "my name is Kanerahtens", Kind.PERSON, "Kanerahtens"),
    ("fr", "ma sœur Clémence m'a crue", Kind.PERSON, "Clémence"),
    ("en", "then Harpreet Gill called", Kind.PERSON, "Harpreet Gill"),
    ("en", "my sister Grace came", Kind.PERSON, "Grace"),
    ("fr", "le sergent Jean-François Tremblay", Kind.PERSON, "Jean-François Tremblay"),
    ("en", "posted to petawawa", Kind.LOCATION, "petawawa"),
    ("fr", "à trois-rivieres", Kind.LOCATION, "trois-rivieres"),
    ("en", "when I was in Alert", Kind.LOCATION, "Alert"),
    ("en", "at CFB Petawawa", Kind.ORG_UNIT, "CFB Petawawa"),
    ("fr", "à la BFC Bagotville", Kind.ORG_UNIT, "BFC Bagotville"),
    ("fr", "sur le NCSM Montréal", Kind.ORG_UNIT, "NCSM Montréal"),
    ("en", "I was with 2 PPCLI", Kind.ORG_UNIT, "2 PPCLI"),
    ("fr", "à la 3e Escadre", Kind.ORG_UNIT, "3e Escadre"),
    ("en", "Maplewood High School", Kind.ORG_UNIT, "Maplewood High School"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "kind", "letters"), MASKED)
def test_a_personal_detail_is_cut_out_whole(lang: str, text: str, kind: Kind, letters: str) -> None:
    verdict = Screener.load(lang).screen(text)
    assert (kind, letters) in verdict.cutouts
    assert letters not in verdict.masked


KEPT = [
    ("en", "Call or text 9-8-8, or 988, or 911, 811, 211"),
    ("en", "The line is 1-844-750-1648, day and night"),
    ("en", "(1 800 268-7708) or 1.800.268.7708"),
    ("fr", "Le 1 844 750-1648 répond en français, le 9-8-8 aussi"),
    ("fr", "1 866 APPELLE"),
    ("en", "See veterans.gc.ca or canada.ca/en/forms"),
    ("en", "VAC, the CAF, DND, the RCMP and the Legion all wrote back"),
    ("fr", "ACC, les FAC, le MDN, la GRC et la Légion ont répondu"),
    ("en", "We came back from Afghanistan to Canada, then Ontario and New Brunswick"),
    ("fr", "Du Québec à la Nouvelle-Écosse, puis en Lettonie"),
    ("en", "I will hope for grace in May, mark my words"),
    ("fr", "Pierre par pierre, on avance, c'est clément aujourd'hui, la rose est belle"),
    ("en", "I scored 18 on the PHQ-9 and take 50 mg at 22:30"),
    ("en", "Twenty minute drive, 20 years of service, 2019-2021"),
    ("en", "The sergeant and the captain laughed. My sister too."),
    ("en", "I had Tim Hortons with my Toyota parked outside"),
    ("en", "I am Tired and this is Harder than I thought"),
    ("fr", "Je suis Désolée pour ça. Merci Beaucoup."),
    ("fr", "Mon sergent pis mon capitaine riaient. Ma sœur aussi."),
]


@pytest.mark.parametrize(("lang", "text"), KEPT)
def test_what_helps_or_points_to_nobody_is_never_masked(lang: str, text: str) -> None:
    verdict = Screener.load(lang).screen(text)
    assert verdict.cutouts == ()
    assert verdict.masked == text


def test_a_doubtful_find_is_flagged_and_not_masked() -> None:
    verdict = Screener.load("en").screen("so Tremblay then")
    assert [(r.kind, r.sure) for r in verdict.redactions] == [(Kind.PERSON, False)]
    assert verdict.masked == "so Tremblay then"


@pytest.mark.parametrize("name", ["Lichen", "Quiet Lantern", "Silver Moose", "Amber Thistle", "Doux Huard", "Libre"])
def test_a_chosen_name_of_everyday_words_is_nobody_s_name(name: str) -> None:
    assert not any(r.kind is Kind.PERSON for lang in ("en", "fr") for r in Screener.load(lang).screen(name).redactions)


@pytest.mark.parametrize("name", ["Beatrix", "Denise", "Jean Tremblay", "kayla", "Rose Gagnon"])
def test_a_given_name_alone_is_a_person_s(name: str) -> None:
    assert any(r.kind is Kind.PERSON and r.sure for r in Screener.load("en").screen(name).redactions)


def test_an_unknown_word_that_is_the_whole_text_is_at_most_flagged() -> None:
    assert [r.sure for r in Screener.load("en").screen("Zorvath").redactions] == [False]


def test_an_unlisted_name_after_a_rank_in_an_all_capitals_text_is_flagged() -> None:
    verdict = Screener.load("en").screen("SGT BILODEAUX LAUGHED")
    assert [(r.start, r.end, r.sure) for r in verdict.redactions] == [(4, 13, False)]


def test_a_name_once_found_is_masked_wherever_it_returns() -> None:
    verdict = Screener.load("en").screen("Sgt Bilodeau came. Then bilodeau left.")
    assert verdict.masked == "Sgt [name removed] came. Then [name removed] left."


def test_a_name_found_in_the_body_is_masked_in_the_title() -> None:
    post = Screener.load("en").screen_post("about bilodeau", "My sergeant is Sgt Bilodeau.")
    assert post.title.masked == "about [name removed]"
    assert post.body.masked == "My sergeant is Sgt [name removed]."


def test_placeholders_speak_the_community_language_and_know_their_place() -> None:
    verdict = Screener.load("fr").screen("Appelle-moi au 613-555-0142 ou à nom@example.org.")
    assert verdict.masked == "Appelle-moi au [numéro de téléphone retiré] ou à [adresse courriel retirée]."
    placed = [verdict.masked[start:end] for start, end, _ in verdict.spans_in_masked]
    assert placed == ["[numéro de téléphone retiré]", "[adresse courriel retirée]"]
    assert [letters for _, letters in verdict.cutouts] == ["613-555-0142", "nom@example.org"]


def test_the_sentence_after_a_number_said_aloud_is_not_part_of_it() -> None:
    verdict = Screener.load("fr").screen("Pour lui : deux six trois, cinq cinq cinq, zéro un quarante-deux. Il écoute.")
    assert verdict.cutouts == ((Kind.PHONE, "deux six trois, cinq cinq cinq, zéro un quarante-deux"),)


def test_a_nine_digit_number_without_a_valid_check_digit_is_only_flagged() -> None:
    verdict = Screener.load("en").screen("part 123 456 789 in stock")
    assert [(r.kind, r.sure) for r in verdict.redactions] == [(Kind.ID_NUMBER, False)]
