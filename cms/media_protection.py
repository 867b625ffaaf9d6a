"""A picture or document that a page shows cannot be deleted.

Publishing a translation crashes where a picture of its source is gone
(wagtail/wagtail-localize issue 769), and readers would meet a hole.
"""

from typing import Any

from django.db.models import Model, ProtectedError
from django.db.models.signals import pre_delete
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex

from cms.models.media import Download, Picture


def connect() -> None:
    for model in (Picture, Download):
        pre_delete.connect(_refuse, sender=model, dispatch_uid=f"cms.protect.{model.__name__}")


def uses(instance: Model) -> list[Any]:
    """Return what shows this picture or document."""
    return [reference.model_path for reference in ReferenceIndex.get_references_to(instance)]


def _refuse(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    if uses(instance):
        message = _("“%(title)s” is used on a page. Replace it there first.")
        raise ProtectedError(message % {"title": instance}, {instance})
