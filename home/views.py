"""Views of the service as a whole: search, errors, health."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.auth import require_admin_access

from cms import empty_searches
from cms.negotiation import settle
from cms.visibility import public_languages
from home import fact_checks
from home.fact_check_form import FactCheckForm
from home.gallery import Gallery
from home.search import HITS_PER_PAGE, shown
from home.search import search as look_up


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search the site in the reader's language."""
    typed = request.GET.get("q", "")
    hits = look_up(typed, request.LANGUAGE_CODE)
    if hits.query and not hits.ids and request.method == "GET":
        empty_searches.count(request, typed, hits.query)
    rows = Paginator(hits.ids, HITS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"hits": hits, "rows": rows, "pages": shown(rows.object_list)}
    return render(request, "home/search.html", context)


@require_safe
@never_cache
@require_admin_access
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, to those who are signed in to the admin."""
    theme, direction = request.GET.get("theme", ""), request.GET.get("dir", "")
    context = {
        "parts": Gallery(request).parts(),
        "theme": theme if theme in {"light", "dark"} else "",
        "direction": direction if direction in {"ltr", "rtl"} else "",
    }
    return render(request, "home/gallery.html", context)


def forgery_suspected(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose security token is missing or too old: nothing typed is lost.

    The wizard and the notebook show their page again with what was typed and a fresh token.
    """
    from onboarding.notebook.views import keeping
    from onboarding.wizard import shown_again

    again = shown_again(request) or keeping.shown_again(request)
    return again or render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page, and where to go instead."""
    settle(request)
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that something went wrong. Uses neither the database nor the page's menu."""
    return render(request, "500.html", status=500)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines where the sitemap is and what is not for them."""
    lines = ["User-agent: *", "Disallow: /admin/"]
    for language in public_languages():
        with override(language):
            lines.append(f"Disallow: {reverse('plan')}")
    lines.append(f"Sitemap: {settings.SITE_BASE_URL}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def healthy(request: HttpRequest) -> HttpResponse:
    """Say that the process is alive."""
    return HttpResponse("ok", content_type="text/plain")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def fact_check(request: HttpRequest, token: str) -> HttpResponse:
    """Show a department its pages that are due, and take what it says of each.

    The signed address is the right to answer; a token in a cookie would add nothing, and a form
    that comes back after a week would be lost for want of it.
    """
    department = fact_checks.department_of(token)
    pages = fact_checks.due(department, timezone.localdate()) if department else []
    if not pages:
        return render(request, "home/fact_check_over.html", status=410)
    form = FactCheckForm(pages, request.POST if request.method == "POST" else None)
    if form.is_valid():
        fact_checks.answer(form.holds, form.wrong)
        return redirect("fact_check_done")
    context = {"form": form, "department": department, "number": len(pages)}
    response = render(request, "home/fact_check.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_safe
def fact_check_done(request: HttpRequest) -> HttpResponse:
    """Say thank you."""
    return render(request, "home/fact_check_done.html")
