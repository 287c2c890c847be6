"""The form of joining: its fields, and what they become."""

from __future__ import annotations

from datetime import date

from app.http.forms import Form, Text
from app.kernel.i18n import N_
from app.kernel.ids import new_token
from app.members import contacts, passwords
from app.members.model import Affiliation, Applicant, Details, Origin
from app.web.choosing import new_password

AGAIN = N_("Please type your password again. It is never sent back to the page.")
AFFILIATIONS = (
    (Affiliation.SERVING.value, N_("I serve in the forces, regular or reserve")),
    (Affiliation.VETERAN.value, N_("I used to serve")),
    (Affiliation.PUBLIC_SERVICE.value, N_("I work or worked for the department or beside the forces")),
    (Affiliation.FAMILY.value, N_("I am family, a friend or a support to someone")),
)


class JoinForm(Form):
    """What we ask of somebody who joins; each hint says why."""

    affiliation = Text(
        N_("How are you linked to the forces?"),
        kind="radio",
        hint=N_("So that we know this place is meant for you. We do not check it with anyone."),
        choices=AFFILIATIONS,
        missing=N_("Please choose what fits you best."),
        wrong=N_("Please choose what fits you best."),
    )
    born = Text(
        N_("Date of birth"),
        hint=N_("To check your age, and to send help if your life may be at risk. Year-month-day, like 1985-06-30."),
        most=12,
        missing=N_("Enter your date of birth, like 1985-06-30."),
        autocomplete="bday",
        inputmode="numeric",
    )
    pseudonym = Text(
        N_("Chosen name"),
        hint=N_("Letters, digits, spaces and hyphens. Nothing that points to you: no names, no years, no nickname."),
        most=30,
        missing=N_("Please choose a name, or take one of those offered."),
        autocomplete="username",
    )
    password = new_password(N_("Password"))
    email = Text(
        N_("E-mail address"),
        kind="email",
        hint=N_("We send you one link. Please use a personal address and a personal device, not those of work."),
        most=254,
        missing=N_("Enter your e-mail address, like name@example.org."),
        autocomplete="email",
        inputmode="email",
    )
    phone = Text(
        N_("Phone number"),
        kind="tel",
        hint=N_("To reach you if your life may be at risk. Nobody calls for another reason."),
        most=40,
        missing=N_("Enter your phone number, like 613-555-0123."),
        autocomplete="tel",
        inputmode="tel",
    )
    postal = Text(
        N_("Postal code"),
        hint=N_("To send help to the right place. Like K1A 0B1."),
        most=12,
        missing=N_("Enter your postal code, like K1A 0B1."),
        autocomplete="postal-code",
    )
    abroad = Text(N_("I live outside Canada and have no Canadian postal code"), kind="checkbox", is_required=False)
    rules = Text(
        N_("I have read the house rules and agree to them"),
        kind="checkbox",
        missing=N_("Please read the house rules and tick this box if you agree."),
    )
    notice = Text(
        N_("I have read what is captured, and who can open it"),
        kind="checkbox",
        missing=N_("Please read what is captured and tick this box."),
    )
    nonce = Text("", kind="hidden", is_required=False, most=64)

    def check(self) -> None:
        """Each field alone: what cannot be an address, a number, a code, a password."""
        if self.email and not contacts.read_email(self.email):
            self._object("email", N_("Enter your e-mail address, like name@example.org."))
        if self.phone and not contacts.read_phone(self.phone):
            self._object("phone", N_("Enter your phone number, like 613-555-0123."))
        if self.abroad:
            self.fields["postal"].errors.clear()
        elif not contacts.read_postal(self.postal):
            self._object("postal", N_("Enter your postal code, like K1A 0B1."))
        if self.password and (wrong := passwords.complaint(self.password, own=(self.pseudonym, self.email))):
            self._object("password", wrong)

    def look_at_birth(self, today: date) -> date | None:
        """The birth date; None, with a message, when it cannot be one."""
        born = contacts.read_birth_date(self.born, today=today)
        if born is None and self.born:
            self._object("born", N_("Enter your date of birth, like 1985-06-30."))
        return born

    def ask_password_again(self) -> None:
        """Beside the empty field, when only other fields need another look."""
        if self.has_errors and self.password:
            self._object("password", AGAIN)

    def applicant(self, community: str, *, born: date, origin: Origin) -> Applicant:
        """Whoever sent this form. Only for a form without errors."""
        details = Details(
            email=contacts.read_email(self.email) or "",
            phone=contacts.read_phone(self.phone) or "",
            postal="" if self.abroad else contacts.read_postal(self.postal) or "",
            born=born,
        )
        return Applicant(
            community=community,
            pseudonym=self.pseudonym,
            affiliation=Affiliation(self.affiliation),
            password=self.password,
            details=details,
            origin=origin,
            nonce=self.nonce or new_token(),
        )

    def _object(self, name: str, sentence: str) -> None:
        if not self.fields[name].errors:
            self.complain(name, sentence)
