"""Addresses of signing in and out. Their names are allauth's, which looks them up by these."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cms.accounts import views

urlpatterns = [
    path(_("sign-in/"), views.sign_in, name="account_login"),
    path(_("sign-in/code/"), views.MoverCodeView.as_view(), name="account_code"),
    path(_("sign-in/again/"), views.confirm, name="account_confirm"),
    path(_("sign-out/"), views.sign_out, name="account_logout"),
]
