"""Views of the editorial pages' own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from wagtail.models import Page


def untranslated(request: HttpRequest, page_id: int) -> HttpResponse:
    """Say that a page is not translated yet and offer the original, or go to the translation."""
    original = get_object_or_404(Page.objects.live().public().select_related("locale"), pk=page_id)
    language = request.LANGUAGE_CODE
    twins = original.get_translations(inclusive=True).live().public()
    if translation := twins.filter(locale__language_code=language).first():
        return redirect(translation.url)
    return render(request, "cms/untranslated.html", {"original": original.specific}, status=404)
