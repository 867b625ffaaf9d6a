"""What templates of every app use: menus, languages, cards, icons."""

from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.models import Page

from cms import languages, lists, navigation, translation_states
from cms.explaining import explain
from cms.illustrations import Illustration, illustrate, whole_scene
from cms.vocabulary import vocabulary

register = template.Library()


@register.simple_tag
def menu() -> tuple[navigation.Link, ...]:
    """The top menu in the language of the page."""
    return navigation.menu(get_language() or settings.LANGUAGE_CODE)


@register.simple_tag
def footer_links() -> tuple[navigation.Link, ...]:
    """The pages that every page leads to at its end."""
    return navigation.footer(get_language() or settings.LANGUAGE_CODE)


@register.simple_tag
def breadcrumbs(page: Page) -> tuple[navigation.Link, ...]:
    """The pages above this one."""
    return navigation.breadcrumbs(page.path)


@register.simple_tag(takes_context=True)
def alternates(context: Context) -> list[languages.Alternate]:
    """This page in every language of the site."""
    page, request = context.get("page"), context.get("request")
    if isinstance(page, Page) and page.pk:
        return languages.alternates(page)
    return languages.view_alternates(request) if request else []


@register.simple_tag
def translation_note(page: Any) -> translation_states.Note | None:
    """What a reader should know about a page as a translation; nothing where all is well."""
    is_translated = isinstance(page, Page) and page.pk
    return translation_states.note(page) if is_translated else None


@register.simple_tag
def vocabulary_names(kind_terms: Any) -> list[str]:
    """Names of terms in the language of the page."""
    return vocabulary(get_language() or settings.LANGUAGE_CODE).names(
        term.pk for term in kind_terms.all()
    )


@register.simple_tag
def vocabulary_name(kind: str, key: str) -> str:
    """Name of one term in the language of the page."""
    return vocabulary(get_language() or settings.LANGUAGE_CODE).name(kind, key)


class ExplainedNode(template.Node):
    """A part of a page in which unknown words are explained."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> str:
        drawn = self.nodelist.render(context)
        return explain(drawn, get_language() or settings.LANGUAGE_CODE)


@register.tag
def explained(parser: Parser, token: Token) -> ExplainedNode:
    """`{% explained %}…{% endexplained %}`: words that newcomers do not know are explained."""
    nodelist = parser.parse(("endexplained",))
    parser.delete_first_token()
    return ExplainedNode(nodelist)


@register.simple_tag
def comma() -> str:
    """What stands between the items of a list, for items that are more than text."""
    return lists.comma()


@register.simple_tag
def own_names(codes: Any) -> list[str]:
    """What languages are called by those who speak them."""
    return [languages.OWN_NAMES.get(code, code) for code in codes]


@register.simple_tag(takes_context=True)
def card(context: Context, page: Page | None) -> str:
    """Draw a page as a card, the way its kind wants to be drawn."""
    shown = (context.get("cards") or {}).get(page.pk) if page else None
    if shown is None:
        return ""
    drawn = context.template.engine.get_template(shown.card_template)
    with context.push(shown=shown):
        return drawn.render(context)


@register.simple_tag(takes_context=True)
def card_heading(context: Context, pages: Any) -> str:
    """Return what pages have in common where they are of one kind, for over their cards."""
    cards = context.get("cards") or {}
    shown = [cards[page.pk] for page in pages if page and page.pk in cards]
    headings = {str(page.card_heading) for page in shown}
    return headings.pop() if len(headings) == 1 else ""


@register.simple_tag
def illustration(page: Any, crop: str, narrow: str = "") -> Illustration | None:
    """The photograph of a page or else its scene, for components/illustration.html."""
    return illustrate(page, crop, narrow)


@register.simple_tag
def scene(key: str) -> Illustration | None:
    """A scene by itself, for components/illustration.html."""
    return whole_scene(key, get_language() or settings.LANGUAGE_CODE)


@register.simple_tag(takes_context=True)
def has_session(context: Context) -> bool:
    """Whether the browser may be an editor's: asked of the cookie, without opening a session."""
    request = context.get("request")
    return bool(request and settings.SESSION_COOKIE_NAME in request.COOKIES)


@register.simple_tag
@lru_cache(maxsize=128)
def icon(name: str) -> str:
    """A line icon from the sprite; decoration, always beside a word."""
    turns = " icon--turn" if "arrow" in name else ""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        turns,
        static("icons.svg"),
        name,
    )


@register.simple_tag
def absolute(url: str) -> str:
    """An address with the name of the service, for search engines and mail."""
    return f"{settings.SITE_BASE_URL}{url}" if url.startswith("/") else url
