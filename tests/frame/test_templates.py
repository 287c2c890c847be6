"""Templates keep the rules of the house, and the form pieces keep what was typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.http.templating import Templates

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
EVERY = sorted(TEMPLATES.rglob("*.html"))
HOUSE = Templates(("en", "fr"))
PUBLIC = ("welcome", "help_now", "privacy", "house_rules", "accessibility", "leaving")


@dataclass(kw_only=True)
class Field:
    name: str = "postal"
    label: str = "Postal code"
    hint: str = ""
    value: str = ""
    errors: list[str] = field(default_factory=list)
    required: bool = True
    autocomplete: str = ""
    inputmode: str = ""
    kind: str = "text"
    choices: list[tuple[str, str]] = field(default_factory=list)
    maxlength: int | None = None
    id: str = "field-postal"


@dataclass(kw_only=True)
class Form:
    fields: dict[str, Field]
    form_errors: list[str] = field(default_factory=list)

    @property
    def errors(self) -> dict[str, list[str]]:
        return {name: f.errors for name, f in self.fields.items() if f.errors}


def show(source: str, lang: str = "en", **values: object) -> str:
    environment = HOUSE._environments[lang]
    given = {"viewer": None, "theme": "auto", "path": f"/{lang}/x", "csrf": lambda: "token", "may": lambda *_: False}
    return environment.from_string(source).render(**given | values)


def show_field(shown: Field) -> str:
    return show('{% from "macros/forms.html" import field %}{{ field(f) }}', f=shown)


@pytest.mark.parametrize("file", EVERY, ids=lambda f: str(f.relative_to(TEMPLATES)))
def test_every_template_says_what_it_needs_and_stays_short(file: Path) -> None:
    lines = file.read_text("utf-8").splitlines()
    assert re.fullmatch(r"\{#- needs: .+ -#\}", lines[0])
    assert len(lines) <= 100


@pytest.mark.parametrize("file", EVERY, ids=lambda f: str(f.relative_to(TEMPLATES)))
def test_no_template_holds_script_or_style(file: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", file.read_text("utf-8"), flags=re.S)
    assert not re.search(r"\sstyle\s*=|<style|\son(?!e\b)[a-z]+\s*=|hx-on|js:|javascript:", text, re.I)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"(src|href|action)=\"(https?:)?//", text), "nothing comes from another host"
    assert not re.search(r"hx-trigger=\"[^\"]*\[", text), "a filter would need eval"


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("name", PUBLIC)
def test_public_pages_have_help_and_exit_first_and_a_link_to_the_other_language(name: str, lang: str) -> None:
    other = {"en": "fr", "fr": "en"}[lang]
    html = show((TEMPLATES / f"pages/public/{name}.html").read_text("utf-8"), lang, rules=())
    order = [
        'href="#main"',
        "data-leave",
        'href="tel:988"',
        f'href="/{lang}/help"',
        "<header",
        "<nav",
        "<main",
        "<footer",
    ]
    assert sorted(order, key=html.index) == order
    assert f'href="/{other}/x" lang="{other}"' in html
    assert f'<html lang="{lang}"' in html and "<title>Havre</title>" in html
    assert html.count("<h1") == 1


def test_a_problem_page_keeps_what_was_typed() -> None:
    source = (TEMPLATES / "pages/public/problem.html").read_text("utf-8")
    html = show(source, title="A moment, please", sentence="Please wait.", status=429, kept="<b>mine</b>")
    assert "&lt;b&gt;mine&lt;/b&gt;</textarea>" in html
    assert '<p class="lede" data-problem-sentence>Please wait.</p>' in html


@pytest.mark.parametrize(
    "kind", ["text", "email", "tel", "date", "textarea", "password", "select", "radio", "checkbox"]
)
def test_every_kind_of_field_has_a_label_and_says_its_error(kind: str) -> None:
    html = show_field(Field(kind=kind, hint="Like K1A 0B1.", errors=["Enter it."], choices=[("a", "A"), ("b", "B")]))
    assert 'id="field-postal"' in html and 'for="field-postal"' in html
    assert 'aria-describedby="field-postal-hint field-postal-error"' in html
    assert 'id="field-postal-hint"' in html and html.count('id="field-postal-error"') == 1
    assert "Enter it." in html


@pytest.mark.parametrize("kind", ["text", "textarea"])
def test_a_field_keeps_what_was_typed_and_escapes_it(kind: str) -> None:
    html = show_field(Field(kind=kind, value='K1A"><script>'))
    assert "K1A&#34;&gt;&lt;script&gt;" in html and "<script>" not in html


def test_a_text_area_keeps_its_first_empty_line() -> None:
    assert ">\n\nlate</textarea>" in show_field(Field(kind="textarea", value="\nlate"))


def test_a_choice_stays_chosen() -> None:
    choices = [("a", "A"), ("b", "B")]
    assert 'value="b" selected' in show_field(Field(kind="select", value="b", choices=choices))
    assert re.search(r'value="b" checked', show_field(Field(kind="radio", value="b", choices=choices)))
    assert 'value="yes" checked' in show_field(Field(kind="checkbox", value="yes"))


def test_a_password_is_never_sent_back() -> None:
    assert "secret" not in show_field(Field(kind="password", value="secret"))


def test_the_error_summary_links_each_message_to_its_field() -> None:
    form = Form(fields={"postal": Field(errors=["Enter it."])}, form_errors=["Send it again."])
    html = show('{% from "macros/forms.html" import error_summary %}{{ error_summary(form) }}', form=form)
    assert 'role="alert" tabindex="-1"' in html
    assert '<a href="#field-postal">Enter it.</a>' in html and "<li>Send it again.</li>" in html


@pytest.mark.parametrize(("errors", "title"), [(["Enter it."], "Error: Havre"), ([], "Havre")])
def test_the_title_says_that_there_are_errors(errors: list[str], title: str) -> None:
    form = Form(fields={"postal": Field(errors=errors)})
    assert f"<title>{title}</title>" in show('{% extends "layouts/public.html" %}', form=form)


def test_the_form_token_is_in_the_form() -> None:
    html = show('{% from "macros/forms.html" import csrf_input %}{{ csrf_input(csrf()) }}')
    assert '<input type="hidden" name="csrf" value="token">' in html
