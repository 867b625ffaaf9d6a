"""Each organisation has a collection of its own for its pictures."""

from wagtail.models import Collection

from cms.directory.models import OrganizationPage

ABOVE = "Kontakter"


def own_collection(page: OrganizationPage) -> Collection:
    """Return the collection of an organisation, made when it is first needed.

    It is known by the key that the page has in all languages, so a new name does not lose it.
    """
    above = _named(Collection.get_first_root_node(), ABOVE)
    return _named(above, f"{page.title[:200]} ({str(page.translation_key)[:8]})", page)


def _named(parent: Collection, name: str, page: OrganizationPage | None = None) -> Collection:
    key = f"({str(page.translation_key)[:8]})" if page else name
    found = parent.get_children().filter(name__endswith=key).first()
    # Asked for anew: treebeard counts the children of a node when it is read.
    return found or Collection.objects.get(pk=parent.pk).add_child(name=name)
