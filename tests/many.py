"""A site that has grown: copies of a page by the hundred, written to the tables at once."""

import uuid
from typing import Any

from django.db import connection
from django.db.models import F
from wagtail.models import Page, ReferenceIndex


def copies(page: Page, number: int, **columns: Any) -> list[int]:
    """Copy a page so many times beside itself, as published pages; return their numbers.

    `columns` are set in the table of its kind; what is callable is called with the number of
    the copy.
    """
    parent = page.get_parent()
    last = parent.get_last_child()._get_lastpos_in_path()
    rows = [_row(page, parent, last + index) for index in range(1, number + 1)]
    Page.objects.bulk_create(rows)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + number)
    made = Page.objects.filter(translation_key__in=[row.translation_key for row in rows])
    pks = list(made.order_by("path").values_list("pk", flat=True))
    _fill(type(page), page.pk, pks, columns)
    _refer_like(page, pks)
    return pks


def _row(page: Page, parent: Page, position: int) -> Page:
    fields = {
        field.attname: getattr(page, field.attname)
        for field in Page._meta.concrete_fields
        if not field.primary_key
    }
    slug = f"copy-{position}"
    return Page(
        **fields
        | {
            "path": Page._get_path(parent.path, page.depth, position),
            "numchild": 0,
            "translation_key": uuid.uuid4(),
            "title": f"Kopia {position}",
            "draft_title": f"Kopia {position}",
            "slug": slug,
            "url_path": f"{parent.url_path}{slug}/",
            "latest_revision_id": None,
            "live_revision_id": None,
        }
    )


def _fill(model: type[Page], source: int, pks: list[int], columns: dict[str, Any]) -> None:
    """Copy the row of the page's own kind."""
    own = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    names = ", ".join(f'"{field.column}"' for field in own)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        for index, pk in enumerate(pks):
            cursor.execute(
                f'INSERT INTO "{table}" (page_ptr_id, {names}) '  # noqa: S608
                f'SELECT %s, {names} FROM "{table}" WHERE page_ptr_id = %s',
                [pk, source],
            )
            for name, value in columns.items():
                cursor.execute(
                    f'UPDATE "{table}" SET "{name}" = %s WHERE page_ptr_id = %s',  # noqa: S608
                    [value(index) if callable(value) else value, pk],
                )


def _refer_like(page: Page, pks: list[int]) -> None:
    references = list(ReferenceIndex.get_references_for_object(page))
    ReferenceIndex.objects.bulk_create(
        ReferenceIndex(
            **{
                field.attname: getattr(reference, field.attname)
                for field in ReferenceIndex._meta.concrete_fields
                if not field.primary_key
            }
            | {"object_id": str(pk)}
        )
        for pk in pks
        for reference in references
    )
