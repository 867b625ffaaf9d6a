"""Addresses that belong to the program: a page there could never be reached."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

RESERVED = {
    "admin",
    "api",
    "components",
    "did-you-find",
    "do-the-facts-hold",
    "documents",
    "hittade-du",
    "inte-oversatt",
    "is-it-right",
    "inflyttare",
    "komponenter",
    "konto",
    "logga-in",
    "logga-ut",
    "media",
    "min-plan",
    "move-to-pitea",
    "movetopitea",
    "my-plan",
    "partner",
    "rapportera-fel",
    "report-a-fault",
    "search",
    "sign-in",
    "sign-out",
    "sok",
    "stammer-det",
    "stammer-uppgifterna",
    "static",
    "untranslated",
    "vad-hander",
    "whats-on",
    "healthz",
}
# Start pages lie at depth 2; what lies right below them shares its addresses
# with the program.
TOP_LEVEL_DEPTH = 3


def check_slug(page: Page) -> None:
    """Raise ValidationError where a page's address would be hidden by the program's own."""
    taken = RESERVED | {code for code, _name in settings.LANGUAGES}
    depth = page.depth or TOP_LEVEL_DEPTH
    if depth == TOP_LEVEL_DEPTH and page.slug in taken:
        message = _("The address “%(slug)s” is used by the service itself. Choose another.")
        raise ValidationError({"slug": message % {"slug": page.slug}})
