"""How a member wants to be reminded: by mail, and by a calendar that subscribes."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import tokens
from onboarding.models import Member
from onboarding.notebook.models.keeping import OwnTask


class RemindingQuerySet(models.QuerySet["Reminding"]):
    """Verbs for choosing who is to be reminded."""

    def not_looked_at(self, today: date) -> "RemindingQuerySet":
        """Those whose plan has not been looked at today, in a lasting order."""
        return self.filter(looked_on__lt=today).order_by("pk")

    def with_plans(self) -> "RemindingQuerySet":
        """With all that counting needs, in a number of queries that does not grow with them."""
        days_only = OwnTask.objects.only("adult", "day", "done_on")
        return self.select_related("member__adult", "member__move").prefetch_related(
            "member__move__adults",
            "member__move__answers",
            "member__move__task_states",
            models.Prefetch("member__adult__own_tasks", days_only),
        )


class Reminding(models.Model):
    """What mail a member has asked for, and in which language. No row means none.

    `looked_on` is the day on which it was last decided whether a mail is due.
    """

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="reminding")
    weekly = models.BooleanField(default=False)
    deadlines = models.BooleanField(default=False)
    language = models.CharField(max_length=10, default=settings.LANGUAGE_CODE)
    looked_on = models.DateField(default=timezone.localdate, db_index=True)
    chosen_at = models.DateTimeField(default=timezone.now)

    objects = RemindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminders by mail")
        verbose_name_plural = _("reminders by mail")


class FeedQuerySet(models.QuerySet["Feed"]):
    """Verbs for choosing calendar addresses."""

    def in_use(self) -> "FeedQuerySet":
        """Addresses that a calendar has fetched lately enough."""
        return self.filter(fetched_at__gt=timezone.now() - Feed.KEPT_UNUSED)

    def expired(self) -> "FeedQuerySet":
        """Addresses that no calendar has fetched for so long that they end."""
        return self.filter(fetched_at__lte=timezone.now() - Feed.KEPT_UNUSED)

    def opened_by(self, token: str) -> "FeedQuerySet":
        """The address that a token belongs to."""
        return self.filter(token_digest=Feed.digest(token))


class Feed(models.Model):
    """A private address that calendars fetch a member's plan from; of its token only a digest."""

    KEPT_UNUSED = timedelta(days=365)

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="feed")
    token_digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=10, default=settings.LANGUAGE_CODE)
    is_discreet = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    fetched_at = models.DateTimeField(default=timezone.now)

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    new_token = staticmethod(tokens.new)
    digest = staticmethod(tokens.digest)
