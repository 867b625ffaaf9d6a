"""The search index written once for many pages, instead of at each of their saves."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save
from modelsearch.backends import get_search_backends
from modelsearch.index import get_indexed_instance, get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler

MOST_WAITING = 500
"""How many are kept waiting: what is cut short leaves no more than these out of the index."""


@contextmanager
def indexed_together() -> Iterator[None]:
    """Keep what is saved out of the index, and index all of it at the end, each once."""
    waiting: dict[type[Model], set[Any]] = defaultdict(set)

    def note(sender: type[Model], instance: Model, **kwargs: Any) -> None:
        waiting[sender].add(instance.pk)
        if sum(map(len, waiting.values())) >= MOST_WAITING:
            _index(waiting)

    models = get_indexed_models()
    for model in models:
        post_save.disconnect(post_save_signal_handler, sender=model)
        post_save.connect(note, sender=model)
    try:
        yield
    finally:
        for model in models:
            post_save.disconnect(note, sender=model)
            post_save.connect(post_save_signal_handler, sender=model)
        _index(waiting)


def _index(waiting: dict[type[Model], set[Any]]) -> None:
    for model, keys in waiting.items():
        saved = model._default_manager.filter(pk__in=keys)
        found = [each for each in map(get_indexed_instance, saved) if each is not None]
        for backend in get_search_backends(with_auto_update=True):
            backend.get_index_for_model(model).add_items(model, found)
    waiting.clear()
