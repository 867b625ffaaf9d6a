"""Views of the editorial pages' own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from wagtail.models import Page

from cms.languages import translated_urls
from cms.visibility import public


def untranslated(request: HttpRequest, page_id: int) -> HttpResponse:
    """Say that a page is not translated yet and offer the original, or go to the translation."""
    original = get_object_or_404(public(Page.objects.all()), pk=page_id)
    translation = translated_urls(original.translation_key).get(request.LANGUAGE_CODE)
    if translation:
        return redirect(translation)
    return render(request, "cms/untranslated.html", {"original": original.specific}, status=404)
