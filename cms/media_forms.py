"""The editor's forms of pictures and documents, with a word on what goes into each field."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

COLLECTION_HELP = _("The part of the library where it is kept.")
TAGS_HELP = _("Words to find it by, such as the place or the season.")


class PictureForm(BaseImageForm):
    """The form of a picture in the library."""

    class Meta(BaseImageForm.Meta):
        help_texts = {
            "title": _("A name to find it by in the library. Readers never see it."),
            "description": _("What it shows. Suggested wherever somebody uses the picture."),
            "collection": COLLECTION_HELP,
            "tags": TAGS_HELP,
        }


class DownloadForm(BaseDocumentForm):
    """The form of a document in the library."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            # Wagtail's own sentence about the size is in English only.
            self.fields["file"].help_text = _(
                "A real PDF, Word or calculation file. At most 10 MB."
            )

    class Meta(BaseDocumentForm.Meta):
        help_texts = {
            "title": _("What readers see where they can download it."),
            "collection": COLLECTION_HELP,
            "tags": TAGS_HELP,
        }
