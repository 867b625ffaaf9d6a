"""Addresses of what a mover keeps."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from onboarding.notebook.views import calendars, household, own_data, reminding

urlpatterns = [
    path(_("my-plan/household/"), household.household, name="household"),
    path(_("my-plan/household/leave/"), household.leave, name="leave"),
    path(_("my-plan/household/owner/"), household.owner, name="owner"),
    path(_("my-plan/household/invitation/<int:pk>/"), household.take_back, name="take_back"),
    path(_("my-plan/delete/"), own_data.forget, name="forget"),
    path(_("my-plan/fetch/"), own_data.fetch, name="fetch"),
    path(_("my-plan/deleted/<str:token>/"), own_data.forgotten, name="forgotten"),
    path(_("my-plan/load/"), own_data.load, name="load"),
    path(_("my-plan/loaded/"), own_data.loaded, name="loaded"),
    path(_("my-plan/kept/"), own_data.plan_kept, name="plan_kept"),
    path(_("my-plan/keep/<str:token>/"), own_data.keep_plan, name="keep_plan"),
    path(_("my-plan/invitations/"), household.invitations, name="invitations"),
    path(_("my-plan/calendar.ics"), calendars.calendar, name="calendar"),
    path(_("my-plan/calendar/"), calendars.calendar_address, name="calendar_address"),
    path(_("my-plan/reminders/"), reminding.reminders, name="reminders"),
    path(_("my-plan/reminders/stop/<str:token>/"), reminding.stop_reminders, name="stop_reminders"),
]
