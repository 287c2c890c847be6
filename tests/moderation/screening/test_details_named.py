"""People, places and units that no list holds, or that hide in how they are written."""

from __future__ import annotations

import pytest

from moderation.screening import Kind, Screener

MASKED = [
    ("en", "so i told shanelle about it", Kind.PERSON, "shanelle"),
    ("en", "padre tootoosis sat with me", Kind.PERSON, "tootoosis"),
    ("en", "cpl j.t. was there", Kind.PERSON, "j.t."),
    ("fr", "le caporal J.-F. D. riait", Kind.PERSON, "J.-F. D."),
    ("en", "mine was Farida Benslimane downtown", Kind.PERSON, "Farida Benslimane"),
    ("en", "Zorvak told me to write", Kind.PERSON, "Zorvak"),
    ("en", "name N*a*z*a*n*i*n here", Kind.PERSON, "N*a*z*a*n*i*n"),
    ("en", "m4tthias was at the table", Kind.PERSON, "m4tthias"),
    ("en", "#justiceforAmarachi always", Kind.PERSON, "Amarachi"),
    ("en", "posted to petawwa in spring", Kind.LOCATION, "petawwa"),
    ("en", "#coldlake survivors", Kind.LOCATION, "coldlake"),
    ("fr", "jme su fait mutée à Zorville-les-Bains", Kind.LOCATION, "Zorville-les-Bains"),
    ("fr", "ma mère reste a ste-perpétue", Kind.LOCATION, "ste-perpétue"),
    ("en", "I was with 2 service battalion then", Kind.ORG_UNIT, "2 service battalion"),
    ("fr", "au 438e Escadron tactique d'hélicoptères", Kind.ORG_UNIT, "438e Escadron tactique d'hélicoptères"),
    ("en", "#12WingProud they said", Kind.ORG_UNIT, "12Wing"),
    ("en", "on the hmcs st johns then", Kind.ORG_UNIT, "hmcs st johns"),
    ("en", "she works at Brennan's Hardware now", Kind.ORG_UNIT, "Brennan's Hardware"),
    ("fr", "au Centre Femmes des Battures", Kind.ORG_UNIT, "Centre Femmes des Battures"),
    ("fr", "gérant au Rona de la 117", Kind.ORG_UNIT, "Rona de la 117"),
    ("fr", "mon ti-renald a sept ans", Kind.PERSON, "ti-renald"),
    ("en", "Call Ti-Guy for a lift", Kind.PERSON, "Ti-Guy"),
    ("fr", "Appelez Marie-Ève lundi", Kind.PERSON, "Marie-Ève"),
    ("fr", "Le colonel de Zorvennes a signé", Kind.PERSON, "de Zorvennes"),
    ("en", "Const. Zorvath took a printout", Kind.PERSON, "Zorvath"),
    ("fr", "le blogue de Rose B. est rendu ici", Kind.PERSON, "Rose B."),
    ("fr", "allo de kapuskasing", Kind.LOCATION, "kapuskasing"),
    ("en", "my ex in Regnia has it", Kind.LOCATION, "Regnia"),
    ("fr", "Le 22 em regiment riait", Kind.ORG_UNIT, "22 em regiment"),
    ("en", "the loyal eddies had two of them", Kind.ORG_UNIT, "loyal eddies"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "kind", "letters"), MASKED)
def test_a_name_is_cut_out_whole(lang: str, text: str, kind: Kind, letters: str) -> None:
    assert (kind, letters) in Screener.load(lang).screen(text).cutouts


KEPT = [
    ("en", "Watched the Terry Fox film, then read Leonard Cohen"),
    ("en", "Arbour said it. Deschamps said it."),
    ("fr", "Le colin, l'olivier pis le marc de café"),
    ("fr", "On a fêté la Saint-Jean en Nouvelle-Écosse"),
    ("en", "I'm Cree on my mom's side"),
    ("en", "I Will Never Understand Why The Plan Covers That"),
    ("fr", "Deuxième peloton de chips de la soirée"),
    ("fr", "Notre régiment, le party de Noël du régiment"),
    ("en", "Mother's Day and a Tims double-double"),
    ("en", "The scammer wrote, the registrar said no"),
    ("fr", "mon ti-gars pis mon ti-peu de café"),
    ("fr", "Trois rivières à traverser, disait mon oncle"),
    ("fr", "le colonel de service a ri"),
]


@pytest.mark.parametrize(("lang", "text"), KEPT)
def test_what_names_nobody_stays(lang: str, text: str) -> None:
    assert Screener.load(lang).screen(text).cutouts == ()
