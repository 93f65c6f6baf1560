"""What one run of the main job needs to know."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from laju.apps.accounts.models import User
from laju.apps.programme.models import Cohort, Participant
from laju.apps.publishing.actions import Folders, release_again
from laju.core.errors import DomainError


class CohortMissing(DomainError):
    message = "Belum ada angkatan."
    remedy = "Buka angkatan dan pilih pesertanya lebih dahulu."


def configured_folders() -> Folders:
    """Return where this installation keeps sites, posters and photos."""
    return Folders(sites=settings.SITES, posters=settings.POSTERS, photos=settings.PHOTOS)


def programme_name(*, cohort: Cohort) -> str:
    """Return the name of the programme as the foot of every page says it."""
    return f"Fast Track Digitalisasi {cohort.year}"


def release_now(*, participant: Participant, by: User, at: datetime) -> None:
    """Write the pages of one participant again at once, as this installation publishes them."""
    release_again(
        participant=participant,
        folders=configured_folders(),
        base_url=settings.BASE_URL,
        programme=programme_name(cohort=participant.application.cohort),
        counting=settings.COUNTING,
        by=by,
        at=at,
    )


@dataclass(frozen=True, slots=True)
class Run:
    """One run: for whom, for which month, with how much money, into which folders."""

    cohort: Cohort
    by: User
    month: str
    rupiah: int
    folders: Folders = field(default_factory=configured_folders)
    photo_folders: tuple[Path, ...] = ()
    base_url: str = ""
    programme: str = ""
    counting: str = field(default_factory=lambda: settings.COUNTING)
    posts: int = 12
    poster_chunk: int = 60  # businesses drawn in one go; a web request takes far fewer
    clock: Callable[[], datetime] = timezone.now

    def at(self) -> datetime:
        """Return the time of the next action."""
        return self.clock()


POSTERS_AT_ONCE = 4  # businesses; a request must not outlast a server's patience


def run_of(*, cohort: Cohort, by: User, month: str = "", rupiah: int = 0) -> Run:
    """Return the run in small pieces as this installation makes it: by page or in the background."""
    return Run(
        cohort=cohort,
        by=by,
        month=month,
        rupiah=rupiah,
        photo_folders=(settings.SHEETS / "foto",),
        base_url=settings.BASE_URL,
        programme=programme_name(cohort=cohort),
        poster_chunk=POSTERS_AT_ONCE,
    )
