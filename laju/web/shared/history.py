"""The saved states of a page: what differs between two, word by word, and bringing one back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from laju.apps.programme.models import Participant
from laju.apps.studio.actions import restore_version
from laju.apps.studio.models import Version
from laju.apps.studio.queries import load_profile, load_texts
from laju.apps.studio.queries.versions import version_by_number, versions_of
from laju.core.drafts import paths_of, text_at
from laju.core.worddiff import diff_words, is_changed
from laju.web.shared.access import person
from laju.web.shared.editing import head_of, label_of, read_number
from laju.web.shared.lists import page_of
from laju.web.shared.looks import design_words


def show_history(
    request: HttpRequest, participant: Participant, *, template: str, audience: str
) -> HttpResponse:
    """List the states, compare two (`?dari=`, `?ke=`), bring an old one back on POST."""
    head = head_of(participant)
    if request.method == "POST":
        number = read_number(request.POST.get("versi"))
        restore_version(
            participant=participant,
            number=number,
            base=read_number(request.POST.get("base")),
            by=person(request),
            at=timezone.now(),
        )
        told = _("Versi %(number)s dikembalikan sebagai draf baru.") % {"number": number}
        messages.success(request, told)
        return redirect(f"{audience}:edit", participant.pk)
    before, after = _two(request, participant, head)
    context = {
        "participant": participant,
        "business": participant.application.business,
        "audience": audience,
        "head": head,
        "page": page_of(request, versions_of(participant=participant)),
        "before": before,
        "after": after,
        "changes": changes_between(before, after) if before and after else [],
    }
    return render(request, template, context)


def changes_between(before: Version, after: Version) -> list[dict[str, Any]]:
    """Return what differs between two states: label and pieces, words kept, gone and come."""
    profile = load_profile(stored=after.profile)
    old, new = load_texts(stored=before.texts), load_texts(stored=after.texts)
    paths = dict.fromkeys((*paths_of(new), *paths_of(old)))
    told = [(label_of(path, profile), text_at(old, path), text_at(new, path)) for path in paths]
    looks = design_words(before), design_words(after)
    told += [(label, looks[0][label], looks[1][label]) for label in looks[1]]
    found = [(label, diff_words(before=was, after=now)) for label, was, now in told]
    return [{"label": label, "pieces": pieces} for label, pieces in found if is_changed(pieces)]


def _two(
    request: HttpRequest, participant: Participant, head: Version
) -> tuple[Version | None, Version | None]:
    """Return the states to compare; without a choice, the newest with the one before it."""
    wanted = [read_number(request.GET.get(name)) for name in ("dari", "ke")]
    numbers = [n for n in wanted if n]
    if not numbers:
        return head.parent, head if head.parent else None
    found = [version_by_number(participant=participant, number=n) for n in sorted(numbers)]
    if len(found) == 1:
        found.append(head)
    return found[0], found[1]
