"""The translator's button for machine translation, with a plain answer when the engine fails."""

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.views.edit_translation import apply_machine_translation

from cms.machine_translation import EngineFailed, Translator

log = logging.getLogger(__name__)


@require_POST
def machine_translate(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Translate what is open by machine, and say what became of it."""
    translator = get_machine_translator()
    if translator is None:
        raise Http404
    try:
        had_open = apply_machine_translation(translation_id, request.user, translator)
    except EngineFailed:
        log.exception("The translation engine failed")
        text = _(
            "%(engine)s did not answer as it should, so nothing was translated. Everything you"
            " have saved is still here. Try again later, or translate by hand."
        )
        messages.error(request, text % {"engine": translator.display_name})
    else:
        _say(request, translator, had_open=had_open)
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")


def _say(request: HttpRequest, translator: Translator, *, had_open: bool) -> None:
    if not had_open:
        messages.warning(request, _("There is nothing left to translate."))
        return
    text = _("Translated with %(engine)s. Read every text through before you publish.")
    messages.success(request, text % {"engine": translator.display_name})
    if number := translator.left:
        text = ngettext(
            "%(number)d text was left: a name or a link in it did not survive, or it took too"
            " long. Press the button once more, or translate it by hand.",
            "%(number)d texts were left: a name or a link in them did not survive, or it took too"
            " long. Press the button once more, or translate them by hand.",
            number,
        )
        messages.warning(request, text % {"number": number})
