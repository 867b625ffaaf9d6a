"""Addresses of what a mover keeps."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from onboarding.notebook.views import calendars, household

urlpatterns = [
    path(_("my-plan/household/"), household.household, name="household"),
    path(_("my-plan/household/leave/"), household.leave, name="leave"),
    path(_("my-plan/household/owner/"), household.owner, name="owner"),
    path(_("my-plan/household/invitation/<int:pk>/"), household.take_back, name="take_back"),
    path(_("my-plan/invitations/"), household.invitations, name="invitations"),
    path(_("my-plan/calendar.ics"), calendars.calendar, name="calendar"),
]
