"""What can be done to the programme."""

from laju.apps.programme.actions.applications import (
    curate_application,
    curate_applications,
    receive_applications,
    submit_application,
)
from laju.apps.programme.actions.cohorts import open_cohort, select_cohort, set_quotas
from laju.apps.programme.actions.late import fill_cohort
from laju.apps.programme.actions.participants import assign_facilitator, replace_participant

__all__ = [
    "assign_facilitator",
    "curate_application",
    "curate_applications",
    "fill_cohort",
    "open_cohort",
    "receive_applications",
    "replace_participant",
    "select_cohort",
    "set_quotas",
    "submit_application",
]
