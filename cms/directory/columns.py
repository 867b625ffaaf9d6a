"""The columns of a file of organisations: what stands in each, and what may stand there.

A cell is text on both sides: what a page says is written as text, and what a file says is
brought into that same form before the two are compared. Several things in a cell stand on
lines of their own, since names of units and topics have commas in them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cms.directory.kinds import Kind
from cms.directory.models import OrganizationPage
from cms.directory.phones import check_phone
from cms.models import Term
from cms.models.base import LEAD_LENGTH
from cms.versions import kept

POINTS = (1, 2)
"""Contact points that stand in the file: the first two."""
MOST_LINES = 8
FAR = timedelta(days=3660)
MARKUP = re.compile(r"<[A-Za-z/!?]")
YES, NO = {"ja", "yes", "1", "x", "sant", "true"}, {"nej", "no", "0", "falskt", "false"}
Cleaner = Callable[[str], str]
is_address = URLValidator(schemes=["http", "https"])


class Wrong(ValueError):
    """What stands in a cell cannot be; the text says why."""


@dataclass(frozen=True)
class Column:
    """One column. `clean` brings a cell into the form in which pages are written."""

    key: str
    label: Any
    clean: Cleaner
    is_english: bool = False
    is_required: bool = False
    number: int = 0

    @property
    def heading(self) -> str:
        """What stands at the top of it, in Swedish."""
        with override(settings.LANGUAGE_CODE):
            return self.name

    @property
    def name(self) -> str:
        """What it is called, in the language in force."""
        return str(self.label) % {"number": self.number}


def text(length: int) -> Cleaner:
    """Return what takes a text in one line, at most so long."""

    def clean(cell: str) -> str:
        return _short(" ".join(cell.split()), length)

    return clean


def lines(cell: str) -> str:
    """Take a few lines, one thing in each."""
    found = [_short(" ".join(line.split()), 200) for line in cell.splitlines() if line.strip()]
    if len(found) > MOST_LINES:
        raise Wrong(_("Write eight lines at most."))
    return "\n".join(found)


def _short(said: str, length: int) -> str:
    if MARKUP.search(said):
        raise Wrong(_("There is HTML in it. Write plain text."))
    if "\0" in said:
        raise Wrong(_("There is a sign in it that is no text."))
    if len(said) > length:
        raise Wrong(_("It has more than %(number)d characters.") % {"number": length})
    return said


def kind(cell: str) -> str:
    """Take what kind of organisation it is, by its name in Swedish or English, or its key."""
    for key, label in Kind.choices:
        with override(settings.LANGUAGE_CODE):
            names = {key, str(label).casefold()}
        with override("en"):
            names.add(str(label).casefold())
        if cell.strip().casefold() in names:
            return kind_name(key)
    kinds = ", ".join(kind_name(key) for key in Kind.values)
    raise Wrong(_("There is no such kind. Choose one of these: %(kinds)s.") % {"kinds": kinds})


def kind_name(key: str) -> str:
    """Return the Swedish name of a kind."""
    with override(settings.LANGUAGE_CODE):
        return str(Kind(key).label)


def kind_of(name: str) -> str:
    """Return the key of a kind by its Swedish name."""
    return next(key for key in Kind.values if kind_name(key) == name)


def terms(kind: str, *, most: int | None = None) -> Cleaner:
    """Return what takes words of the vocabulary, one in each line, by their names or keys."""

    def clean(cell: str) -> str:
        said = [" ".join(word.split()) for word in re.split(r"[\n|]", cell) if word.strip()]
        if most and len(said) > most:
            raise Wrong(_("Write one only."))
        known = named_terms(kind)
        found = [known.get(word.casefold()) for word in said]
        if None in found:
            unknown = said[found.index(None)]
            message = _("“%(word)s” is not in the vocabulary. Choose one of these: %(words)s.")
            words = ", ".join(dict.fromkeys(term.name for term in known.values()))
            raise Wrong(message % {"word": unknown[:80], "words": words[:400]})
        return in_order([term for term in found if term])

    return clean


@kept(size=4)
def named_terms(kind: str) -> dict[str, Term]:
    """Return the words of a kind by what they may be called in a file."""
    rows = Term.objects.filter(kind=kind, locale__language_code=settings.LANGUAGE_CODE)
    ordered = list(rows.order_by("order", "name"))
    return {term.key: term for term in ordered} | {term.name.casefold(): term for term in ordered}


def in_order(found: Any) -> str:
    """Return the names of words as a cell holds them: in the order of the vocabulary."""
    ordered = sorted(set(found), key=lambda term: (term.order, term.name))
    return "\n".join(term.name for term in ordered)


def phone(cell: str) -> str:
    """Take a phone number as people write it."""
    number = _short(" ".join(cell.split()), 40)
    try:
        check_phone(number)
    except ValueError:
        raise Wrong(
            _("This is not a phone number. Write it as 0911-69 60 00 or +46 911 69 60 00.")
        ) from None
    return number


def email(cell: str) -> str:
    """Take an e-mail address."""
    address = cell.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise Wrong(_("Write an e-mail address with an @, such as name@example.com.")) from None
    return _short(address, 254)


def website(cell: str) -> str:
    """Take an address on the web."""
    address = cell.strip()
    try:
        is_address(address)
    except ValidationError:
        raise Wrong(_("Write an address on the web, such as https://www.example.com.")) from None
    return _short(address, 200)


def day(cell: str) -> str:
    """Take a day as 2027-03-14, within ten years."""
    try:
        found = date.fromisoformat(cell.strip())
    except ValueError:
        raise Wrong(_("Write the day as 2027-03-14.")) from None
    if abs(found - timezone.localdate()) > FAR:
        raise Wrong(_("That day is too far from now."))
    return found.isoformat()


def yes_or_no(cell: str) -> str:
    """Take a yes or no."""
    said = cell.strip().casefold()
    if said not in YES | NO:
        raise Wrong(_("Write ja or nej."))
    return said_as(said in YES)


def said_as(holds: bool) -> str:
    """Return yes or no as a cell holds it."""
    return "ja" if holds else "nej"


def _point_columns(number: int) -> list[Column]:
    labels = {
        "function": (gettext_lazy("Contact %(number)d: function"), text(120)),
        "function_en": (gettext_lazy("Contact %(number)d: function in English"), text(120)),
        "phone": (gettext_lazy("Contact %(number)d: phone"), phone),
        "email": (gettext_lazy("Contact %(number)d: e-mail"), email),
        "url": (gettext_lazy("Contact %(number)d: on the web"), website),
        "hours": (gettext_lazy("Contact %(number)d: hours"), text(160)),
        "hours_en": (gettext_lazy("Contact %(number)d: hours in English"), text(160)),
    }
    return [
        Column(f"contact_{number}_{name}", label, clean, name.endswith("_en"), number=number)
        for name, (label, clean) in labels.items()
    ]


COLUMNS: dict[str, Column] = {
    column.key: column
    for column in [
        Column("slug", gettext_lazy("Address of the page"), text(255)),
        Column("title", gettext_lazy("Name"), text(255), is_required=True),
        Column("title_en", gettext_lazy("Name in English"), text(255), True),
        Column("kind", gettext_lazy("Kind of organisation"), kind, is_required=True),
        Column("lead", gettext_lazy("Lead"), text(LEAD_LENGTH), is_required=True),
        Column("lead_en", gettext_lazy("Lead in English"), text(LEAD_LENGTH), True),
        Column("helps_with", gettext_lazy("Helps with"), lines),
        Column("helps_with_en", gettext_lazy("Helps with, in English"), lines, True),
        *[column for number in POINTS for column in _point_columns(number)],
        Column("website", gettext_lazy("Website"), website),
        Column("visiting_address", gettext_lazy("Visiting address"), text(200)),
        Column("areas", gettext_lazy("Areas"), terms("area")),
        Column("languages", gettext_lazy("Languages"), terms("language")),
        Column("topics", gettext_lazy("Topics"), terms("topic")),
        Column("unit", gettext_lazy("Unit that answers"), terms("unit", most=1)),
        Column("caretaker", gettext_lazy("Who looks after the page"), email),
        Column("verified_on", gettext_lazy("Verified on"), day),
        Column("verify_by", gettext_lazy("Verify again by"), day),
        Column("is_example", gettext_lazy("Example"), yes_or_no),
        Column("live", gettext_lazy("Published"), yes_or_no),
    ]
}


def cells(page: OrganizationPage, english: OrganizationPage | None) -> dict[str, str]:
    """Return what a listing says, in Swedish and English, by column."""
    own = {name: str(getattr(page, name) or "") for name in PLAIN}
    found = {
        **own,
        "kind": kind_name(page.kind) if page.kind else "",
        "helps_with": _helps(page),
        **{name: in_order(getattr(page, name).all()) for name in ("areas", "languages", "topics")},
        "unit": page.unit.name if page.unit else "",
        **{name: _said_day(getattr(page, name)) for name in ("verified_on", "verify_by")},
        "is_example": said_as(page.is_example),
        "live": said_as(page.live),
        "title_en": english.title if english else "",
        "lead_en": english.lead if english else "",
        "helps_with_en": _helps(english) if english else "",
    }
    for number in POINTS:
        here, there = _point(page, number), _point(english, number)
        for name in ("function", "phone", "email", "url", "hours"):
            found[f"contact_{number}_{name}"] = str(here.get(name) or "")
        for name in ("function", "hours"):
            found[f"contact_{number}_{name}_en"] = str(there.get(name) or "")
    return {key: found[key].strip() for key in COLUMNS}


PLAIN = ("slug", "title", "lead", "website", "visiting_address", "caretaker")


def _helps(page: OrganizationPage) -> str:
    return "\n".join(str(block.value) for block in page.helps_with)


def _point(page: OrganizationPage | None, number: int) -> dict[str, Any]:
    points = list(page.contact_points) if page else []
    return dict(points[number - 1].value) if len(points) >= number else {}


def _said_day(found: date | None) -> str:
    return found.isoformat() if found else ""
