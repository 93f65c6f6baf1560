"""How far the facts interview of a business has come."""

from laju.apps.registry.models import Business
from laju.apps.studio.models import InterviewStep


def steps_of(*, business: Business) -> dict[str, InterviewStep]:
    """Return the last answer or skip per question key."""
    return {step.question: step for step in InterviewStep.objects.filter(business=business)}
