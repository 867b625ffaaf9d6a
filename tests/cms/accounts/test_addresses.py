"""Addresses have one way of writing, and open one account each."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from cms.accounts import addresses
from cms.models import User


@pytest.mark.parametrize(
    "typed",
    [
        "amina@example.com",
        " Amina@Example.COM ",
        "ａｍｉｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ",
        "am\u200bina@exam\u202eple.com",
    ],
)
def test_an_address_is_kept_in_one_way(typed):
    assert addresses.normal(typed) == "amina@example.com"


@pytest.mark.django_db
class TestAccount:
    def test_the_first_code_makes_an_account_that_says_nothing_about_the_person(self):
        user = addresses.account("amina@example.com")
        assert addresses.account("amina@example.com") == user
        assert User.movers.count() == 1
        assert "amina" not in " ".join(map(str, vars(user).values()))
        assert not user.has_usable_password()
        assert addresses.of(user) == "amina@example.com"

    def test_each_address_has_its_own(self):
        assert addresses.account("amina@example.com") != addresses.account("sam@example.com")

    def test_no_list_of_accounts_holds_movers(self):
        addresses.account("amina@example.com")
        group = Group.objects.create(name="all")
        assert not User.objects.exists()
        assert not group.user_set.exists()

    @pytest.mark.parametrize("address", ["kim@pitea.example", "KIM@pitea.example"])
    def test_an_address_of_somebody_who_works_with_the_site_opens_nothing(self, address):
        User.objects.create_user("kim", email="Kim@Pitea.example")
        with pytest.raises(addresses.HeldByStaff):
            addresses.account(address.lower())
        assert not User.movers.exists()

    @pytest.mark.parametrize("given", [{"is_active": False}, "group"])
    def test_a_mover_who_is_closed_or_given_rights_is_a_mover_no_more(self, given):
        user = addresses.account("amina@example.com")
        if given == "group":
            user.groups.add(Group.objects.create(name="editors"))
        else:
            User.movers.filter(pk=user.pk).update(**given)
        assert not User.movers.exists()
        with pytest.raises(addresses.HeldByStaff):
            addresses.account("amina@example.com")

    @pytest.mark.parametrize(
        "given", [{"is_staff": True}, {"is_superuser": True}, {"email": "a@b.se"}]
    )
    def test_the_database_refuses_a_mover_with_rights(self, given):
        user = addresses.account("amina@example.com")
        with pytest.raises(IntegrityError), transaction.atomic():
            User.movers.filter(pk=user.pk).update(**given)

    def test_an_unproven_address_opens_nothing(self):
        user = addresses.account("amina@example.com")
        EmailAddress.objects.create(user=user, email="sam@example.com", verified=False)
        assert addresses.account("sam@example.com") != user
