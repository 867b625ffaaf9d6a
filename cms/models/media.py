"""Pictures and downloads. Their tables cannot be swapped later, so they are ours."""

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

# What a file of each kind begins with. Word and OpenDocument files are zip archives.
SIGNATURES = {
    "pdf": (b"%PDF-",),
    "docx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "odt": (b"PK\x03\x04",),
    "ods": (b"PK\x03\x04",),
}
MARKUP = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml")


class Picture(AbstractImage):
    """A picture with a focal point; its description is the alternative text to start from."""

    credit = models.CharField(
        _("credit"),
        max_length=120,
        blank=True,
        help_text=_("Who took or drew the picture. Shown below it."),
    )
    has_consent = models.BooleanField(
        _("consent"),
        default=False,
        help_text=_(
            "Everybody who can be recognised has agreed, children through their guardians."
            " Tick it as well where nobody can be recognised."
        ),
    )
    admin_form_fields = (*WagtailImage.admin_form_fields, "credit", "has_consent")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    def clean(self) -> None:
        super().clean()
        if not self.has_consent:
            raise ValidationError(
                {"has_consent": _("Tick that everybody who can be recognised has agreed.")}
            )


class Rendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition"
            )
        ]


class Download(AbstractDocument):
    """A file to download. Its content must be what its name says."""

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def clean(self) -> None:
        super().clean()
        if self.file and isinstance(getattr(self.file, "_file", None), UploadedFile):
            verify_signature(self.file)


def verify_signature(file: models.fields.files.FieldFile) -> None:
    """Raise ValidationError where a file's first bytes belie its extension."""
    extension = file.name.rsplit(".", 1)[-1].lower()
    file.seek(0)
    start = file.read(512).lstrip()
    file.seek(0)
    expected = SIGNATURES.get(extension)
    honest = start.startswith(expected) if expected else not start.lower().startswith(MARKUP)
    if not honest:
        raise ValidationError(
            {
                "file": _(
                    "The content of this file is not what its name says (%(extension)s). Save it "
                    "in the right format and choose it again."
                )
                % {"extension": extension}
            }
        )
