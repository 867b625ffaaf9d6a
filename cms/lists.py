"""How several things are named one after another, in the reader's language.

Every language has its own mark between them: Arabic writes "، ".
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _


def comma() -> str:
    """Return what stands between the items of a list, the space included."""
    return _(", ")


def listed(items: Iterable[object]) -> str:
    """Return items as a list within a sentence."""
    return comma().join(map(str, items))
