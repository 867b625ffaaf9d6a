"""A fault of wagtail-localize 1.14: how a thing is translated is asked for row by row.

Its buttons beside a page or a snippet ask four times each, for fifty rows two hundred times, and
its actions below the editor ask again. Here all rows of a list are asked for together, and the
answer stays with the row. A thing that no list has asked for is asked for by itself. What is
shown is the same; the words are wagtail-localize's own and come from its catalogue.
The test in tests/cms/test_translation_button_faults.py fails once upstream asks for all at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.utils import quote
from django.db.models import Count, QuerySet, Subquery, Value
from django.urls import reverse
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin.views.pages.listing import PageListingMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize import wagtail_hooks as theirs
from wagtail_localize.models import Translation

MAY = "wagtail_localize.submit_translation"
ICON, SYNC_ICON = "wagtail-localize-language", "resubmit"

unmended_listing = PageListingMixin.get_context_data
unmended_restart = theirs.RestartTranslationPageActionMenuItem.is_shown
unmended_convert = theirs.ConvertToAliasPageActionMenuItem.is_shown


@dataclass(frozen=True, slots=True)
class Standing:
    """How a thing is translated: what its buttons and actions depend on."""

    lacks_a_language: bool
    synced_source: int | None
    may_restart: bool
    may_become_alias: bool


def mend() -> None:
    """Put buttons that know of all rows in the place of wagtail-localize's."""
    _replace(theirs.page_listing_more_buttons, page_buttons)
    _replace(theirs.register_snippet_listing_buttons, snippet_buttons)
    PageListingMixin.get_context_data = listing_context
    theirs.RestartTranslationPageActionMenuItem.is_shown = restart_is_shown
    theirs.ConvertToAliasPageActionMenuItem.is_shown = convert_is_shown


def ask_for_all(things: Iterable[Any], twins: Iterable[Any] | None = None) -> None:
    """Ask how some pages, or snippets of one kind, are translated, and keep it with each.

    `twins` are these things in all languages, counted by `with_languages`, where somebody has
    asked for them already. Two queries, or one with the twins, however many things there are.
    """
    things = [thing for thing in things if isinstance(thing, TranslatableMixin)]
    if not things:
        return
    keys = {thing.translation_key for thing in things}
    written, translations = defaultdict(list), defaultdict(list)
    for twin in _twins(things[0], keys) if twins is None else twins:
        written[twin.translation_key].append(twin)
    for translation in _translations(keys):
        translations[translation.source.object_id].append(translation)
    for thing in things:
        key = thing.translation_key
        thing._translated = _standing(thing, written[key], translations[key])


def with_languages(things: QuerySet[Any]) -> QuerySet[Any]:
    """Let things know how many languages the site has, drafts of languages included."""
    all_of_them = Locale.objects.order_by().annotate(one=Value(1)).values("one")
    return things.annotate(_languages=Subquery(all_of_them.annotate(n=Count("pk")).values("n")))


def page_buttons(
    page: Page, user: Any, view_name: str | None = None, next_url: str | None = None
) -> Iterator[Button]:
    """Return the buttons of wagtail-localize beside a page."""
    if page.is_root() or not user.has_perm(MAY):
        return
    standing = of(page)
    if standing.lacks_a_language:
        address = reverse(
            "wagtail_localize:submit_page_translation", args=[page.alias_of_id or page.pk]
        )
        yield Button(_theirs("Translate this page"), address, priority=60, icon_name=ICON)
    if standing.synced_source is not None:
        address = _sync_address(standing.synced_source, next_url)
        yield Button(_theirs("Sync translated pages"), address, priority=60, icon_name=SYNC_ICON)


def snippet_buttons(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Return the buttons of wagtail-localize beside a snippet."""
    if not isinstance(snippet, TranslatableMixin) or not user.has_perm(MAY):
        return
    model, title = type(snippet)._meta, {"title": str(snippet)}
    standing = of(snippet)
    if standing.lacks_a_language:
        label = _theirs("Translate '%(title)s'") % title
        yield Button(
            _theirs("Translate"),
            reverse(
                "wagtail_localize:submit_snippet_translation",
                args=[model.app_label, model.model_name, quote(snippet.pk)],
            ),
            attrs={"aria-label": label},
            icon_name=ICON,
            priority=100,
        )
    if standing.synced_source is not None:
        label = _theirs("Sync translations of '%(title)s'") % title
        yield Button(
            _theirs("Sync translated snippets"),
            _sync_address(standing.synced_source, next_url),
            attrs={"aria-label": label},
            icon_name=SYNC_ICON,
            priority=106,
        )


def of(thing: Any) -> Standing:
    """Return how a thing is translated, asking for it where nobody has yet."""
    if not hasattr(thing, "_translated"):
        ask_for_all([thing])
    return thing._translated


def listing_context(view: Any, **kwargs: Any) -> dict[str, Any]:
    """Ask for all pages of a list of pages before it is drawn."""
    context = unmended_listing(view, **kwargs)
    if view.request.user.has_perm(MAY):
        ask_for_all(page for page in context["object_list"] if not page.is_root())
    return context


def restart_is_shown(item: Any, context: dict[str, Any]) -> bool:
    """Whether the translation of a page was stopped and can begin again."""
    if context["view"] != "edit" or not hasattr(context["page"], "_translated"):
        return unmended_restart(item, context)
    return of(context["page"]).may_restart


def convert_is_shown(item: Any, context: dict[str, Any]) -> bool:
    """Whether a translated page can become an alias of its source again."""
    if context["view"] != "edit" or not hasattr(context["page"], "_translated"):
        return unmended_convert(item, context)
    return of(context["page"]).may_become_alias


def _standing(thing: Any, written: list[Any], translations: list[Translation]) -> Standing:
    into = [row for row in translations if row.target_locale_id == thing.locale_id]
    own = [row for row in translations if row.source.locale_id == thing.locale_id and row.enabled]
    elsewhere = {twin.locale_id for twin in written if twin.pk != thing.pk}
    real = {twin.locale_id for twin in written if not _is_alias(twin)}
    content_type = getattr(thing, "content_type_id", None)
    return Standing(
        lacks_a_language=any(len(real) < twin._languages for twin in written),
        synced_source=own[0].source_id if own else None,
        may_restart=any(not row.enabled for row in into),
        may_become_alias=not _is_alias(thing)
        and any(
            row.source.specific_content_type_id == content_type
            and row.source.locale_id in elsewhere
            for row in into
        ),
    )


def _twins(thing: Any, keys: set[Any]) -> Iterable[Any]:
    """Return things in all languages, with the little that is asked about them."""
    model = Page if isinstance(thing, Page) else type(thing)
    columns = ["translation_key", "locale", *(["alias_of"] if model is Page else [])]
    found = model._default_manager.filter(translation_key__in=keys)
    return with_languages(found).only(*columns)


def _translations(keys: set[Any]) -> Iterable[Translation]:
    """Return all translations of some things, without the texts that lie in their sources."""
    of_source = ("object", "locale", "specific_content_type")
    columns = ("source", "target_locale", "enabled", *(f"source__{name}" for name in of_source))
    found = Translation.objects.filter(source__object_id__in=keys)
    return found.select_related("source").only(*columns)


def _is_alias(thing: Any) -> bool:
    return getattr(thing, "alias_of_id", None) is not None


def _sync_address(source: int, next_url: str | None) -> str:
    address = reverse("wagtail_localize:update_translations", args=[source])
    return address if next_url is None else f"{address}?{urlencode({'next': next_url})}"


def _theirs(message: str) -> str:
    """Return a text of wagtail-localize in the editor's language."""
    return gettext(message)


def _replace(unmended: Any, mended: Any) -> None:
    """Wagtail has no way to take a hook back, so its own list is written."""
    for name, found in hooks._hooks.items():
        hooks._hooks[name] = [
            (mended if hook is unmended else hook, order) for hook, order in found
        ]
