"""The forms in which partners tell what happens, and where their own calendar is."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.directory.models import Event, EventFeed, OrganizationPage
from cms.directory.models.events import ADDRESS_LENGTH, PLACE_LENGTH, TEXT_LENGTH, TITLE_LENGTH

MOST_EVENTS = 100
"""How many coming events an organisation may tell of in the form."""
MONTHS_AHEAD = 18
MOST_DAYS = 366
A_WEEK = timedelta(days=7)
# 18.30, 18:30, 18,30, 1830 and 18: the numbers' keyboard of a phone may have no colon.
TIME = re.compile(r"(\d{1,2})(?:[.:, ]?(\d{2}))?")
WRONG_ADDRESS = gettext_lazy("Write an address on the web, such as https://www.example.com.")
WEBCAL = re.compile(r"^webcals?://", re.IGNORECASE)


class DayInput(forms.MultiWidget):
    """Day, month and year as three numbers to type."""

    template_name = "directory/widgets/date.html"

    def __init__(self) -> None:
        inputs = {part: forms.TextInput() for part in ("day", "month", "year")}
        super().__init__(inputs)

    def decompress(self, value: Any) -> list[Any]:
        return [value.day, value.month, value.year] if isinstance(value, date) else ["", "", ""]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day"


class DayField(forms.Field):
    """A day, or None where all three numbers are empty."""

    widget = DayInput

    def clean(self, value: list[str] | None) -> date | None:
        parts = [str(part or "").strip() for part in value or []]
        if not any(parts):
            self.validate(None)
            return None
        numbers = [int(part) if part.isdecimal() and len(part) <= 4 else None for part in parts]
        try:
            return date(numbers[2], numbers[1], numbers[0])
        except (TypeError, ValueError, OverflowError):
            raise ValidationError(_not_a_day(numbers)) from None


def _not_a_day(numbers: list[int | None]) -> str:
    day, month, year = numbers
    if day and month and year and month <= 12:
        days = {"days": monthrange(year, month)[1]}
        return _("There is no such day: that month has %(days)d days.") % days
    return _("We cannot read this as a day. Write it as numbers, such as 14, 3 and 2027.")


class TimeField(forms.CharField):
    """A time of the day, or None where nothing was written."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=8, **kwargs)

    def clean(self, value: Any) -> time | None:
        text = super().clean(value)
        if not text:
            return None
        found = TIME.fullmatch(text)
        try:
            return time(int(found[1]), int(found[2] or 0)) if found else time(99)
        except ValueError:
            message = _("We cannot read this as a time. Write it as 18.30 or 1830.")
            raise ValidationError(message) from None


class EventForm(forms.Form):
    """One event. Without a time it goes on all day."""

    use_required_attribute = False

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=gettext_lazy("What happens"),
        max_length=TITLE_LENGTH,
        error_messages={"required": gettext_lazy("Say in a few words what happens.")},
    )
    begins_on = DayField(
        label=gettext_lazy("Day"),
        error_messages={"required": gettext_lazy("Say which day it is.")},
    )
    begins_at = TimeField(
        label=gettext_lazy("Begins at"),
        help_text=gettext_lazy("Such as 18.30. Leave it empty when it goes on all day."),
    )
    ends_at = TimeField(label=gettext_lazy("Ends at"), help_text=gettext_lazy("Such as 20.00."))
    ends_on = DayField(label=gettext_lazy("Last day, when it goes on for several"), required=False)
    place = forms.CharField(
        label=gettext_lazy("Where"),
        max_length=PLACE_LENGTH,
        required=False,
        help_text=gettext_lazy("The name of the place and the street, so that newcomers find it."),
    )
    text = forms.CharField(
        label=gettext_lazy("More about it"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("What you do, for whom it is, what it costs, what to bring."),
    )
    website = forms.URLField(
        label=gettext_lazy("Read more on the web"),
        max_length=ADDRESS_LENGTH,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": WRONG_ADDRESS},
        validators=[URLValidator(schemes=["http", "https"], message=WRONG_ADDRESS)],
    )
    title_en = forms.CharField(
        label=gettext_lazy("What happens, in English"), max_length=TITLE_LENGTH, required=False
    )
    text_en = forms.CharField(
        label=gettext_lazy("More about it, in English"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(
        self,
        listing: OrganizationPage,
        event: Event | None = None,
        data: Any = None,
        *,
        like: Event | None = None,
    ) -> None:
        """Take a listing and the event to be changed, or for a new one another it is like."""
        self.listing, self.event = listing, event
        super().__init__(data, initial=_a_week_later(like) if like else _initial(event))
        for name, field in self.fields.items():
            size = " input--4" if isinstance(field, TimeField) else ""
            field.widget.attrs |= {"class": f"input{size}", "dir": _direction(name, field)}
            if isinstance(field, TimeField):
                field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}
            if name.endswith("_en"):
                field.widget.attrs["lang"] = "en"

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not self.errors.keys() & {"begins_on", "begins_at", "ends_on", "ends_at"}:
            self._check_days(said)
        if self.event is None and not self.errors and self._are_too_many():
            raise ValidationError(
                _("You have %(number)d coming events already. Cancel one before you add another.")
                % {"number": MOST_EVENTS}
            )
        if self.event and said.get("version") != self.event.version:
            self.data = self.data.copy()
            self.data["version"] = str(self.event.version)
            raise ValidationError(
                _(
                    "Somebody else changed this event after you opened it. It is now “%(title)s”,"
                    " %(day)s. Save once more if yours is right."
                )
                % {"title": self.event.title, "day": _said_day(self.event)}
            )
        return said

    def _check_days(self, said: dict[str, Any]) -> None:
        first, last = said["begins_on"], said["ends_on"] or said["begins_on"]
        if said["ends_at"] and not said["begins_at"]:
            self.add_error("begins_at", _("Say when it begins too, or leave both times empty."))
            return
        begins, ends = moments(first, said["begins_at"], last, said["ends_at"])
        if ends is not None and ends <= begins:
            self._refuse_end(said, last < first)
        elif (last - first) > timedelta(days=MOST_DAYS):
            self.add_error("ends_on", _("It can go on for a year at most."))
        elif _over(begins, ends) <= timezone.now():
            self.add_error("begins_on", _("It is over already. Write a day to come."))
        elif first > _latest(timezone.localdate()):
            self.add_error("begins_on", _("Write a day within the next 18 months."))

    def _refuse_end(self, said: dict[str, Any], is_day: bool) -> None:
        if is_day:
            self.add_error("ends_on", _("The last day comes before the first."))
        elif said["ends_on"]:
            self.add_error("ends_at", _("It ends before it begins."))
        else:
            message = _("It ends before it begins. Does it end after midnight? Write the last day.")
            self.add_error("ends_at", message)

    def _are_too_many(self) -> bool:
        told = Event.objects.coming().of(self.listing).filter(source=Event.Source.FORM)
        return told.count() >= MOST_EVENTS

    def values(self) -> dict[str, Any]:
        """Return what was said as the fields of an event."""
        said = self.cleaned_data
        last = said["ends_on"] or said["begins_on"]
        begins, ends = moments(said["begins_on"], said["begins_at"], last, said["ends_at"])
        words = ("title", "text", "title_en", "text_en", "place", "website")
        return {
            **{name: said[name] for name in words},
            "begins": begins,
            "ends": ends,
            "is_whole_days": said["begins_at"] is None,
        }


def moments(
    first: date, begins_at: time | None, last: date, ends_at: time | None
) -> tuple[datetime, datetime | None]:
    """Return when an event begins and ends; without times it ends the midnight after its last day.

    One that begins at a time and ends on a later day, nobody said when, ends with that day.
    """
    if begins_at is None:
        return local(first, time.min), local(last + timedelta(days=1), time.min)
    begins = local(first, begins_at)
    if ends_at is not None:
        return begins, local(last, ends_at)
    return begins, local(last + timedelta(days=1), time.min) if last != first else None


def local(day: date, clock: time) -> datetime:
    """Return a moment of the clock in Piteå; one that the clock skips in spring is an hour on."""
    moment = timezone.make_aware(datetime.combine(day, clock))
    return timezone.localtime(moment.astimezone(UTC))


def _latest(today: date) -> date:
    months = today.month - 1 + MONTHS_AHEAD
    year, month = today.year + months // 12, months % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _over(begins: datetime, ends: datetime | None) -> datetime:
    return Event(begins=begins, ends=ends).ends_for_readers


def _said_day(event: Event) -> str:
    moment = timezone.localtime(event.begins)
    return f"{moment:%Y-%m-%d}" if event.is_whole_days else f"{moment:%Y-%m-%d %H:%M}"


def _direction(name: str, field: forms.Field) -> str:
    is_written_ltr = isinstance(field, forms.URLField | TimeField) or name.endswith("_en")
    return "ltr" if is_written_ltr else "auto"


def _a_week_later(event: Event) -> dict[str, Any]:
    """Return what an event says, a week later: most of what is repeated is so every week."""
    said = _initial(event)
    later = {name: said[name] + A_WEEK for name in ("begins_on", "ends_on") if said[name]}
    return {**said, **later, "version": None}


def _initial(event: Event | None) -> dict[str, Any]:
    if event is None:
        return {}
    begins = timezone.localtime(event.begins)
    last_day, ends_at = _said_end(event)
    same = ("version", "title", "text", "title_en", "text_en", "place", "website")
    return {
        **{name: getattr(event, name) for name in same},
        "begins_on": begins.date(),
        "begins_at": "" if event.is_whole_days else f"{begins:%H:%M}",
        "ends_at": ends_at,
        "ends_on": last_day if last_day != begins.date() else None,
    }


def _said_end(event: Event) -> tuple[date, str]:
    """Return the last day and the time of an event as the form takes them."""
    last = timezone.localtime(event.last_day)
    if event.ends is None or event.is_whole_days:
        return last.date(), ""
    ends = timezone.localtime(event.ends)
    # The midnight after a later day is what the form makes of a last day without a time.
    if ends.time() == time.min and event.is_over_days:
        return last.date(), ""
    return ends.date(), f"{ends:%H:%M}"


class FeedForm(forms.ModelForm):
    """The address of an organisation's own calendar."""

    use_required_attribute = False

    address = forms.CharField(
        label=gettext_lazy("Address of your calendar"),
        max_length=ADDRESS_LENGTH,
        help_text=gettext_lazy(
            "It often ends in .ics. The calendar must be public: everything in it is shown."
        ),
        error_messages={"required": gettext_lazy("Paste the address of your calendar.")},
        widget=forms.URLInput(attrs={"class": "input", "dir": "ltr"}),
    )

    class Meta:
        model = EventFeed
        fields = ["address"]

    def clean_address(self) -> str:
        """Return the address as it is fetched: webcal is what calendars call https."""
        address = WEBCAL.sub("https://", self.cleaned_data["address"].strip())
        field = forms.URLField(assume_scheme="https", max_length=ADDRESS_LENGTH)
        try:
            cleaned = field.clean(address)
        except ValidationError:
            cleaned = ""
        if not cleaned.startswith(("https://", "http://")):
            raise ValidationError(
                _("Write the whole address, such as https://www.example.com/calendar.ics.")
            )
        return cleaned
