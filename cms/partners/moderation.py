"""Deciding about what partners handed in: about that very revision, or not at all.

The submission is settled by a compare-and-swap first, so of two who decide at once, or of a
communicator who decides about something that was taken back or replaced meanwhile, only one
has an effect. Then Wagtail's own workflow takes its course.
"""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, Workflow, WorkflowState, WorkflowTask
from wagtail.permissions import page_permission_policy
from wagtail.signals import page_published, workflow_cancelled
from wagtail.users.models import UserProfile

from cms.directory import confirming
from cms.directory.models import OrganizationPage
from cms.mail import outbox
from cms.models import User
from cms.partners import english, people
from cms.partners.filling import Texts
from cms.partners.models import ListingApprovalTask, Submission

NAME = "Kontakter från partner"
WAITS, DECIDED = "listing_waits", "listing_decision"


class Settled(Exception):
    """The submission does not wait any more: decided, taken back, or replaced by a newer one."""

    def __init__(self, submission: Submission) -> None:
        super().__init__(submission.pk)
        self.submission = submission


def may_decide_about(user: User) -> QuerySet[OrganizationPage]:
    """Return the listings that somebody may publish."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "publish")
    return OrganizationPage.objects.filter(pk__in=pages.values("pk"))


def start(submission: Submission, *, by: User) -> None:
    """Begin the workflow of a submission, and tell those who decide."""
    page = OrganizationPage.objects.get(pk=submission.page_id)
    if unfinished := page.current_workflow_state:
        unfinished.cancel(user=by)
    state = workflow().start(page, by)
    submission.task_state = state.current_task_state
    submission.save(update_fields=["task_state"])
    for user in _deciders(page):
        outbox.queue(
            WAITS,
            user.email,
            dedupe_key=f"{submission.pk}:{user.pk}",
            language=UserProfile.get_for_user(user).get_preferred_language(),
            payload={"submission": submission.pk},
        )


def workflow() -> Workflow:
    """Return the workflow of partners' pages, made when it is first needed."""
    found, is_new = Workflow.objects.get_or_create(name=NAME)
    if is_new:
        task = ListingApprovalTask.objects.create(name=NAME)
        WorkflowTask.objects.create(workflow=found, task=task, sort_order=0)
    return found


@transaction.atomic
def approve(submission: Submission, *, by: User, comment: str = "") -> None:
    """Publish that very revision, with its English. Raises Settled."""
    _settle_or_raise(submission, Submission.State.APPROVED, comment)
    if submission.task_state:
        submission.task_state.specific.approve(user=by, comment=comment)
    else:
        submission.revision.publish(user=by)
    _tell(submission)


@transaction.atomic
def ask_for_changes(submission: Submission, *, by: User, comment: str) -> None:
    """Give a submission back with a word on what is to be changed. Raises Settled."""
    _settle_or_raise(submission, Submission.State.CHANGES, comment)
    if submission.task_state:
        submission.task_state.specific.reject(user=by, comment=comment)
    _tell(submission)


def settle(submission: Submission, state: str, comment: str = "") -> bool:
    """Set what became of a submission that still waits; return whether it did."""
    waiting = Submission.objects.waiting().filter(pk=submission.pk)
    return bool(waiting.update(state=state, comment=comment, decided_at=timezone.now()))


def cancel(submission: Submission, *, by: User | None) -> None:
    """End the workflow of a submission that was settled another way."""
    state = submission.task_state.workflow_state if submission.task_state else None
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        state.cancel(user=by)


def connect() -> None:
    """Listen for publications and for workflows that end in Wagtail's own pages."""
    page_published.connect(_on_published, OrganizationPage, dispatch_uid="cms.partners")
    workflow_cancelled.connect(_on_cancelled, dispatch_uid="cms.partners")


def _on_published(
    sender: type[Page], instance: OrganizationPage, revision: Revision | None = None, **_more: Any
) -> None:
    """Give a published revision its English. A newer one that an editor made of it counts too."""
    if revision is None:
        return
    submission = (
        Submission.objects.of(instance)
        .filter(revision__lte=revision.pk, english_is_public=False)
        .exclude(state__in=[Submission.State.WITHDRAWN, Submission.State.CHANGES])
        .first()
    )
    if submission is None:
        return
    if settle(submission, Submission.State.APPROVED):
        cancel(submission, by=None)
        _tell(submission)
    Submission.objects.filter(pk=submission.pk).update(english_is_public=True)
    if instance.verified_on:
        confirming.hold(instance, instance.verified_on)
    english.translate(instance, Texts.from_json(submission.english))
    confirming.bring_back(instance)


def _on_cancelled(sender: type[WorkflowState], instance: WorkflowState, **_more: Any) -> None:
    """Tell partners where an editor stopped the workflow, or published something else."""
    waiting = Submission.objects.waiting().filter(task_state__workflow_state=instance)
    for submission in waiting:
        comment = _(
            "The municipality changed the page meanwhile. Look through it and hand in again."
        )
        if settle(submission, Submission.State.CHANGES, comment):
            _tell(submission)


def _settle_or_raise(submission: Submission, state: str, comment: str) -> None:
    if not settle(submission, state, comment):
        submission.refresh_from_db()
        raise Settled(submission)
    submission.refresh_from_db()


def _deciders(page: OrganizationPage) -> list[User]:
    users = page_permission_policy.users_with_permission_for_instance("publish", page)
    return [user for user in users if user.email]


def _tell(submission: Submission) -> None:
    """Write to whoever handed it in."""
    by = submission.handed_in_by
    if by is None or not by.is_partner:
        return
    outbox.queue(
        DECIDED,
        people.address_of(by),
        dedupe_key=str(submission.pk),
        language=people.language_of(by),
        payload={"submission": submission.pk},
    )
