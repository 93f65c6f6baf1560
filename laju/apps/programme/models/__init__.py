"""What the programme keeps: cohorts, applications, readings, signatures, participants."""

from laju.apps.programme.models.applications import Application, ApplicationDraft, Participant
from laju.apps.programme.models.cohorts import Cohort, Seats
from laju.apps.programme.models.curation import Override, Reader, Reading, Signature

__all__ = [
    "Application",
    "ApplicationDraft",
    "Cohort",
    "Override",
    "Participant",
    "Reader",
    "Reading",
    "Seats",
    "Signature",
]
