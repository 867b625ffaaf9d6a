"""How links in rich text are drawn."""

from typing import Any

from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.rich_text.pages import PageLinkHandler

from cms import links


class LocalizedPageLinkHandler(PageLinkHandler):
    """Draws a link to a page in the reader's language; a page that is gone leaves plain text."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        ids = [int(attrs.get("id") or 0) for attrs in attrs_list]
        pages = links.resolve(ids, get_language() or "")
        shown = [pages[pk] for pk in ids]
        return [f'<a href="{escape(page.url)}">' if page else "<a>" for page in shown]
