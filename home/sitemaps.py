"""The sitemap: every public page, with its translations."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

LEAST_DEPTH = 2
MOST_ADDRESSES = 50_000


def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer with the addresses of all public pages; each names its translations."""
    pages = (
        Page.objects.live()
        .public()
        .filter(depth__gte=LEAST_DEPTH)
        .select_related("locale")
        .order_by("path")[:MOST_ADDRESSES]
    )
    groups: dict[object, dict[str, str]] = {}
    rows = []
    for page in pages:
        address = settings.SITE_BASE_URL + page.get_url(request)
        groups.setdefault(page.translation_key, {})[page.locale.language_code] = address
        rows.append((address, page.last_published_at, page.translation_key))
    context = {"rows": [(address, changed, groups[key]) for address, changed, key in rows]}
    return render(request, "home/sitemap.xml", context, content_type="application/xml")
