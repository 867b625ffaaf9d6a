"""The sitemap: every public page, with its translations."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from cms.visibility import public

LEAST_DEPTH = 2
MOST_ADDRESSES = 50_000


def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer with the addresses of all public pages; each names its translations."""
    pages = public(Page.objects.filter(depth__gte=LEAST_DEPTH)).select_related("locale")
    groups: dict[object, dict[str, str]] = {}
    rows = []
    for page in pages.order_by("path")[:MOST_ADDRESSES]:
        # A page outside of the site's own tree has no address.
        if url := page.get_url(request):
            address = settings.SITE_BASE_URL + url
            groups.setdefault(page.translation_key, {})[page.locale.language_code] = address
            rows.append((address, page.last_published_at, page.translation_key))
    context = {"rows": [(address, changed, groups[key]) for address, changed, key in rows]}
    return render(request, "home/sitemap.xml", context, content_type="application/xml")
