"""Dates worked out by hand with an almanac, from the table of tasks and nothing else.

Beside each task stands what its days are counted from, and by how many days: M the move, H the
home, J the first day at work, P preschool, S school, R the day the personnummer came, N the
next move, C the purchase, E the end of the permit, D a year after the move.
"""

from datetime import date

import pytest

from onboarding.journeys.answers import parse
from onboarding.journeys.plan import build
from tests.onboarding.journeys.reading import read_journey

JOURNEY = read_journey()
TODAY = date(2026, 11, 23)
EXACT, ABOUT = False, True

FROM_THE_EU = {"status": "eu_eea", "stay": "year_or_more", "swedish": "none"}
HOUSEHOLDS = {
    # In Sweden, renting, with a day for the keys two weeks before the move.
    "sweden_spring": (
        {
            "move": "2027-03-01",
            "home_access": "2027-02-15",
            "housing": ["rent"],
            "rents_now": "yes",
        },
        {"status": "registered_in_sweden"},
    ),
    # On a leap day, and without a day for the keys.
    "leap_day": (
        {"move": "2028-02-29", "housing": ["rent"], "rents_now": "yes"},
        {"status": "registered_in_sweden"},
    ),
    # On New Year's Eve.
    "new_year": ({"move": "2026-12-31"}, {"status": "registered_in_sweden"}),
    # Some day in September.
    "month_only": ({"move": "2027-09"}, {"status": "registered_in_sweden"}),
    # From an EU country with a small child, and work from the fifteenth.
    "eu_family": (
        {"move": "2027-03-01", "children": ["age_1_5"], "preschool_start": "2027-04-12"},
        FROM_THE_EU | {"occupation": ["job"], "job_start": "2027-03-15"},
    ),
    # The same way, and the personnummer came on the second of April.
    "eu_number_came": ({"move": "2027-03-01", "housing": ["rent"]}, FROM_THE_EU),
    # From outside the EEA with a child at school, whose first day is not known.
    "outside_eea": (
        {
            "move": "2027-08-16",
            "from_where": "outside_eu_customs_union",
            "children": ["age_6_12"],
            "second_guardian": "yes",
        },
        {
            "status": "other",
            "stay": "year_or_more",
            "occupation": ["job"],
            "job_start": "2027-09-01",
            "permit_expiry": "2029-08-31",
        },
    ),
    # A house of one's own, and a car in October.
    "car_and_house": (
        {
            "move": "2027-10-05",
            "home_access": "2027-10-01",
            "purchase": "2027-10-01",
            "housing": ["buy_house"],
            "car": "have",
        },
        {"status": "registered_in_sweden"},
    ),
    # A first address for four months, and a car in the middle of winter.
    "temporary": (
        {"move": "2027-01-11", "next_move": "2027-05-01", "housing": ["temporary"], "car": "have"},
        {"status": "registered_in_sweden"},
    ),
    "protection": ({"move": "2027-02-01"}, {"status": "temporary_protection"}),
}
DONE = {"eu_number_came": {"receive-personnummer": "2027-04-02"}}

DATES = {
    "sweden_spring": [
        ("contact-relocation-service", "2026-09-02", "2026-11-01", EXACT),  # M -180 -120
        ("map-household-needs", "2026-09-02", "2026-11-01", EXACT),  # M -180 -120
        ("join-pitebo-queue", "2025-03-11", "2026-12-01", EXACT),  # M -720 -90
        ("apply-private-landlords", "2026-10-02", "2027-01-30", EXACT),  # M -150 -30
        ("give-notice-on-flat", "2026-11-01", "2026-11-29", EXACT),  # M -120 -92
        ("book-moving-company", "2026-12-31", "2027-01-30", EXACT),  # M -60 -30
        ("report-move", "2027-01-30", "2027-03-08", EXACT),  # M -30 +7
        ("forward-mail", "2027-01-30", "2027-02-24", EXACT),  # M -30 -5
        ("power-and-broadband", "2027-01-16", "2027-02-08", EXACT),  # H -30 -7
        ("home-insurance", "2027-02-01", "2027-02-15", EXACT),  # H -14 0
        ("register-health-centre", "2027-03-08", "2027-03-31", EXACT),  # M +7 +30
        ("choose-dentist", "2027-03-15", "2027-05-30", EXACT),  # M +14 +90
        ("library-card", "2027-03-02", "2027-03-31", EXACT),  # M +1 +30
        ("emergency-numbers", "2027-03-01", "2027-03-15", EXACT),  # M 0 +14
        ("bus-app-and-routes", "2027-03-01", "2027-03-08", EXACT),  # M 0 +7
        ("newcomer-party", "2027-03-02", "2028-02-29", EXACT),  # M +1 +365
        ("find-association", "2027-03-08", "2027-04-30", EXACT),  # M +7 +60
    ],
    "leap_day": [
        ("give-notice-on-flat", "2027-11-01", "2027-11-29", EXACT),  # M -120 -92
        ("report-move", "2028-01-30", "2028-03-07", EXACT),  # M -30 +7
        ("home-insurance", "2028-02-15", "2028-02-29", ABOUT),  # H -14 0
        ("forward-mail", "2028-01-30", "2028-02-24", EXACT),  # M -30 -5
        ("register-health-centre", "2028-03-07", "2028-03-30", EXACT),  # M +7 +30
    ],
    "new_year": [
        ("report-move", "2026-12-01", "2027-01-07", EXACT),  # M -30 +7
        ("library-card", "2027-01-01", "2027-01-30", EXACT),  # M +1 +30
        ("choose-dentist", "2027-01-14", "2027-03-31", EXACT),  # M +14 +90
        ("bus-app-and-routes", "2026-12-31", "2027-01-07", EXACT),  # M 0 +7
    ],
    "month_only": [
        ("report-move", "2027-08-02", "2027-09-08", ABOUT),  # M -30 +7
        ("book-moving-company", "2027-07-03", "2027-08-02", ABOUT),  # M -60 -30
        ("home-insurance", "2027-08-18", "2027-09-01", ABOUT),  # H -14 0
        ("library-card", "2027-09-02", "2027-10-01", ABOUT),  # M +1 +30
    ],
    "eu_family": [
        ("collect-original-documents", "2026-11-01", "2027-01-30", EXACT),  # M -120 -30
        ("arrange-first-address", "2026-12-01", "2027-02-22", EXACT),  # M -90 -7
        ("start-moving-to-sweden", "2027-02-15", "2027-03-01", EXACT),  # M -14 0
        ("book-identity-check", "2027-02-01", "2027-02-26", EXACT),  # M -28 -3
        ("deregister-abroad", "2027-01-30", "2027-03-08", EXACT),  # M -30 +7
        ("attend-identity-check", "2027-03-01", "2027-03-08", EXACT),  # M 0 +7
        ("receive-personnummer", "2027-03-15", "2027-04-12", EXACT),  # M +14 +42
        ("tax-decision", "2027-03-01", "2027-03-22", EXACT),  # J -14 +7
        ("open-payment-account", "2027-03-02", "2027-04-05", EXACT),  # M +1 +35
        ("apply-id-card", "2027-04-13", "2027-04-26", ABOUT),  # R +1 +14
        ("get-eid", "2027-04-19", "2027-05-17", ABOUT),  # R +7 +35
        ("register-forsakringskassan", "2027-04-13", "2027-05-12", ABOUT),  # R +1 +30
        ("child-and-parental-benefit", "2027-04-19", "2027-06-11", ABOUT),  # R +7 +60
        ("apply-preschool", "2026-10-14", "2026-12-13", EXACT),  # P -180 -120
        ("child-health-care", "2027-03-04", "2027-03-22", EXACT),  # M +3 +21
        ("apply-sfi", "2027-03-02", "2027-03-22", EXACT),  # M +1 +21
        ("unemployment-fund-and-union", "2027-03-15", "2027-04-14", EXACT),  # J 0 +30
    ],
    "eu_number_came": [
        ("apply-id-card", "2027-04-03", "2027-04-16", EXACT),  # R +1 +14
        ("get-eid", "2027-04-09", "2027-05-07", EXACT),  # R +7 +35
        ("register-forsakringskassan", "2027-04-03", "2027-05-02", EXACT),  # R +1 +30
        ("join-pitebo-queue-after-personnummer", "2027-04-03", "2027-04-09", EXACT),  # R +1 +7
    ],
    "outside_eea": [
        ("work-permit", "2027-03-05", "2027-08-31", EXACT),  # J -180 -1
        ("family-residence-permits", "2027-02-17", "2027-08-15", EXACT),  # M -180 -1
        ("collect-permit-card", "2027-08-16", "2027-08-30", EXACT),  # M 0 +14
        ("enrol-compulsory-school", "2027-05-25", "2027-08-09", ABOUT),  # S -90 -14
        ("start-school-mapping", "2027-08-16", "2027-09-15", EXACT),  # M 0 +30
        ("renew-permit", "2029-05-03", "2029-08-30", EXACT),  # E -120 -1
        ("tax-decision", "2027-08-18", "2027-09-08", EXACT),  # J -14 +7
        ("customs-relief", "2027-07-02", "2027-08-16", EXACT),  # M -45 0
        ("guardians-consent", "2027-05-18", "2027-08-15", EXACT),  # M -90 -1
    ],
    "car_and_house": [
        ("winter-tyres", "2027-10-02", "2027-12-01", EXACT),  # 1 Dec -60 0
        ("title-registration", "2027-10-01", "2027-12-30", EXACT),  # C 0 +90
        ("building-permit", "2027-10-01", "2028-03-29", EXACT),  # H 0 +180
        ("change-owner-water-waste", "2027-09-24", "2027-10-08", EXACT),  # H -7 +7
        ("loan-promise-and-buy", "2027-04-08", "2027-08-21", EXACT),  # M -180 -45
    ],
    "temporary": [
        ("report-new-address", "2027-04-01", "2027-05-08", EXACT),  # N -30 +7
        ("winter-tyres", "2026-11-12", "2027-01-11", EXACT),  # 1 Dec -60 0
    ],
    "protection": [
        ("register-after-temporary-protection", "2028-02-01", "2028-02-29", EXACT),  # D 0 +28
    ],
}
CASES = [(name, *row) for name, rows in DATES.items() for row in rows]


def test_there_are_enough_cases():
    assert len(CASES) >= 60


@pytest.mark.parametrize(
    ("name", "task", "start", "due", "about"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES]
)
def test_a_date_is_what_the_almanac_says(name, task, start, due, about):
    household, answers = HOUSEHOLDS[name]
    adult = {"alias": "Kim", "answers": answers, "done": DONE.get(name, {})}
    data = {"household": household, "adults": [adult]}
    items = build(JOURNEY, parse(JOURNEY, data), TODAY).items
    [item] = [item for item in items if item.task.key == task]
    found = (item.start.isoformat(), item.due.isoformat(), item.estimated)
    assert found == (start, due, about)
