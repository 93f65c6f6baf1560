"""What one run of the main job needs to know."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from laju.apps.accounts.models import User
from laju.apps.programme.models import Cohort
from laju.apps.publishing.actions import Folders
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
    posts: int = 12
    poster_chunk: int = 60  # businesses drawn in one go; a web request takes far fewer
    clock: Callable[[], datetime] = timezone.now

    def at(self) -> datetime:
        """Return the time of the next action."""
        return self.clock()
