"""What the registry lets be done in the background."""

from django.utils import timezone
from django_tasks import task

from laju.apps.accounts.queries import system_user
from laju.apps.registry.actions import link_registry
from laju.apps.registry.indexing import follow
from laju.apps.registry.queries import find_links, unlinked_batches


@task(title="Menyelaraskan indeks pencarian", seconds=300, is_atomic=False)
def follow_registry() -> None:
    """Bring the search index in step, however much changed; build it when absent or broken."""
    follow(most=None)


@task(title="Mencari catatan kembar", seconds=600, is_atomic=False)
def link_waiting() -> int:
    """Compare what sheets and forms brought since the last time; return how many pairs wait now.

    Begun twice, the second time finds what the first has done decided.
    """
    batches = list(unlinked_batches())
    if not batches:
        return 0
    found = find_links(batches=batches)
    alone = batches[0] if len(batches) == 1 else None
    return link_registry(found=found, batch=alone, by=system_user(), at=timezone.now()).proposed
