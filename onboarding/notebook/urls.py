"""Addresses of what a mover keeps."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from onboarding.notebook.models import Note, OwnTask, SavedThing
from onboarding.notebook.views import calendars, household, keeping, own_data, reminding

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
    path(_("my-plan/notebook/"), keeping.notebook, name="notebook"),
    path(_("my-plan/notebook/search/"), keeping.search_notes, name="search_notes"),
    path(_("my-plan/notebook/save/<int:page_id>/"), keeping.save, name="save"),
    path(_("my-plan/notebook/saved/<int:pk>/"), keeping.saved, name="saved"),
    path(
        _("my-plan/notebook/saved/<int:pk>/delete/"),
        keeping.take_away,
        {"kind": SavedThing},
        name="delete_saved",
    ),
    path(_("my-plan/notebook/note/"), keeping.new_note, name="new_note"),
    path(_("my-plan/notebook/note/<int:pk>/"), keeping.note, name="note"),
    path(
        _("my-plan/notebook/note/<int:pk>/delete/"),
        keeping.take_away,
        {"kind": Note},
        name="delete_note",
    ),
    path(_("my-plan/notebook/task/"), keeping.new_own_task, name="new_own_task"),
    path(_("my-plan/notebook/task/<int:pk>/"), keeping.own_task, name="own_task"),
    path(_("my-plan/notebook/task/<int:pk>/done/"), keeping.own_task_done, name="own_task_done"),
    path(
        _("my-plan/notebook/task/<int:pk>/delete/"),
        keeping.take_away,
        {"kind": OwnTask},
        name="delete_own_task",
    ),
]
