"""What one adult keeps: saved things, notes, own tasks. Private until its writer shares it.

In the move of a browser, where nobody has signed in, everything belongs to the first adult.
Whatever a mover writes is encrypted; what was saved is public anyway, who saved it is not.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.encryption import EncryptedTextField
from onboarding.models import Adult


class KeptQuerySet(models.QuerySet[models.Model]):
    """Verbs for choosing what is kept."""

    def seen_by(self, adult: Adult) -> "KeptQuerySet":
        """What an adult may see: their own, and what another adult of the move has shared."""
        return self.filter(
            models.Q(adult=adult) | models.Q(adult__move=adult.move_id, is_shared=True)
        )

    def of(self, adult: Adult) -> "KeptQuerySet":
        """What an adult keeps themselves: only they share it, or take it away."""
        return self.filter(adult=adult)


class Kept(models.Model):
    """Something that one adult keeps, alone or shared with the other members of the move."""

    adult = models.ForeignKey(Adult, on_delete=models.CASCADE)
    is_shared = models.BooleanField(default=False)
    kept_at = models.DateTimeField(default=timezone.now)

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True


class SavedThing(Kept):
    """A page, task, organisation, or one contact of an organisation, as it was when saved.

    `page_key` is the page's translation key: the same thing in every language. `part` is the
    id of a contact's block, empty for the whole page. `as_saved` holds its address and its
    texts by field in the language it was saved in, to tell what has changed since `seen_at`.
    """

    page_key = models.UUIDField()
    part = models.CharField(max_length=36, blank=True)
    title = models.CharField(max_length=255)
    language = models.CharField(max_length=10, default="sv")
    as_saved = models.JSONField(default=dict)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta(Kept.Meta):
        verbose_name = _("saved thing")
        verbose_name_plural = _("saved things")
        ordering = ["-kept_at", "-pk"]
        default_related_name = "saved_things"
        constraints = [
            models.UniqueConstraint(fields=["adult", "page_key", "part"], name="saved_once"),
        ]

    @property
    def address(self) -> str:
        """Where it was when saved; nothing where a loaded file says something else than a text."""
        address = self.as_saved.get("address")
        return address if isinstance(address, str) else ""

    @property
    def texts(self) -> dict[str, str]:
        """What it said when saved: texts only, whatever a loaded file holds."""
        said = self.as_saved.get("texts")
        if not isinstance(said, dict):
            return {}
        return {name: text for name, text in said.items() if isinstance(text, str)}


class Written(Kept):
    """Something that a mover wrote. `version` grows with every change, whoever makes it.

    `submission` is the number of the form it was written with: sent twice, it is there once.
    """

    submission = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(Adult, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta(Kept.Meta):
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["adult", "submission"], name="%(class)s_sent_once"),
        ]


class Note(Written):
    """A note on something saved, or a free one."""

    about = models.ForeignKey(SavedThing, null=True, on_delete=models.SET_NULL)
    body = EncryptedTextField()

    class Meta(Written.Meta):
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["-changed_at", "-pk"]
        default_related_name = "notes"


class OwnTask(Written):
    """A task that a mover made up, with a day if it has one."""

    title = EncryptedTextField()
    day = models.DateField(null=True)
    done_on = models.DateField(null=True)

    class Meta(Written.Meta):
        verbose_name = _("own task")
        verbose_name_plural = _("own tasks")
        ordering = [models.F("day").asc(nulls_last=True), "pk"]
        default_related_name = "own_tasks"
