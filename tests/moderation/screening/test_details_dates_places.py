"""Birth dates, addresses, units and institutions in every form that members write them."""

from __future__ import annotations

import pytest

from moderation.screening import Kind, Screener

BIRTHS = [
    ("en", "confirmed: born the sixth of August nineteen eighty-one", "the sixth of August nineteen eighty-one"),
    ("en", "they asked my date of birth out loud. Sixth of August nineteen eighty-one, so everyone got it",
     "Sixth of August nineteen eighty-one"),
    ("en", "my bday is July 4th lol", "July 4th"),
    ("en", "I turn forty-one on november thirtieth", "november thirtieth"),
    ("en", "I was born on New Year's Day", "New Year's Day"),
    ("en", "I was born on Christmas Day, 25 December 1972, so one gift", "Christmas Day, 25 December 1972"),
    ("en", "May 5, 1985. That's my birthday, and the day he chose.", "May 5, 1985"),
    ("en", "d o b is one four zero seven eight three", "one four zero seven eight three"),
    ("en", "DOB 12 MAY 85", "12 MAY 85"),
    ("en", "my twins came on 14 Jan 2018, early", "14 Jan 2018"),
    ("en", "my birthday, the last day of February 1980", "the last day of February 1980"),
    ("fr", "je suis née un 3 mars", "3 mars"),
    ("fr", "Ma fête c'est le 4 juin", "4 juin"),
    ("fr", "Le 14 juillet c'est ma fête", "14 juillet"),
    ("fr", "j'aurai quarante ans le 14 juillet", "14 juillet"),
    ("fr", "chu venue au monde le 24 juin 1969", "24 juin 1969"),
    ("fr", "née le 9 du mois de mai", "9 du mois de mai"),
    ("fr", "né(e) 06 JUL 88 sexe M", "06 JUL 88"),
    ("fr", "date de naissance quatorze zéro sept quatre-vingt-trois", "quatorze zéro sept quatre-vingt-trois"),
    ("fr", "L'anniversaire de ma fille est le 2 août", "2 août"),
    ("fr", "c'était 19820611, ma date de fête", "19820611"),
]  # fmt: skip
ADDRESSES = [
    ("en", "the place is at 51072 Range Road 221, second gate", "51072 Range Road 221"),
    ("en", "I'm on Concession Road 6 East, past the mill", "Concession Road 6 East"),
    ("en", "the quarter is NE 14-22-5 W4, no street", "NE 14-22-5 W4"),
    ("en", "land is SW 1/4 of 23-45-12 W3M ok", "SW 1/4 of 23-45-12 W3M"),
    ("en", "Lot 14, Concession 6 since 1990", "Lot 14, Concession 6"),
    ("en", "the shop is 7710 Highway 7, here", "7710 Highway 7"),
    ("en", "between 300 and 340 Kestrel Drive, I think", "300 and 340 Kestrel Drive"),
    ("en", "at 88-B Water St., Suite 400. Same", "88-B Water St., Suite 400"),
    ("en", "write RR#3, Site 12, Box 4 please", "RR#3, Site 12, Box 4"),
    ("en", "new address: PO Box 218, Stn Main, then", "PO Box 218, Stn Main"),
    ("en", "she lives on 8th Avenue", "8th Avenue"),
    ("en", "I wait at the corner of King and Dufferin", "King and Dufferin"),
    ("fr", "j'suis au 130, rang 4 Est", "130, rang 4 Est"),
    ("fr", "dans le rang Saint-Joseph", "rang Saint-Joseph"),
    ("fr", "au 56-B, croissant Normandie.", "56-B, croissant Normandie"),
    ("fr", "entre le 12 et le 38 rue Vimy, là", "12 et le 38 rue Vimy"),
    ("fr", "au trois cent douze rue des Érables", "trois cent douze rue des Érables"),
    ("fr", "au coin de la 8e Avenue", "8e Avenue"),
    ("fr", "au bord de la montée Gagnon", "montée Gagnon"),
    ("fr", "au 1450, boul. Talbot, app. 12", "1450, boul. Talbot, app. 12"),
    ("fr", "au 38 rue Notre-Dame E à côté", "38 rue Notre-Dame E"),
    ("fr", "C.P. 118, succursale B", "C.P. 118, succursale B"),
    ("fr", "sur la rue st-joseph", "rue st-joseph"),
]
UNITS = [
    ("fr", "J'ai servi avec le 22 de 2001 à 2009.", "22"),
    ("fr", "les gars du 22, y se tiennent", "22"),
    ("fr", "Le 425e fêtait ses pilotes", "425e"),
    ("fr", "le padre des Voltigeurs", "Voltigeurs"),
    ("fr", "À la batterie X on riait", "batterie X"),
    ("fr", "au quatre cent trentième escadron", "quatre cent trentième escadron"),
    ("fr", "au quartier général de la 2e Division, là", "quartier général de la 2e Division"),
    ("fr", "au corps de cadets 2567 en 95", "corps de cadets 2567"),
    ("en", "with four oh eight squadron as a tech", "four oh eight squadron"),
    ("en", "My ex flew with the 442, search and rescue", "442"),
    ("en", "Worked at 1 Field Amb as a med tech", "1 Field Amb"),
    ("en", "He was Third Battalion, end of story", "Third Battalion"),
    ("en", "B Company 3 PPCLI.", "B Company 3 PPCLI"),
    ("en", "with Q Battery then", "Q Battery"),
    ("en", "at Legion Branch 174, here", "Legion Branch 174"),
    ("en", "at 2781 Army Cadet Corps, with", "2781 Army Cadet Corps"),
    ("en", "posted to Stad after", "Stad"),
    ("en", "sailed on the Oriole in 1988", "Oriole"),
]
INSTITUTIONS = [
    ("en", "intake at Riverbend Family Health Team tomorrow", "Riverbend Family Health Team"),
    ("en", "the Deer Lodge OSI clinic on Fridays", "Deer Lodge OSI clinic"),
    ("en", "Mount Zion Baptist took me in", "Mount Zion Baptist"),
    ("en", "at St. Casimir's Parish they pray", "St. Casimir's Parish"),
    ("en", "i stack shelves at foodland in perth nights", "foodland in perth"),
    ("fr", "au CHUS Fleurimont.", "CHUS Fleurimont"),
    ("fr", "Merci au CALACS La Passerelle, pis", "CALACS La Passerelle"),
    ("fr", "à la garderie Les P'tits Renards à 5 h", "garderie Les P'tits Renards"),
    ("fr", "de l'église Saint-Enfant-Jésus, là", "église Saint-Enfant-Jésus"),
    ("fr", "au 9e étage de la tour Louis-Riel, le", "tour Louis-Riel"),
    ("fr", "Coopérative forestière de l'Anse, ma première job", "Coopérative forestière de l'Anse"),
]
SPOKEN = [
    ("en", Kind.EMAIL, "write me at quietharbour seven at example dot org and", "quietharbour seven at example dot org"),
    ("fr", Kind.EMAIL, "Mon courriel : josette souligné b quarante-deux, a commercial, exemple point org. J'attends",
     "josette souligné b quarante-deux, a commercial, exemple point org"),
    ("fr", Kind.ID_NUMBER, "Mon matricule, h quarante-deux, six cent dix-sept, zéro trente-neuf, crié",
     "h quarante-deux, six cent dix-sept, zéro trente-neuf"),
    ("en", Kind.ID_NUMBER, "MP badge #6083 wrote", "#6083"),
    ("fr", Kind.ID_NUMBER, "jai mis 051-273-944 dans la case du nas", "051-273-944"),
]  # fmt: skip
MASKED = [
    *((lang, Kind.DATE_OF_BIRTH, text, letters) for lang, text, letters in BIRTHS),
    *((lang, Kind.ADDRESS, text, letters) for lang, text, letters in ADDRESSES),
    *((lang, Kind.ORG_UNIT, text, letters) for lang, text, letters in [*UNITS, *INSTITUTIONS]),
    *SPOKEN,
]


@pytest.mark.parametrize(("lang", "kind", "text", "letters"), MASKED)
def test_a_detail_in_a_form_of_its_own_is_cut_out_whole(lang: str, kind: Kind, text: str, letters: str) -> None:
    assert (kind, letters) in Screener.load(lang).screen(text).cutouts


KEPT = [
    ("en", "The report was filed on March 3, 2014."),
    ("en", "Since my birthday I have been waiting, the hearing is set for March 3, 2025."),
    ("en", "born again, I guess. We meet on June 3."),
    ("en", "my birthday and Christmas are the worst"),
    ("en", "The claim was born out of anger. Filed 12 June 2019."),
    ("fr", "Ça fait 12 ans le 3 mars que c'est arrivé"),
    ("fr", "je ne dors plus depuis le 3 mars 2014"),
    ("fr", "Mon anniversaire de mariage est le 3 mars"),
    ("fr", "l'anniversaire de l'agression, le 14 mars, je reste couchée"),
    ("fr", "Ma plainte est née d'une colère, déposée le 12 juin 2019"),
    ("en", "Highway 7 was closed, so was the 401"),
    ("en", "box 12 on the form must be ticked"),
    ("en", "Section 14-2-3 of the policy"),
    ("en", "She had one more drive in her, and one bad lane change"),
    ("fr", "3 places pour dormir, 2 cours par semaine"),
    ("fr", "arrivée au 2e rang du concours"),
    ("fr", "le 3 avenue possible pour moi serait l'arbitrage"),
    ("fr", "une montée de lait, pis l'app 3 fois par jour"),
    ("fr", "lit 42, casier 42"),
    ("fr", "Le 22 mars j'ai servi le souper, la rencontre du 22 est annulée"),
    ("fr", "Dans le 450 y'a rien, la 440 était bloquée"),
    ("fr", "la compagnie a dit non, la batterie a lâché"),
    ("fr", "La dame du CRFM m'a donné un dépliant"),
    ("fr", "le 22e jour de cour"),
    ("en", "A company hired me. I work for a company."),
    ("en", "the 442 people who signed"),
    ("en", "On the right side of the road, on the other side"),
    ("en", "the Italian bakery, the Anglican church, the Catholic school, the Mental Health Clinic"),
    ("en", "I still won't go past an armoury, my kids' school called"),
    ("en", "We had a Town Hall meeting and a Full House night"),
    ("fr", "Bibliothèque et Archives Canada a répondu"),
    ("fr", "du café filtre pis une maison blanche"),
    ("fr", "l'école primaire, la clinique sans rendez-vous, le garage est fermé"),
    ("fr", "Formulaire SJ-1012 ou IVAC, sur Tou.tv"),
]


@pytest.mark.parametrize(("lang", "text"), KEPT)
def test_a_phrase_that_only_looks_like_such_a_detail_stays(lang: str, text: str) -> None:
    assert Screener.load(lang).screen(text).cutouts == ()
