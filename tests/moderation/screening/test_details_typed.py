"""Numbers, addresses of the net and dates, however they are written."""

from __future__ import annotations

import pytest

from moderation.screening import Kind, Screener

MASKED = [
    ("en", "call six1three 555 oh one 6 six now", Kind.PHONE, "six1three 555 oh one 6 six"),
    ("fr", "mon numéro c'est 5l4-555-Ol33 ok", Kind.PHONE, "5l4-555-Ol33"),
    ("en", "write n a m e at example . ca", Kind.EMAIL, "n a m e at example . ca"),
    ("en", "send it to legal(dot)west(at)example(dot)org soon", Kind.EMAIL, "legal(dot)west(at)example(dot)org"),
    ("fr", "mon mail cest vieux loup 71 arobas exemple point org", Kind.EMAIL, "vieux loup 71 arobas exemple point org"),
    ("en", "it is example dot net slash letters ok", Kind.URL, "example dot net slash letters"),
    ("fr", "allez sur trois w point vieux quai point exemple point ca", Kind.URL,
     "trois w point vieux quai point exemple point ca"),
    ("en", "V zero R, one L zero", Kind.POSTAL_CODE, "V zero R, one L zero"),
    ("fr", "k comme kilo, huit, n comme november, zéro, a comme alpha, un", Kind.POSTAL_CODE,
     "k comme kilo, huit, n comme november, zéro, a comme alpha, un"),
    ("en", "my file number at the tribunal is HR-2291-0418", Kind.ID_NUMBER, "HR-2291-0418"),
    ("fr", "il conduit une Mazda, plaque K47 RNB, grise", Kind.ID_NUMBER, "K47 RNB"),
    ("en", "his address was 203 . 0 . 113 . 77 said the log", Kind.ID_NUMBER, "203 . 0 . 113 . 77"),
    ("en", "from 2001:db8::1f:2 last night", Kind.ID_NUMBER, "2001:db8::1f:2"),
    ("en", "born on the ninth of August nineteen eighty-two", Kind.DATE_OF_BIRTH,
     "the ninth of August nineteen eighty-two"),
    ("fr", "née le premier avril quatre-vingt-deux", Kind.DATE_OF_BIRTH, "le premier avril quatre-vingt-deux"),
    ("fr", "mon anniversaire est le 12 mars", Kind.DATE_OF_BIRTH, "12 mars"),
    ("en", "add me, my handle there is ghost_of_72", Kind.HANDLE, "ghost_of_72"),
    ("en", "I live at 212 Gladstone Ave apt 4", Kind.ADDRESS, "212 Gladstone Ave apt 4"),
    ("fr", "au 1010, boul. Sainte-Foy, bureau 204", Kind.ADDRESS, "1010, boul. Sainte-Foy, bureau 204"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "kind", "letters"), MASKED)
def test_a_typed_detail_is_cut_out_whole(lang: str, text: str, kind: Kind, letters: str) -> None:
    assert (kind, letters) in Screener.load(lang).screen(text).cutouts


KEPT = [
    ("fr", "rendu à ce point ca me tue"),
    ("fr", "je respire : quatre, quatre, quatre, quatre, quatre, quatre, quatre"),
    ("en", "ten nine eight seven six five four three two one"),
    ("en", "the T4A and the GAD-7, then section 93, in 2018-2019"),
    ("en", "Thanks @slowriver, that helped"),
    ("en", "posted on March 3, 2014, three years in"),
    ("en", "the side road and the dirt road were busy"),
]


@pytest.mark.parametrize(("lang", "text"), KEPT)
def test_what_only_looks_like_one_stays(lang: str, text: str) -> None:
    assert Screener.load(lang).screen(text).cutouts == ()


def test_an_unknown_toll_free_number_is_flagged_as_nobody_owns_it_alone() -> None:
    verdict = Screener.load("en").screen("try 1-877-555-0142 first")
    assert [(one.kind, one.sure) for one in verdict.redactions] == [(Kind.PHONE, False)]
