"""What the history of a listing calls what happens without an editor."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def steps_of_a_listing(actions: Any) -> None:
    """Confirmed from a mail; taken back because nobody answered."""
    actions.register_action(
        "directory.confirm", _("Confirm"), _("Confirmed by whoever looks after it")
    )
    actions.register_action(
        "directory.hide", _("Take back"), _("Taken back: nobody said that it holds")
    )
