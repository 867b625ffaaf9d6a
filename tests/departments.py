"""People who work in departments, and communicators, with the rights that the command gives."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from home.departments import COMMUNICATORS, set_up
from home.models import Department


def department(key: str) -> Department:
    """Return a department by the key of its unit, made if need be."""
    set_up()
    return Department.objects.get(unit__key=key)


def somebody(name: str, group: Group) -> Any:
    """Return an editor of a group."""
    user = get_user_model().objects.create_user(name, email=f"{name}@example.com")
    user.groups.add(group)
    return user


def communicator(name: str = "kommunikator") -> Any:
    """Return a communicator."""
    set_up()
    return somebody(name, Group.objects.get(name=COMMUNICATORS))


def browser(user: Any) -> Client:
    """Return the browser in which somebody is signed in to the admin."""
    client = Client()
    client.force_login(user)
    return client
