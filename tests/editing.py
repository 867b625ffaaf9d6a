"""Edits pages in Wagtail's admin like an editor: opens the form, changes it, presses a button."""

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.forms import CheckboxInput
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail import blocks
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import rich_text

Fields = dict[str, Any]
CHANGES = re.compile(r"/admin/journey/\d+/what-this-changes/")


def editor() -> Client:
    """Return the browser of somebody who may publish everything."""
    client = Client()
    user, _is_new = get_user_model().objects.get_or_create(
        username="editor", defaults={"is_superuser": True, "is_staff": True}
    )
    client.force_login(user)
    return client


def send(client: Client, page: Page, *, publish: bool) -> HttpResponse:
    """Send the form of a page as it stands in memory, to be published or kept as a draft.

    Where that leads to whose plans it changes, the draft is published from there.
    """
    response = press(client, page, **({"action-publish": "action-publish"} if publish else {}))
    if response.status_code == 302 and CHANGES.match(response["Location"]):
        return publish_now(client, response["Location"])
    return response


def press(client: Client, page: Page, **button: str) -> HttpResponse:
    """Send the form of a page as it stands in memory, by one of its buttons."""
    data = filled_in(page) | button
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def publish_now(client: Client, address: str) -> HttpResponse:
    """Press the button below what a draft changes."""
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    form = soup.select_one("form[action$='/publish/']")
    assert form is not None, "There is nothing to press."
    data = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    return client.post(form["action"], data)


def errors(response: HttpResponse) -> dict[str, list[str]]:
    """Return what the form says is wrong, by field; nothing where it was taken."""
    if response.status_code == 302:
        return {}
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def filled_in(page: Page) -> Fields:
    """Return the fields of the admin's form that shows a page."""
    user = get_user_model().objects.get(username="editor")
    form = page.get_edit_handler().get_form_class()(instance=page, for_user=user)
    data: Fields = {}
    for name, field in form.fields.items():
        stream = getattr(field, "block", None)
        if stream is not None:
            data.update(_stream(stream, getattr(page, name), name))
        else:
            data.update(_field(field.widget, form[name].value(), name))
    for formset in form.formsets.values():
        data |= {f"{formset.prefix}-{key}": 0 for key in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return {name: value for name, value in data.items() if value is not None}


def _field(widget: Any, value: Any, name: str) -> Fields:
    if isinstance(widget, CheckboxInput):
        return {name: "on"} if value else {}
    if "Draft" in type(widget).__name__:
        return {name: rich_text(str(getattr(value, "source", value) or ""))}
    if isinstance(value, list | tuple | set):
        return {name: [str(getattr(item, "pk", item)) for item in value]}
    return {name: None if value is None else str(getattr(value, "pk", value))}


def _stream(block: blocks.StreamBlock, value: Any, name: str) -> Fields:
    data: Fields = {f"{name}-count": len(value)}
    for index, child in enumerate(value):
        place = f"{name}-{index}"
        data |= {f"{place}-type": child.block_type, f"{place}-id": child.id or ""}
        data |= {f"{place}-order": index, f"{place}-deleted": ""}
        data |= dict(_block(child.block, child.value, f"{place}-value"))
    return data


def _block(block: blocks.Block, value: Any, name: str) -> Iterator[tuple[str, Any]]:
    if isinstance(block, blocks.StructBlock):
        for key, child in block.child_blocks.items():
            yield from _block(child, value.get(key), f"{name}-{key}")
    elif isinstance(block, blocks.ListBlock):
        yield f"{name}-count", len(value or ())
        for index, item in enumerate(value or ()):
            yield f"{name}-{index}-order", index
            yield f"{name}-{index}-deleted", ""
            yield f"{name}-{index}-id", ""
            yield from _block(block.child_block, item, f"{name}-{index}-value")
    elif isinstance(block, blocks.RichTextBlock):
        yield name, rich_text(value.source if isinstance(value, RichText) else str(value))
    else:
        yield from _field(block.field.widget, value, name).items()
