"""Which engine translates by machine, as the operator says; none where nothing is said."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

NEEDS = {"libretranslate": "TRANSLATION_ENGINE_URL", "deepl": "TRANSLATION_ENGINE_KEY"}
"""What each engine cannot do without."""


def machine_translator(engine: str, url: str, key: str) -> dict[str, Any] | None:
    """Return wagtail-localize's setting for an engine; None turns machine translation off."""
    if not engine:
        return None
    if engine not in NEEDS:
        raise ImproperlyConfigured(f"TRANSLATION_ENGINE is one of {', '.join(NEEDS)}.")
    given = {"TRANSLATION_ENGINE_URL": url, "TRANSLATION_ENGINE_KEY": key}
    if not given[NEEDS[engine]]:
        raise ImproperlyConfigured(f"{engine} needs {NEEDS[engine]}.")
    options = {"ENGINE": engine, "URL": url, "KEY": key}
    return {"CLASS": "cms.machine_translation.Translator", "OPTIONS": options}
