"""What happens when the last step of a workflow is approved; named in the settings.

Wagtail reads this while its own models are made, so nothing is imported before it is needed.
"""

from typing import Any


def publish_what_changes_no_plan(workflow_state: Any, user: Any = None) -> None:
    """Publish what was approved, unless somebody has to see first whose plan it changes.

    Then it waits as a draft; the editor's page says so, and leads to where it is published.
    """
    from wagtail.workflows import publish_workflow_state

    from onboarding.publishing import must_be_seen

    revision = workflow_state.content_object.get_latest_revision()
    if revision is None or not must_be_seen(revision.as_object()):
        publish_workflow_state(workflow_state, user=user)
