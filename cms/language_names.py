"""The languages that the service knows by name, whether anything is translated or not.

An editor adds one of them under Settings, Locales. Readers meet it once its
start page is published (`cms.visibility.public_languages`). Another language
is another line here; one that Django has no catalogue of also needs a file
in locale/ that says how it counts.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_lazy as named_by_django


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its code, its name for editors, and its name among those who speak it."""

    code: str
    name: Promise
    own_name: str


OURS = ("sv", "en", "ar")
"""The languages that the project itself speaks. What editors add comes beside them."""

# Names that Django's own catalogues translate are not in ours.
KNOWN = (
    Language("sv", named_by_django("Swedish"), "Svenska"),
    Language("en", named_by_django("English"), "English"),
    Language("ar", named_by_django("Arabic"), "العربية"),
    Language("bs", named_by_django("Bosnian"), "Bosanski"),
    Language("ckb", named_by_django("Central Kurdish (Sorani)"), "کوردیی ناوەندی"),
    Language("da", named_by_django("Danish"), "Dansk"),
    Language("de", named_by_django("German"), "Deutsch"),
    Language("es", named_by_django("Spanish"), "Español"),
    Language("et", named_by_django("Estonian"), "Eesti"),
    Language("fa", named_by_django("Persian"), "فارسی"),
    Language("fi", named_by_django("Finnish"), "Suomi"),
    Language("fit", _("Meänkieli"), "Meänkieli"),
    Language("fr", named_by_django("French"), "Français"),
    Language("hi", named_by_django("Hindi"), "हिन्दी"),
    Language("hr", named_by_django("Croatian"), "Hrvatski"),
    Language("it", named_by_django("Italian"), "Italiano"),
    Language("ku", _("Northern Kurdish (Kurmanji)"), "Kurmancî"),
    Language("lt", named_by_django("Lithuanian"), "Lietuvių"),
    Language("lv", named_by_django("Latvian"), "Latviešu"),
    Language("nb", named_by_django("Norwegian Bokmål"), "Norsk bokmål"),
    Language("nl", named_by_django("Dutch"), "Nederlands"),
    Language("pl", named_by_django("Polish"), "Polski"),
    Language("ps", _("Pashto"), "پښتو"),
    Language("pt", named_by_django("Portuguese"), "Português"),
    Language("ro", named_by_django("Romanian"), "Română"),
    Language("ru", named_by_django("Russian"), "Русский"),
    Language("se", _("Northern Sámi"), "Davvisámegiella"),
    Language("smj", _("Lule Sámi"), "Julevsámegiella"),
    Language("so", _("Somali"), "Soomaali"),
    Language("sq", named_by_django("Albanian"), "Shqip"),
    Language("sr", named_by_django("Serbian"), "Српски"),
    Language("th", named_by_django("Thai"), "ไทย"),
    Language("ti", _("Tigrinya"), "ትግርኛ"),
    Language("tr", named_by_django("Turkish"), "Türkçe"),
    Language("uk", named_by_django("Ukrainian"), "Українська"),
    Language("ur", named_by_django("Urdu"), "اردو"),
    Language("vi", named_by_django("Vietnamese"), "Tiếng Việt"),
)
CHOICES = [(language.code, language.name) for language in KNOWN]
OWN_NAMES = {language.code: language.own_name for language in KNOWN}
RIGHT_TO_LEFT = ["ar", "ckb", "fa", "ps", "ur"]
