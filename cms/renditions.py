"""Pictures in every size that pages show, made when a picture arrives.

Making one takes up to half a second. Left to the templates, the first readers of
a page would wait for all of its pictures. tests/cms/test_renditions.py fails when
a page shows a size that is not made here.
"""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from wagtail.images.models import SourceImageIOError

from cms.models.media import Picture

# The better one first; the last is the one that every browser shows.
FORMATS = ("avif", "webp")


def specs(kind: str) -> tuple[str, ...]:
    """Return the names of a picture's renditions in one format."""
    return tuple(f"format-{kind}|width-{width}" for width in (480, 960, 1600))


SIZES = (
    "fill-1200x630|format-jpeg|jpegquality-75",
    *(name for kind in FORMATS for name in specs(kind)),
)


def connect() -> None:
    post_save.connect(_on_saved, sender=Picture, dispatch_uid="cms.renditions")


def _on_saved(sender: type[Picture], instance: Picture, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        transaction.on_commit(lambda: make(instance))


def make(picture: Picture) -> None:
    """Make every size that is missing; nothing where the file cannot be read."""
    try:
        picture.get_renditions(*SIZES)
    except SourceImageIOError:
        return
