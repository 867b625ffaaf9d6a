"""Pictures and documents that an organisation sends in lie by themselves.

Each organisation has a collection below one for all of them. Nobody has rights there but those
who have them for all files: communicators, who look before anything is used.
"""

from wagtail.models import Collection

from cms.directory.models import OrganizationPage

ABOVE = "Kontakter"
"""What editors call it in the admin, which is Swedish."""
LONGEST_TITLE = 200


def own_collection(page: OrganizationPage) -> Collection:
    """Return the collection of an organisation, made when it is first needed.

    Its name holds the number of the page, so that two of the same name do not share one, and
    it is found again when the organisation is called something else.
    """
    source = page.source_page or page
    above = _above()
    number = f" ({source.pk})"
    name = f"{source.title[:LONGEST_TITLE]}{number}"
    own = above.get_children().filter(name__endswith=number).first()
    if own is None:
        return above.add_child(name=name)
    if own.name != name:
        own.name = name
        own.save()
    return own


def _above() -> Collection:
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=ABOVE).first() or root.add_child(name=ABOVE)
