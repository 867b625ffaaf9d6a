"""What happens at the organisations: told by them, in a form or by their own calendar."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.directory.models.organizations import OrganizationPage
from cms.visibility import public

TITLE_LENGTH, TEXT_LENGTH, PLACE_LENGTH, ADDRESS_LENGTH = 120, 1000, 160, 500
WITHOUT_AN_END = timedelta(hours=2)
"""How long an event is shown after it began when nobody said when it ends."""


class EventQuerySet(models.QuerySet["Event"]):
    """Verbs for choosing events."""

    def coming(self, now: datetime | None = None) -> "EventQuerySet":
        """Those that are not over, the next one first."""
        return self.filter(over_at__gt=now or timezone.now()).order_by("begins", "pk")

    def of(self, page: OrganizationPage) -> "EventQuerySet":
        """Those of one organisation, in whatever language its page is read."""
        return self.filter(organization__translation_key=page.translation_key)

    def shown(self) -> "EventQuerySet":
        """Those that readers may see: neither they nor their organisation are hidden."""
        listings = public(OrganizationPage.objects.all()).exclude(
            pk__in=HiddenEvents.objects.values("organization")
        )
        return self.filter(is_hidden=False, organization__in=listings.order_by().values("pk"))


class Event(models.Model):
    """One thing that happens at a time and a place. Its texts are plain.

    An event of whole days begins and ends at midnight in Piteå; its end is the midnight
    after its last day.
    """

    class Source(models.TextChoices):
        """Who told of it."""

        FORM = "form", _("The form")
        FEED = "feed", _("Their calendar")

    organization = models.ForeignKey(
        OrganizationPage,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="events",
    )
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    text = models.TextField(_("text"), max_length=TEXT_LENGTH, blank=True)
    title_en = models.CharField(_("title in English"), max_length=TITLE_LENGTH, blank=True)
    text_en = models.TextField(_("text in English"), max_length=TEXT_LENGTH, blank=True)
    begins = models.DateTimeField(_("begins"))
    ends = models.DateTimeField(_("ends"), null=True, blank=True)
    is_whole_days = models.BooleanField(_("whole days"), default=False)
    over_at = models.DateTimeField(_("over at"), editable=False, db_index=True)
    place = models.CharField(_("place"), max_length=PLACE_LENGTH, blank=True)
    website = models.URLField(_("on the web"), max_length=ADDRESS_LENGTH, blank=True)
    source = models.CharField(
        _("told by"), max_length=10, choices=Source.choices, default=Source.FORM
    )
    uid = models.CharField(max_length=255, blank=True, editable=False)
    is_hidden = models.BooleanField(
        _("hidden"),
        default=False,
        help_text=_("Readers do not see it. Whoever told of it can see that it is hidden."),
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["begins", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "uid"],
                condition=models.Q(source="feed"),
                name="unique_event_of_a_feed",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        self.over_at = self.ends_for_readers
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the address of the event's own page, in the language in force."""
        return reverse("event", args=[self.pk])

    @property
    def ends_for_readers(self) -> datetime:
        """When it is gone: at its end, or two hours after it began where nobody said the end."""
        return self.ends or self.begins + WITHOUT_AN_END

    @property
    def last_day(self) -> datetime:
        """A moment of the last day it goes on: an event of whole days ends the midnight after."""
        ends = self.ends or self.begins
        return ends - timedelta(minutes=1) if ends > self.begins else ends

    @property
    def is_over_days(self) -> bool:
        """Whether it goes on for more than one day."""
        return timezone.localdate(self.last_day) > timezone.localdate(self.begins)


class EventFeedQuerySet(models.QuerySet["EventFeed"]):
    """Verbs for choosing calendars."""

    def due(self, now: datetime) -> "EventFeedQuerySet":
        """Those to be read now, the ones that work first."""
        return self.filter(is_paused=False, due_at__lte=now).order_by("failures", "due_at")


class EventFeed(models.Model):
    """The address of an organisation's own calendar, and how reading it went."""

    class Fault(models.TextChoices):
        """Why the calendar could not be read, in words for whoever told us of it."""

        REFUSED = "refused", _("The address leads to a place that we do not read from.")
        UNKNOWN_HOST = "unknown_host", _("There is no such place on the web. Is it spelt right?")
        TIME_OUT = "time_out", _("The calendar took too long to answer.")
        NO_CONNECTION = "no_connection", _("Nobody answers at the address.")
        TLS = "tls", _("The address is not safe: its certificate is wrong or too old.")
        TOO_LARGE = "too_large", _("The calendar is larger than 2 MB. Share a smaller one.")
        REDIRECTS = "redirects", _("The address leads round in a circle.")
        NONSENSE = "nonsense", _("The answer broke off or could not be understood.")
        GONE = "gone", _("There is no calendar at the address.")
        CLOSED = "closed", _("The calendar is not public. Share it with everybody first.")
        TROUBLE = "trouble", _("The place where the calendar lies has trouble of its own.")
        NO_CALENDAR = "no_calendar", _("What lies at the address is not a calendar (iCalendar).")
        CUT_SHORT = "cut_short", _("The calendar ends in the middle.")

    organization = models.OneToOneField(
        OrganizationPage,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="event_feed",
    )
    address = models.URLField(_("address of the calendar"), max_length=ADDRESS_LENGTH)
    etag = models.CharField(max_length=200, blank=True, editable=False)
    last_modified = models.CharField(max_length=60, blank=True, editable=False)
    due_at = models.DateTimeField(_("read next"), default=timezone.now, editable=False)
    read_at = models.DateTimeField(_("last read"), null=True, editable=False)
    whole_at = models.DateTimeField(_("last read whole"), null=True, editable=False)
    fault = models.CharField(
        _("fault"), max_length=20, blank=True, choices=Fault.choices, editable=False
    )
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0, editable=False)
    left_out = models.PositiveIntegerField(_("left out"), default=0, editable=False)
    is_paused = models.BooleanField(
        _("paused"),
        default=False,
        help_text=_("The calendar is not read. What was read stays."),
    )

    objects = EventFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar of an organisation")
        verbose_name_plural = _("calendars of organisations")

    def __str__(self) -> str:
        return self.address


class HiddenEvents(models.Model):
    """An organisation whose events readers do not see, those to come included."""

    organization = models.OneToOneField(
        OrganizationPage,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    note = models.CharField(
        _("why"), max_length=200, blank=True, help_text=_("For your colleagues.")
    )
    since = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("organisation whose events are hidden")
        verbose_name_plural = _("organisations whose events are hidden")

    def __str__(self) -> str:
        return self.organization.title

    def clean(self) -> None:
        super().clean()
        if self.organization_id and (
            self.organization.locale.language_code != settings.LANGUAGE_CODE
        ):
            raise ValidationError({"organization": _("Choose the Swedish page.")})
