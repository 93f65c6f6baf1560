"""New records compared with the whole registry: at once while it is small, else in the background."""

from django.utils import timezone

from laju.apps.accounts.models import User
from laju.apps.jobs.models import Job
from laju.apps.jobs.queries import jobs_of
from laju.apps.registry.actions import link_registry
from laju.apps.registry.models import Batch, Business
from laju.apps.registry.queries import find_links
from laju.apps.registry.tasks import link_waiting

SMALL = 20_000  # records that are compared while somebody waits


def link_sheet(*, batch: Batch, by: User) -> bool:
    """Compare what a sheet brought; say whether that is done, or still to come."""
    last = Business.everything.order_by("-pk").values_list("pk", flat=True).first() or 0
    if last > SMALL:
        ask_for_linking()
        return False
    found = find_links(batches=[batch])
    link_registry(found=found, batch=batch, by=by, at=timezone.now())
    return True


def ask_for_linking() -> None:
    """Let what was not compared yet be compared in the background, unless that waits already."""
    jobs = jobs_of(task=link_waiting.module_path)
    if not jobs.filter(status=Job.Status.READY).exists():
        link_waiting.enqueue()
