"""A picture or document that a page shows cannot be deleted.

Publishing a translation crashes where a picture of its source is gone
(wagtail/wagtail-localize issue 769), and readers would meet a hole.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model, ProtectedError
from django.db.models.signals import pre_delete
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex

from cms.lists import listed
from cms.models.media import Download, Picture


class UsedOnPage(ProtectedError):
    """What should be deleted is shown on a page."""


def connect() -> None:
    for model in (Picture, Download):
        pre_delete.connect(_refuse, sender=model, dispatch_uid=f"cms.protect.{model.__name__}")


def uses(instance: Model) -> list[Any]:
    """Return what shows this picture or document."""
    return [reference.model_path for reference in ReferenceIndex.get_references_to(instance)]


def _refuse(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    if uses(instance):
        message = _("“%(title)s” is used on a page. Replace it there first.")
        raise UsedOnPage(message % {"title": instance}, {instance})


class RefusedDeletion:
    """Say in the admin why something cannot be deleted; Wagtail would answer with an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Lead back to the form that asked, with the reason."""
        if not isinstance(error, ProtectedError):
            return None
        messages.error(request, reason(error))
        return redirect(request.get_full_path())


def reason(error: ProtectedError) -> str:
    """Return in the editor's language why something cannot be deleted."""
    if isinstance(error, UsedOnPage):
        return str(error.args[0])
    message = _(
        "This cannot be deleted, because it is used by %(titles)s. Take it away there first."
    )
    return message % {"titles": listed(sorted({str(each) for each in error.protected_objects}))}
