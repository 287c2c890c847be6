"""What members and guides saw go wrong once: wrong masks, false alarms, misses. Each stays fixed."""

from __future__ import annotations

import pytest

from moderation.screening import Kind, Screener, Urgency

from .everyday import EVERYDAY

MASKED_WHOLE = [
    ("fr", "On a roulé jusqu'à Baie-Saint-Paul hier.", Kind.LOCATION, "Baie-Saint-Paul"),
    ("fr", "Elle vient de Saint-Cyrille-de-Wendover.", Kind.LOCATION, "Saint-Cyrille-de-Wendover"),
    ("fr", "le chalet à Lac-aux-Sables", Kind.LOCATION, "Lac-aux-Sables"),
    ("fr", "Ma grand-mère, à Uashat, disait", Kind.LOCATION, "Uashat"),
    ("fr", "l'église à Senneterre", Kind.LOCATION, "Senneterre"),
    ("fr", "les pommes de Rougemont", Kind.LOCATION, "Rougemont"),
    ("en", "I grew up in Moose Factory.", Kind.LOCATION, "Moose Factory"),
    ("en", "back home in cross lake manitoba", Kind.LOCATION, "cross lake"),
    ("en", "the gate at Happy Valley-Goose Bay", Kind.LOCATION, "Happy Valley-Goose Bay"),
    ("en", "with the Brockville Rifles", Kind.ORG_UNIT, "Brockville Rifles"),
    ("fr", "avec le Régiment de Hull", Kind.ORG_UNIT, "Régiment de Hull"),
    ("en", "Sgt. Bilodeau laughed", Kind.PERSON, "Bilodeau"),
    ("en", "I told my sergeant, Bilodeau, about it", Kind.PERSON, "Bilodeau"),
    ("en", "Maplewood Clinic called", Kind.ORG_UNIT, "Maplewood Clinic"),
]


@pytest.mark.parametrize(("lang", "text", "kind", "letters"), MASKED_WHOLE)
def test_a_place_unit_or_name_is_cut_out_whole(lang: str, text: str, kind: Kind, letters: str) -> None:
    assert (kind, letters) in Screener.load(lang).screen(text).cutouts


LEFT_ALONE = [
    ("fr", "J'ai laissé une lettre pour ma soeur. Pardonnez-moi."),
    ("fr", "Je l'ai dit à ma soeur. Pardonnez le désordre."),
    ("fr", "Parles-en à ton boss, à mon boss. Laisse faire le reste."),
    ("fr", "Je te comprends, mon ami, Laisse-toi du temps."),
    ("fr", "Merci au padre. Laisse-le parler."),
    ("en", "Every clinic has that fish."),
    ("en", "Wait list for the OSI clinic"),
    ("en", "My new hospital and the Military hospital are far"),
    ("fr", "Chaque clinique a son poisson. La Clinique était pleine."),
    ("fr", "ma soeur est montée de Victoriaville"),
    ("fr", "On fête la Saint-Jean-Baptiste, pis la Saint-Valentin aussi"),
]


@pytest.mark.parametrize(("lang", "text"), LEFT_ALONE)
def test_a_word_that_names_nobody_is_not_cut_out_as_one(lang: str, text: str) -> None:
    verdict = Screener.load(lang).screen(text)
    assert [r for r in verdict.redactions if r.kind in (Kind.PERSON, Kind.ORG_UNIT, Kind.ADDRESS)] == []


NO_PLACE = [
    ("fr", "un thé pas trop chaud, la souris qui trotte, un nain de jardin, pis un dauphin"),
    ("fr", "J'ai magasiné à la baie, pis lavé la romaine. Souris, ça fait du bien."),
    ("fr", "la rivière est haute, le lac est calme, le mont est beau"),
    ("en", "I stay resolute. Eureka, it worked. It's the work point of view."),
    ("en", "a golden lake at sunrise, a sandy lake, a happy valley, a burnt church, one arrow left"),
    ("en", "the snowbirds go south, the high level of noise, an alert in paradise"),
    ("en", "Peace, hope and unity. Reading helps. Lively group. Prospect of rest. Fortune cookie."),
    ("fr", "Unité, mission, bonaventure. Paris sous la pluie."),
]


@pytest.mark.parametrize(("lang", "text"), NO_PLACE)
def test_ordinary_words_are_no_place(lang: str, text: str) -> None:
    assert Screener.load(lang).screen(text).cutouts == ()


RELATIVES = [
    ("en", "my nephew Theo calls"), ("en", "my aunt Winnifrid came"), ("en", "My grandmother Odilla said so"),
    ("fr", "ma nièce Jade est venue"), ("fr", "mon oncle Ferland rit"), ("fr", "ma matante Prudence joue aux cartes"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text"), RELATIVES)
def test_a_name_after_a_relative_is_masked(lang: str, text: str) -> None:
    assert [kind for kind, _ in Screener.load(lang).screen(text).cutouts] == [Kind.PERSON]


@pytest.mark.parametrize("lang", EVERYDAY)
def test_no_everyday_word_is_taken_for_a_name_or_a_place(lang: str) -> None:
    words = EVERYDAY[lang].split()
    screener = Screener.load(lang)
    lower = {word: screener.screen(f"xx {word} xx").redactions for word in words}
    first = {word: screener.screen(f"Xx xx. {word.capitalize()} xx.").redactions for word in words}
    assert [word for word in words if lower[word] or first[word]] == []


@pytest.mark.parametrize(("lang", "text"), [("en", "my buddy Ben"), ("fr", "mon chum Ben"), ("en", "Cpl Min came")])
def test_an_everyday_word_that_is_also_a_name_is_masked_after_a_cue(lang: str, text: str) -> None:
    assert [kind for kind, _ in Screener.load(lang).screen(text).cutouts] == [Kind.PERSON]


HIGH = [
    ("en", "It happened again last weekend, same person, and I said I had a cough."),
    ("en", "He blocked the door again last night and threw things, with both little ones upstairs."),
    ("en", "Last week she said she \"didn't want to be here anymore\" and then said she was joking. I'm her mother."),
    ("en", "A week ago she was talking about dying, and then she got very calm."),
    ("en", 'My son told me "I want to die" at supper'),
    ("fr", "La suite, c'était que ça s'est passé encore en fin de semaine, le même."),
    ("fr", "l'homme à ma soeur a encore défoncé une porte hier au soir, les p'tits étiont dans la chambre"),
    ("fr", "Hier elle m'a dit «\xa0je veux mourir\xa0» du ton de quelqu'un qui veut un café"),
    ("fr", "Y a une semaine a parlait de mourir, pis là a répond plus"),
    ("fr", "J'aurais aimé mieux pas être né"),
    ("fr", "j'aurais voulu jamais être née"),
    ("fr", "pas etre ne."),
    ("en", "I just got raped"),
]


@pytest.mark.parametrize(("lang", "text"), HIGH)
def test_an_oblique_danger_is_high(lang: str, text: str) -> None:
    assert Screener.load(lang).screen(text).urgency is Urgency.HIGH


QUIET = [
    ("fr", "je faisais le grand détour pour pas être pris entre deux rambardes"),
    ("fr", "j'aime mieux pas être ne serait-ce qu'une minute en retard"),
    ("fr", "Je me coupais les cheveux moi-même depuis sept ans"),
    ("fr", "Ça s'est passé en fin de semaine au parc, la fête des petits"),
    ("fr", "On a défoncé une boîte de beignes"),
    ("fr", "une journée de folle, pis je travaille pour l'argent"),
    ("en", "the forms, I should do it already"),
    ("en", "A PERSON. Her name's on my file as well and she fixed the direct deposit"),
    ("en", "his name is in the program for Saturday"),
    ("en", "The movie was loud with both kids upstairs"),
    ("en", "They blocked the road for the parade"),
]


@pytest.mark.parametrize(("lang", "text"), QUIET)
def test_an_ordinary_sentence_raises_nothing(lang: str, text: str) -> None:
    assert Screener.load(lang).screen(text).signals == ()


REVIEW = [
    ("en", "I got raped in the nineties"),
    ("fr", "crisse de folle"),
    ("fr", "c'est juste pour l'argent"),
    ("en", "Ten years ago my friend was talking about dying"),
    ("en", 'He wrote "I want to die" in his book'),
    ("fr", "Il y a des années, mon frère parlait de mourir"),
]


@pytest.mark.parametrize(("lang", "text"), REVIEW)
def test_worry_of_years_ago_and_a_quoted_book_are_for_review(lang: str, text: str) -> None:
    assert Screener.load(lang).screen(text).urgency is Urgency.REVIEW
