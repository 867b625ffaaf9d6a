"""The English that partners wrote becomes the translation of their page."""

from dataclasses import replace

from wagtail.models import Locale
from wagtail_localize.models import Translation

from cms import pairing
from cms.directory.models import OrganizationPage
from cms.partners.filling import ENGLISH, Texts, in_english
from cms.translations import is_complete

SAME_IN_EVERY_LANGUAGE = {"title", "slug"}


def translate(page: OrganizationPage, texts: Texts) -> Translation:
    """Import the English texts of a published Swedish page as if a translator had typed them.

    The translation is published when nothing of the page lacks English; else it waits, with
    what there is, for a translator.
    """
    texts = _of_the_same_shape(page, texts)
    paths = _paths(page, texts) | SAME_IN_EVERY_LANGUAGE
    pairs = pairing.pairs(page, in_english(page, texts))
    given = [pair for pair in pairs if pair.path in paths]
    translation = pairing.filled_in(page, Locale.objects.get(language_code=ENGLISH), given)
    translation.save_target(publish=is_complete(translation))
    return translation


def _of_the_same_shape(page: OrganizationPage, texts: Texts) -> Texts:
    """Leave out a longer text whose paragraphs do not stand beside those of the Swedish one."""
    try:
        pairing.pairs(page, in_english(page, texts))
    except pairing.Unpaired:
        return replace(texts, description="")
    return texts


def _paths(page: OrganizationPage, texts: Texts) -> set[str]:
    """Return where on the page the texts stand that are there, as wagtail-localize names it."""
    plain = {name for name in ("lead", "description", "picture_alt") if getattr(texts, name)}
    lines = zip(page.helps_with.raw_data, texts.helps_with, strict=False)
    helps = {f"helps_with.{block['id']}" for block, line in lines if line}
    points = {
        f"contact_points.{block}.{name}"
        for block, given in texts.points.items()
        for name, text in given.items()
        if text
    }
    return plain | helps | points
