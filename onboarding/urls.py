"""Addresses of the mover's own: plan, questions, checklists."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from onboarding import views
from onboarding.wizard import wizard

urlpatterns = [
    path(_("my-plan/"), views.plan, name="plan"),
    path(_("my-plan/task/"), views.tick, name="tick"),
    path(_("my-plan/days/"), views.plan_days, name="days"),
    path(_("my-plan/days/<str:name>/"), views.other_day, name="other_day"),
    path(_("my-plan/days/<str:name>/moved/"), views.moved, name="moved"),
    path(_("my-plan/two-plans/"), views.two_plans, name="two_plans"),
    path(_("my-plan/earlier/"), views.earlier, name="earlier"),
    path(_("my-plan/<slug:phase>/answers/"), views.check, name="check"),
    path(_("my-plan/<slug:phase>/checklist/"), views.checklist, name="checklist"),
    path(_("my-plan/<slug:phase>/questions/"), wizard, name="questions"),
    path(_("my-plan/<slug:phase>/questions/<str:step>/"), wizard, name="question"),
]
