"""The one step of the workflow in which what partners hand in is decided."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState


class ListingApprovalTask(Task):
    """Somebody who may publish the listing looks at what changes, and decides.

    The page editor offers no button for it: it shows the page as it is now, and a decision
    is about the revision that was looked at (cms/partners/moderation.py).
    """

    class Meta:
        verbose_name = _("approval of a listing")
        verbose_name_plural = _("approvals of listings")

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return obj.permissions_for_user(user).can_publish()

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        return []

    def get_task_states_user_can_moderate(
        self, user: Any, **kwargs: Any
    ) -> models.QuerySet[TaskState]:
        from cms.partners.models import Submission
        from cms.partners.moderation import may_decide_about

        waiting = Submission.objects.waiting().filter(page__in=may_decide_about(user))
        return TaskState.objects.filter(
            task=self.task_ptr,
            status=TaskState.STATUS_IN_PROGRESS,
            pk__in=waiting.values("task_state"),
        )

    @classmethod
    def get_description(cls) -> str:
        return _("Whoever may publish the listing compares and decides")
