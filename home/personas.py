"""The personas of the content files: made once each, and an editor's from then on."""

from typing import Any

from django.db import transaction

from home.content_files import SOURCE, ContentFiles
from home.models import LoadedItem
from onboarding.models import Persona


def load_personas(files: ContentFiles) -> int:
    """Make the personas that were never made before and return how many that were.

    One that an editor has changed, renamed or deleted is left as it is.
    """
    data = files.personas
    known = set(LoadedItem.objects.filter(key__startswith="persona:").values_list("key", flat=True))
    new = [persona for persona in data["personas"] if name_of(persona) not in known]
    for persona in new:
        _make(persona, data["counted_from"])
    return len(new)


def name_of(persona: dict[str, Any]) -> str:
    """Return how a persona is remembered."""
    return f"persona:{persona['key']}"


@transaction.atomic
def _make(data: dict[str, Any], counted_from: Any) -> None:
    texts = {
        "name_en": data["name"]["en"],
        "description": data["description"],
        "answers": data["answers"],
        "counted_from": counted_from,
    }
    # An editor may have made one of the same name.
    Persona.objects.get_or_create(name=data["name"][SOURCE], defaults=texts)
    LoadedItem.objects.create(key=name_of(data), language=SOURCE)
