"""In which language a request is answered: one that readers can choose, always.

Django accepts every language of the settings, and they hold all that an editor
can add. A language without a published start page is as if it did not exist: its
addresses are not found, and no browser is sent there.
"""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from cms import catalogues
from cms.visibility import public_languages


class PublicLanguageMiddleware(LocaleMiddleware):
    """Django's choice of a language, among those that are public."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        asked_for = translation.get_language_from_path(request.path_info)
        # A preview shows pages of a language that is not public yet.
        is_preview = getattr(request, "is_dummy", False)
        if asked_for and not is_preview and asked_for not in public_languages():
            answer_in(request, preferred(request))
        catalogues.take_up(request.LANGUAGE_CODE)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Lead an address without a language to the one that the browser prefers."""
        if response.status_code == 404:
            settle(request)
        return super().process_response(request, response)


def settle(request: HttpRequest) -> None:
    """Answer an address that names no language in the one that the browser prefers."""
    if not translation.get_language_from_path(request.path_info):
        answer_in(request, preferred(request))


def answer_in(request: HttpRequest, language: str) -> None:
    """Answer the rest of a request in a language."""
    translation.activate(language)
    request.LANGUAGE_CODE = language


def preferred(request: HttpRequest) -> str:
    """Return the public language that a browser asks for first; Swedish when it asks for none."""
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    for code, _weight in accepted:
        try:
            language = translation.get_supported_language_variant(code)
        except LookupError:
            continue
        if language in public_languages():
            return language
    return settings.LANGUAGE_CODE
