"""Which moment a count holds for: now, to the digit, or a day that is said."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from laju.apps.indicators.queries import CubeState


def say_freshness(state: CubeState) -> str:
    """Say whether the counts of businesses are exact now, or the moment they hold for."""
    if state.holds_at is None:
        return _("tepat saat ini")
    moment = date_format(timezone.localtime(state.holds_at), "j F Y H.i")
    return _("per {moment}").format(moment=moment)
