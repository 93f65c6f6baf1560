"""What can be asked of the ranking."""

from django.db.models import QuerySet

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import within_scope
from laju.apps.endorsement.models import Place, Ranking
from laju.apps.programme.models import Cohort, Participant


def latest_ranking(*, cohort: Cohort) -> Ranking | None:
    """Return the last published ranking of a cohort, or None."""
    return Ranking.objects.filter(cohort=cohort).first()


def places_of(*, ranking: Ranking, by: User | None = None) -> QuerySet[Place]:
    """Return the places of a ranking, best first; only those a person may see."""
    rows = Place.objects.filter(ranking=ranking).select_related(
        "participant__application__business__region"
    )
    if by is not None:
        path = "participant__application__business__region_id"
        rows = rows.filter(within_scope(user=by, path=path))
    return rows.order_by("place", "-is_best", "pk")


def place_of(*, participant: Participant) -> Place | None:
    """Return the latest place of a participant, or None."""
    rows = Place.objects.filter(participant=participant).select_related("ranking")
    return rows.order_by("-ranking_id").first()
