"""What can be done to the programme."""

from laju.apps.programme.actions.announcing import announce_results
from laju.apps.programme.actions.applications import (
    curate_application,
    curate_applications,
    receive_applications,
    submit_application,
)
from laju.apps.programme.actions.cohorts import open_cohort, select_cohort, set_quotas
from laju.apps.programme.actions.completing import complete_application
from laju.apps.programme.actions.drawing import draw_cohort
from laju.apps.programme.actions.late import fill_cohort
from laju.apps.programme.actions.lists import commit_list, reopen_list, sign_list
from laju.apps.programme.actions.offers import accept_seat, give_up_seat, offer_seats
from laju.apps.programme.actions.panel import (
    add_reader,
    assign_readings,
    move_readings,
    release_reader,
)
from laju.apps.programme.actions.participants import assign_facilitator, replace_participant
from laju.apps.programme.actions.readings import hand_back_reading, save_reading, start_reading
from laju.apps.programme.actions.rules import (
    check_applications,
    decide_eligibility,
    publish_rules,
    set_rules,
)

__all__ = [
    "accept_seat",
    "add_reader",
    "announce_results",
    "assign_facilitator",
    "assign_readings",
    "check_applications",
    "commit_list",
    "complete_application",
    "curate_application",
    "curate_applications",
    "decide_eligibility",
    "draw_cohort",
    "fill_cohort",
    "give_up_seat",
    "hand_back_reading",
    "move_readings",
    "offer_seats",
    "open_cohort",
    "publish_rules",
    "receive_applications",
    "release_reader",
    "reopen_list",
    "replace_participant",
    "save_reading",
    "select_cohort",
    "set_quotas",
    "set_rules",
    "sign_list",
    "start_reading",
    "submit_application",
]
