"""A mover's own rows: the move, its adults, their answers, and how far each task has come.

No name, no address, no personnummer. An adult is an alias; a child is an age band. Whoever
signs in to keep the move on every device is a member of it, and one of its adults.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import tokens

MOST_ADULTS = 6
ALIAS_LENGTH = 40


class MoveQuerySet(models.QuerySet["Move"]):
    """Verbs for choosing moves."""

    def opened_by(self, key: str) -> "MoveQuerySet":
        """The move that a browser's key opens."""
        return self.filter(key_digest=Move.digest(key))

    def expired(self) -> "MoveQuerySet":
        """Moves of browsers that nobody has used for as long as they are kept."""
        kept = timedelta(seconds=settings.MOVE_COOKIE_AGE)
        return self.filter(members=None, used_at__lt=timezone.now() - kept)


class Move(models.Model):
    """One household's move.

    It is opened by a key that lies in one browser, of which here lies only the digest, or
    by its members, once they have signed in. Never by both.
    """

    key_digest = models.CharField(max_length=64, unique=True, null=True)
    language = models.CharField(max_length=10)
    phase = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = MoveQuerySet.as_manager()

    # Who looks at it, set by the door (onboarding/access.py); nobody in a browser with a key.
    reader: "Member | None" = None

    class Meta:
        verbose_name = _("move")
        verbose_name_plural = _("moves")

    new_key = staticmethod(tokens.new)
    digest = staticmethod(tokens.digest)


class Adult(models.Model):
    """An adult of the household, by the alias they chose."""

    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="adults")
    number = models.PositiveSmallIntegerField()
    alias = models.CharField(max_length=ALIAS_LENGTH, blank=True)
    # Signed in to the plan once, and has left it with a copy (notebook/leaving.py).
    has_left = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("adult")
        verbose_name_plural = _("adults")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["move", "number"], name="unique_adult"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1, number__lte=MOST_ADULTS),
                name="adult_number_in_range",
                violation_error_message=_("A household has one to six adults here."),
            ),
        ]


class Member(models.Model):
    """Somebody who signs in to a move: one of its adults, on every device."""

    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="members")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="member"
    )
    adult = models.OneToOneField(Adult, on_delete=models.CASCADE, related_name="member")
    is_owner = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(
                fields=["move"], condition=models.Q(is_owner=True), name="one_owner"
            ),
        ]


class KeptVersionQuerySet(models.QuerySet["KeptVersion"]):
    """Verbs for choosing kept versions."""

    def still_kept(self) -> "KeptVersionQuerySet":
        """Versions that can be brought back."""
        return self.filter(lost_at__gte=timezone.now() - KeptVersion.KEPT_FOR)

    def expired(self) -> "KeptVersionQuerySet":
        """Versions whose time has passed."""
        return self.filter(lost_at__lt=timezone.now() - KeptVersion.KEPT_FOR)


class KeptVersion(models.Model):
    """What lost when two moves became one: kept for thirty days, and to be brought back."""

    class Kind(models.TextChoices):
        ALIAS = "alias", _("Name")
        ANSWER = "answer", _("Answer")
        TASK = "task", _("Task")

    KEPT_FOR = timedelta(days=30)

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="kept_versions")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    adult = models.ForeignKey(Adult, null=True, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=80, blank=True)
    value = models.JSONField(null=True)
    given_at = models.DateTimeField()
    lost_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = KeptVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("kept version")
        verbose_name_plural = _("kept versions")
        ordering = ["pk"]


class Answer(models.Model):
    """One answer: of the household, or of one adult. An empty value is "don't know yet".

    A day that was changed keeps beside it the one that it replaced (onboarding/days.py).
    """

    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="answers")
    adult = models.ForeignKey(Adult, null=True, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=60)
    value = models.JSONField(null=True)
    replaced = models.JSONField(null=True)
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(
                fields=["move", "question"],
                condition=models.Q(adult=None),
                name="unique_household_answer",
            ),
            models.UniqueConstraint(
                fields=["move", "adult", "question"],
                condition=models.Q(adult__isnull=False),
                name="unique_adult_answer",
            ),
        ]


class TaskState(models.Model):
    """How far a task has come, for the household or for one adult."""

    class State(models.TextChoices):
        TO_DO = "to_do", _("To do")
        DOING = "doing", _("Doing")
        DONE = "done", _("Done")
        NOT_FOR_US = "not_for_us", _("Not for us")

    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="task_states")
    adult = models.ForeignKey(Adult, null=True, on_delete=models.CASCADE, related_name="+")
    task = models.CharField(max_length=80)
    state = models.CharField(max_length=12, choices=State.choices)
    done_on = models.DateField(null=True)
    # Whose a task of the household is, where one adult has taken it on.
    given_to = models.ForeignKey(Adult, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("state of a task")
        verbose_name_plural = _("states of tasks")
        constraints = [
            models.UniqueConstraint(
                fields=["move", "task"],
                condition=models.Q(adult=None),
                name="unique_household_task_state",
            ),
            models.UniqueConstraint(
                fields=["move", "adult", "task"],
                condition=models.Q(adult__isnull=False),
                name="unique_adult_task_state",
            ),
            models.CheckConstraint(
                condition=models.Q(state="done") | models.Q(done_on=None),
                name="only_done_has_a_day",
            ),
        ]


class TaskChange(models.Model):
    """What a task was set to, when and by whom: nothing that two people do at once is lost."""

    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="task_changes")
    adult = models.ForeignKey(Adult, null=True, on_delete=models.CASCADE, related_name="+")
    task = models.CharField(max_length=80)
    state = models.CharField(max_length=12, choices=TaskState.State.choices)
    by = models.ForeignKey(Adult, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("change of a task")
        verbose_name_plural = _("changes of tasks")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["move", "task"], name="changes_of_a_task")]
