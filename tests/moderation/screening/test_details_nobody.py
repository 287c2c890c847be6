"""What bears a name and is nobody: pets, brands, shows, figures, feasts, radio talk; and who is somebody all the same."""

from __future__ import annotations

import pytest

from moderation.screening import Kind, Screener

NOBODY = [
    # Pets
    ("en", "My service dog Kowalta nudges my hand before I know I'm gone"),
    ("en", "We adopted a beagle named Zorvat, and Zorvat guards the mailbox"),
    ("en", "Not the person, the cat is Brigitte"),
    ("fr", "La jument s'appelle Réglisse, elle a plus peur que moi"),
    ("fr", "Mon chien Gaston jappe après le facteur"),
    # Radio talk
    ("en", "Juliet, Romeo, Victor, Oscar. I taught comms"),
    ("en", "Roger that, over and out"),
    ("fr", "Victor, Mike, Roméo, Juliette : je les récite pour m'endormir"),
    # What is named after somebody, or after a town
    ("en", "St. John's wort and a Sam Browne belt"),
    ("en", "Montreal bagels, Nanaimo bars, Digby scallops for supper"),
    ("en", "Crohn's, Hashimoto's and maybe Bell's palsy"),
    ("fr", "C'est la loi de Murphy, pis la boîte de Pandore"),
    ("fr", "Une pizza Delissio, un poêle Coleman, un gâteau Reine-Élisabeth"),
    ("fr", "On tombe de Charybde en Scylla"),
    # Shows, bands, products
    ("en", "Playing Zorvatta till three, then reading Kowaltown"),
    ("en", "I take Zorvatine 50 mg at night and Kowaltex 10 in the morning"),
    ("fr", "J'écoute du Zorvatta pis je joue à Kirby"),
    # Feasts and saints
    ("en", "On St. Andrew's Day the pipers start early"),
    ("fr", "Le 19 mars, la Saint-Joseph, mon père débouchait du vin"),
    ("fr", "Une vraie sainte-nitouche, à la Saint-Glinglin"),
    # Sayings
    ("en", "Every Tom, Dick and Harry knew, for Pete's sake"),
    ("en", "Rome wasn't built in a day, Bob's your uncle"),
    ("en", 'She is no "Karen" for asking, and no Debbie Downer'),
    ("fr", "Déshabiller Pierre pour habiller Paul, c'est leur méthode"),
    # Peoples and tongues
    ("en", "I am Mi'kmaw and I cry in Punjabi"),
    ("fr", "Je suis Acadienne, mes beaux-parents parlent Portugais"),
    # Ranks that are words, letters
    ("en", "Corporal Punishment and Private Message, the jokes write themselves"),
    ("fr", "Rejouer l'année au complet dans ma tête"),
]


@pytest.mark.parametrize(("lang", "text"), NOBODY)
def test_what_bears_a_name_and_is_nobody_stays(lang: str, text: str) -> None:
    assert Screener.load(lang).screen(text).cutouts == ()


SOMEBODY = [
    ("en", "then mark walked in the mess", "mark"),
    ("en", "june called. she wants me home", "june"),
    ("en", "carol from the canteen saw it", "carol"),
    ("en", "Ginger is my sponsor and she laughs", "Ginger"),
    ("en", "Bao said take the mornings", "Bao"),
    ("en", "I talked to Grace yesterday about the board", "Grace"),
    ("fr", "J'en ai parlé à Clément, le plus vieux", "Clément"),
    ("fr", "Aimée était ma coéquipière de chambre", "Aimée"),
    ("fr", "chu avec jo dans le stationnement", "jo"),
    ("fr", "J'ai écrit à R. Boudreau-Kisoun hier", "R. Boudreau-Kisoun"),
    ("en", "My roommate has a dog. Sgt Coleman told me so", "Coleman"),
    ("fr", "le caporal Murphy riait", "Murphy"),
    ("fr", "Lâchez pas, une journée à la fois.\n— Rose, Amos", "Rose"),
]


@pytest.mark.parametrize(("lang", "text", "letters"), SOMEBODY)
def test_a_name_that_is_also_a_word_is_masked_where_a_person_is_meant(lang: str, text: str, letters: str) -> None:
    assert (Kind.PERSON, letters) in Screener.load(lang).screen(text).cutouts


SOMEWHERE = [
    ("fr", "On manque de ressources à Québec cette année", "Québec"),
    ("fr", "quelqu'un dans le coin de quebec", "quebec"),
    ("fr", "au 38 de la place à thetford", "thetford"),
    ("fr", "ma mère est à sayabec", "sayabec"),
    ("en", "mom is in kincardine for the winter", "kincardine"),
    ("en", "Two years in Pet, then home", "Pet"),
    ("fr", "Je viens de la Gaspésie, près de la mer", "la Gaspésie"),
    ("en", "I'm from Joe Batt's Arm originally", "Joe Batt's Arm"),
]


@pytest.mark.parametrize(("lang", "text", "letters"), SOMEWHERE)
def test_a_town_is_masked_in_small_letters_and_by_its_short_name(lang: str, text: str, letters: str) -> None:
    assert (Kind.LOCATION, letters) in Screener.load(lang).screen(text).cutouts


@pytest.mark.parametrize("text", ["Au Québec en général", "Le Québec aussi"])
def test_the_province_stays(text: str) -> None:
    assert Screener.load("fr").screen(text).cutouts == ()
