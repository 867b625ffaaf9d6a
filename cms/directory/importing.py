"""Organisations in bulk, from a file: first what would change, row by row, then the change.

A row is found by its address (slug). An empty cell leaves what the page says alone; a single
"-" empties it. Nothing is written before somebody has seen the preview, and a page that has
changed since is left alone. What is written are revisions, so that the history of a page
tells of them; the English words go in side by side with the Swedish ones, as a translator's.
"""

import copy
import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from time import monotonic
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Locale

from cms.directory import columns, exporting
from cms.directory.columns import COLUMNS, POINTS, Wrong, cells, kind_of, named_terms
from cms.directory.models import DirectoryPage, OrganizationPage
from cms.pairing import Unpaired, translate

LARGEST_FILE = 1024 * 1024
MOST_ROWS = 1000
SECONDS_A_TIME = 15
"""How long one press of the button writes; what is left is written by the next one."""
KEPT_FOR = 60 * 60
SALT = "cms.directory.importing"
EMPTY = "-"
YES, NO = columns.said_as(True), columns.said_as(False)
TERMS = {"areas": "area", "languages": "language", "topics": "topic", "unit": "unit"}
DAYS = {"verified_on", "verify_by"}
POINT_TEXTS = {"function", "phone", "email", "url", "hours"}
Cells = dict[str, str]
Told = list[tuple[int, Cells]]
"""The rows of a file with their numbers in a spreadsheet."""


class Unreadable(ValueError):
    """The file as a whole cannot be taken; the text says why."""


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that differs from what the page says."""

    key: str
    name: str
    before: str
    after: str


@dataclass(slots=True)
class Row:
    """One row of the file, and what it would do."""

    number: int
    said: Cells
    page: OrganizationPage | None = None
    english: OrganizationPage | None = None
    changes: list[Change] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_done: bool = False

    @property
    def state(self) -> str:
        """What becomes of it: wrong, new, changed, same or done."""
        if self.faults:
            return "wrong"
        if self.is_done:
            return "done"
        if not self.changes:
            return "same"
        return "changed" if self.page else "new"

    @property
    def title(self) -> str:
        """What the listing is called in the file, or else on the page."""
        return self.said.get("title") or (self.page.title if self.page else "")

    @property
    def mark(self) -> str:
        """What tells whether the page has changed since it was looked at."""
        pages = [page for page in (self.page, self.english) if page]
        said = [[page.pk, page.latest_revision_id, page.live] for page in pages]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:12]


# Reading ----------------------------------------------------------------------------


def read(content: bytes) -> Told:
    """Return the rows of a file with their numbers; raises Unreadable."""
    if len(content) > LARGEST_FILE:
        raise Unreadable(_("The file is larger than 1 MB."))
    return parse(_decoded(content))


def _decoded(content: bytes) -> str:
    for code in ("utf-8-sig", "cp1252"):
        with suppress(UnicodeError):
            text = content.decode(code)
            if "\0" not in text:
                return text
    raise Unreadable(_("This is not a CSV file. Save it as CSV (UTF-8) and try again."))


def parse(text: str) -> Told:
    """Return the rows of a text with their numbers in a spreadsheet; raises Unreadable."""
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)))
    except csv.Error:
        raise Unreadable(
            _("This is not a CSV file. Save it as CSV (UTF-8) and try again.")
        ) from None
    if not lines:
        raise Unreadable(_("The file is empty."))
    keys = _keys(lines[0])
    rows = [
        (number, _cells(keys, line))
        for number, line in enumerate(lines[1:], start=2)
        if any(cell.strip() for cell in line)
    ]
    if len(rows) > MOST_ROWS:
        message = _("The file has %(number)d rows. Take %(most)d at a time.")
        raise Unreadable(message % {"number": len(rows), "most": MOST_ROWS})
    return rows


def _separator(text: str) -> str:
    head = text.partition("\n")[0]
    return max(";,\t", key=head.count)


def _keys(head: list[str]) -> list[str]:
    """Return the columns that stand at the top of a file; raises Unreadable, naming what is not."""
    known = {name.casefold(): column.key for column in COLUMNS.values() for name in _names(column)}
    names = [" ".join(exporting.unguarded(cell).split()) for cell in head]
    unknown = [name for name in names if name.casefold() not in known]
    if unknown:
        message = _("These columns are not known: %(names)s. The export shows their names.")
        raise Unreadable(message % {"names": ", ".join(name[:40] for name in unknown[:10])})
    keys = [known[name.casefold()] for name in names]
    if len(set(keys)) < len(keys):
        raise Unreadable(_("A column stands in the file more than once."))
    if "slug" not in keys:
        message = _("The column “%(name)s” is missing. By it the rows are told apart.")
        raise Unreadable(message % {"name": COLUMNS["slug"].heading})
    return keys


def _names(column: Any) -> set[str]:
    return {column.key, column.heading, column.name}


def _cells(keys: list[str], line: list[str]) -> Cells:
    said = {
        key: exporting.unguarded(cell.strip()) if cell.strip() != EMPTY else EMPTY
        for key, cell in zip(keys, line, strict=False)
    }
    return {key: cell.strip() for key, cell in said.items() if cell.strip()} | _too_many(keys, line)


def _too_many(keys: list[str], line: list[str]) -> Cells:
    return {"": "…"} if any(cell.strip() for cell in line[len(keys) :]) else {}


# Comparing ---------------------------------------------------------------------------


def plan(told: Told) -> list[Row]:
    """Return what each row would do."""
    pages = {page.slug: (page, english) for page, english in exporting.listings()}
    planned, seen = [], set()
    for number, said in told:
        slug = said.get("slug", "")
        row = Row(number, said, *pages.get(slug, (None, None)))
        if slug and slug in seen:
            row.faults.append(_("The same address stands in an earlier row."))
        seen.add(slug)
        _compare(row)
        planned.append(row)
    return planned


def _compare(row: Row) -> None:
    if "" in row.said:
        row.faults.append(_("The row has more cells than there are columns."))
    if not row.said.get("slug"):
        row.faults.append(_("The address of the page is missing, such as “foreningen-x”."))
    now = cells(row.page, row.english) if row.page else dict.fromkeys(COLUMNS, "")
    for key in (key for key in COLUMNS if key in row.said and key != "slug"):
        name = COLUMNS[key].name
        try:
            after = _after(key, row.said[key])
        except Wrong as fault:
            row.faults.append(f"{name}: {fault}")
            continue
        # A new page that is not to be published is what every new page is.
        is_new_draft = key == "live" and not row.page and after == NO
        if after != now[key] and not is_new_draft:
            row.changes.append(Change(key, name, now[key], after))
    if row.changes:
        _judge(row, now | {change.key: change.after for change in row.changes})


def _after(key: str, cell: str) -> str:
    column = COLUMNS[key]
    if cell != EMPTY:
        return column.clean(cell)
    if column.is_required or key in {"is_example", "live"}:
        raise Wrong(_("It cannot be empty."))
    return ""


def _judge(row: Row, then: Cells) -> None:
    """Note what is wrong with a row as a whole, were it taken."""
    row.faults += [*_in_swedish(row, then), *_in_draft(row)]
    changed = {change.key for change in row.changes}
    if any(COLUMNS[key].is_english for key in changed):
        if then["live"] == YES or (row.page and row.page.live):
            row.faults += _in_english(row, then)
        else:
            row.notes.append(
                _("The English words are taken when the page is published. Import them then.")
            )


def _in_swedish(row: Row, then: Cells) -> Iterator[str]:
    for key, column in COLUMNS.items():
        if column.is_required and not then[key]:
            yield _("%(name)s is missing.") % {"name": column.name}
    if not row.page and slugify(then["slug"] or row.said.get("slug", "")) != row.said.get("slug"):
        yield _("The address can hold only a to z, digits and hyphens.")
    for number in POINTS:
        rest = (then[f"contact_{number}_{name}"] for name in POINT_TEXTS - {"function"})
        if any(rest) and not then[f"contact_{number}_function"]:
            yield _("Contact %(number)d needs a function, such as “Office”.") % {"number": number}
    if then["contact_2_function"] and not then["contact_1_function"]:
        yield _("Fill in contact 1 before contact 2.")
    if row.page and row.page.contact_points and not then["contact_1_function"]:
        yield _("A contact is taken away in the editor, not by a file.")


def _in_draft(row: Row) -> Iterator[str]:
    if row.page is None:
        return
    if row.page.live and row.page.has_unpublished_changes:
        yield _("Somebody has begun to change the page. Publish or undo the draft first.")
    if row.page.live and row.said.get("live") and COLUMNS["live"].clean(row.said["live"]) == NO:
        yield _("A page is taken back in the editor, not by a file.")


def _in_english(row: Row, then: Cells) -> Iterator[str]:
    wanted = {
        "title_en": "title", "lead_en": "lead",
        **{f"contact_{n}_{name}_en": f"contact_{n}_{name}"
           for n in POINTS for name in ("function", "hours")},
    }  # fmt: skip
    for key, source in wanted.items():
        if bool(then[key]) != bool(then[source]):
            name = COLUMNS[key if then[source] else source].name
            yield _("%(name)s is missing: both languages say the same.") % {"name": name}
    if len(then["helps_with"].splitlines()) != len(then["helps_with_en"].splitlines()):
        yield _("The lines of what they help with must be as many in English as in Swedish.")
    if row.page and row.english is None and _says_more(row.page):
        yield _("The page says more than the file holds. Translate it in the editor first.")


def _says_more(page: OrganizationPage) -> bool:
    return bool(page.description or page.picture_alt or len(page.contact_points) > 2)


# Between the preview and the import -----------------------------------------------------


def kept(told: Told, rows: list[Row], user: Any) -> str:
    """Return the file and what was seen of the pages, signed for whoever has looked at it."""
    marks = {str(row.number): row.mark for row in rows}
    return signing.dumps([user.pk, told, marks], salt=SALT, compress=True)


def opened(token: str, user: Any) -> tuple[Told, dict[str, str]]:
    """Return the rows of a previewed file and what was seen; raises Unreadable."""
    try:
        owner, told, marks = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
    except (signing.BadSignature, ValueError):
        owner, told, marks = None, [], {}
    if owner != user.pk:
        raise Unreadable(_("The preview is too old. Upload the file once more."))
    return told, marks


# Writing -----------------------------------------------------------------------------


def write(rows: list[Row], marks: dict[str, str], user: Any) -> bool:
    """Write the rows that change something; return whether there was time for all of them."""
    end = monotonic() + SECONDS_A_TIME
    for row in rows:
        if row.state not in {"new", "changed"}:
            continue
        if monotonic() > end:
            return False
        if marks.get(str(row.number)) != row.mark:
            row.faults.append(_("The page has changed since the preview. Look at it again."))
            continue
        try:
            with transaction.atomic():
                _write(row, user)
            row.is_done = True
        except ValidationError as fault:
            row.faults += fault.messages
        except Unpaired:
            row.faults.append(_("The English text does not fit the Swedish. Translate by hand."))
    return True


def _write(row: Row, user: Any) -> None:
    after = {change.key: change.after for change in row.changes}
    page = row.page or _new(row, after)
    is_public = after.get("live") == YES or page.live
    _fill(page, after)
    _check(page)
    revision = page.save_revision(user=user, log_action=True, changed=True)
    if not is_public:
        return
    revision.publish(user=user)
    page.refresh_from_db()
    if any(COLUMNS[key].is_english for key in after):
        _translate(OrganizationPage.objects.get(pk=page.pk), row.english, after)


def _new(row: Row, after: Cells) -> OrganizationPage:
    parent = DirectoryPage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
    page = OrganizationPage(
        title=after["title"],
        slug=row.said["slug"],
        lead=after["lead"],
        kind=kind_of(after["kind"]),
        live=False,
        has_unpublished_changes=True,
        locale=parent.locale,
    )
    parent.add_child(instance=page)
    log(page, "wagtail.create")
    return page


def _fill(page: OrganizationPage, after: Cells) -> None:
    for key, value in after.items():
        if write_it := _SETTERS.get(key):
            write_it(page, key, value)
        elif key.startswith("contact_") and not key.endswith("_en"):
            _set_point(page, key, value)


def _set_text(page: OrganizationPage, key: str, value: str) -> None:
    setattr(page, key, value)


def _set_kind(page: OrganizationPage, _key: str, value: str) -> None:
    page.kind = kind_of(value)


def _set_day(page: OrganizationPage, key: str, value: str) -> None:
    setattr(page, key, date.fromisoformat(value) if value else None)


def _set_example(page: OrganizationPage, _key: str, value: str) -> None:
    page.is_example = value == YES


def _set_terms(page: OrganizationPage, key: str, value: str) -> None:
    known = named_terms(TERMS[key])
    found = [known[name.casefold()] for name in value.splitlines()]
    if key == "unit":
        page.unit = found[0] if found else None
    else:
        getattr(page, key).set(found)


def _set_lines(page: OrganizationPage, key: str, value: str) -> None:
    ids = [block["id"] for block in page.helps_with.raw_data]
    blocks = [
        {"type": "line", "value": line, "id": ids[n] if n < len(ids) else str(uuid4())}
        for n, line in enumerate(value.splitlines())
    ]
    setattr(page, key.removesuffix("_en"), json.dumps(blocks))


_SETTERS: dict[str, Callable[[OrganizationPage, str, str], None]] = {
    **dict.fromkeys(("title", "lead", "website", "visiting_address", "caretaker"), _set_text),
    **dict.fromkeys(("areas", "languages", "topics", "unit"), _set_terms),
    **dict.fromkeys(DAYS, _set_day),
    "kind": _set_kind,
    "is_example": _set_example,
    "helps_with": _set_lines,
}


def _set_point(page: OrganizationPage, key: str, value: str) -> None:
    _contact, number, name = key.removesuffix("_en").split("_")
    blocks = list(page.contact_points.raw_data)
    while len(blocks) < int(number):
        blocks.append({"type": "contact_point", "value": {}, "id": str(uuid4())})
    block = blocks[int(number) - 1]
    blocks[int(number) - 1] = {**block, "value": {**block["value"], name: value}}
    page.contact_points = json.dumps(blocks)


def _check(page: OrganizationPage) -> None:
    page.full_clean()
    page.contact_points.stream_block.clean(page.contact_points)


def _translate(page: OrganizationPage, english: OrganizationPage | None, after: Cells) -> None:
    """Publish the English page: what the file says, and else what it said before.

    Pieces belong together by the names of their blocks, so the Swedish blocks are filled anew.
    """
    twin = copy.copy(page)
    said = cells(page, english) | after
    twin.title, twin.lead = said["title_en"], said["lead_en"]
    _set_lines(twin, "helps_with_en", said["helps_with_en"])
    twin.contact_points = json.dumps(_english_points(page, english, said))
    if english:
        for name in ("slug", "seo_title", "search_description", "picture_alt", "description"):
            setattr(twin, name, getattr(english, name) or getattr(page, name))
    else:
        twin.slug = find_available_slug(page.get_parent(), slugify(twin.title) or page.slug)
    translate(page, twin, Locale.objects.get(language_code="en"))


def _english_points(
    page: OrganizationPage, english: OrganizationPage | None, said: Cells
) -> list[dict[str, Any]]:
    """Return the contact points of a page with English words: the file's, or else the page's."""
    blocks = english.contact_points.raw_data if english else []
    theirs = {block["id"]: block["value"] for block in blocks}
    points = []
    for number, block in enumerate(page.contact_points.raw_data, start=1):
        words = {name: theirs.get(block["id"], {}).get(name) for name in ("function", "hours")}
        if number in POINTS:
            words = {name: said[f"contact_{number}_{name}_en"] for name in words}
        words = {name: word for name, word in words.items() if word}
        points.append({**block, "value": {**block["value"], **words}})
    return points
