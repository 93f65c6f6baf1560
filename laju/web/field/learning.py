"""What the facilitator sees of an owner's learning, and says of tasks seen done."""

from collections.abc import Iterable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from laju.apps.programme.models import Participant
from laju.apps.programme.queries import participants_of_facilitator
from laju.apps.skills.actions import check_tasks, rate_task
from laju.apps.skills.models import Progress
from laju.apps.skills.queries import (
    progress_by_participant,
    rated_lessons,
    ratings_of,
    second_ratings,
    unrated_by_participant,
)
from laju.core.skills import Level, lesson_by_key, load_lessons
from laju.web.shared.access import for_role, in_charge, person
from laju.web.shared.lessons import shelf_of
from laju.web.shared.lists import page_of

ABLE = {"ya": True, "belum": False}


class RatingForm(forms.Form):
    able = forms.ChoiceField(choices=[(key, key) for key in ABLE])
    note = forms.CharField(max_length=300, required=False)


@require_GET
@for_role("FACILITATOR")
def learners(request: HttpRequest) -> HttpResponse:
    """Show how far each owner is, and whose proven tasks nobody has seen yet."""
    by = person(request)
    page = page_of(request, participants_of_facilitator(by=by))
    progress = progress_by_participant(participants=page.object_list)
    unrated = unrated_by_participant(participants=page.object_list)
    rows = [
        {
            "participant": each,
            "business": each.application.business,
            "unrated": unrated[each.pk],
            **_counted(progress.get(each.pk, {}).values()),
        }
        for each in page.object_list
    ]
    context = {
        "page": page,
        "rows": rows,
        "count_lessons": len(load_lessons()),
        "seconds": len(second_ratings(by=by)),
    }
    return render(request, "field/learners.html", context)


@require_GET
@for_role("FACILITATOR")
def lessons(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far an owner is, with a yes or not yet for each task that is proven."""
    participant = in_charge(request, pk)
    mine = ratings_of(participant=participant, by=person(request))
    others = rated_lessons(participant=participant) - set(mine)
    shelf = shelf_of(participant)
    for card in shelf["lessons"]:
        key = card["lesson"].key
        card["rating"] = mine.get(key)
        card["can_rate"] = card["proven_at"] and key not in mine and key not in others
        card["url"] = reverse("field:rate", args=[pk, key])
    context = {"participant": participant, "business": participant.application.business, **shelf}
    return render(request, "field/lessons.html", context)


@require_POST
@for_role("FACILITATOR")
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the system look for the proof of all tasks now."""
    participant = in_charge(request, pk)
    fresh = check_tasks(participants=[participant], by=person(request), at=timezone.now())
    messages.info(request, _("%(count)s tugas baru terbukti.") % {"count": fresh})
    return redirect("field:lessons", pk)


@require_POST
@for_role("FACILITATOR")
def rate(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Note what was seen of one task, as the first or as the second to rate."""
    by, found = person(request), lesson_by_key(key)
    if found is None:
        raise Http404
    is_second = request.POST.get("second") == "1"
    participant = _second(request, pk, key) if is_second else in_charge(request, pk)
    form = RatingForm(request.POST)
    if form.is_valid():
        rate_task(
            participant=participant,
            lesson=key,
            is_able=ABLE[form.cleaned_data["able"]],
            note=form.cleaned_data["note"],
            by=by,
            at=timezone.now(),
        )
        messages.success(request, _("Penilaian tercatat. Penilaian orang lain tetap tertutup."))
    else:
        messages.warning(request, _("Pilih ya atau belum; catatan paling panjang 300 huruf."))
    return redirect("field:second_ratings") if is_second else redirect("field:lessons", pk)


@require_GET
@for_role("FACILITATOR")
def seconds(request: HttpRequest) -> HttpResponse:
    """Show the sampled tasks of colleagues that wait for a second pair of eyes."""
    rows = second_ratings(by=person(request))
    waiting = [
        {
            "business": row.participant.application.business,
            "lesson": lesson_by_key(row.lesson),
            "evidence": row.evidence,
            "url": reverse("field:rate", args=[row.participant_id, row.lesson]),
        }
        for row in rows
    ]
    return render(request, "field/second_ratings.html", {"waiting": waiting})


def _counted(rows: Iterable[Progress]) -> dict[str, int]:
    levels = [row.level for row in rows]
    return {
        "known": sum(level >= Level.KNOWS for level in levels),
        "can": sum(level >= Level.CAN for level in levels),
        "masters": sum(level >= Level.MASTERS for level in levels),
    }


def _second(request: HttpRequest, pk: int, key: str) -> Participant:
    """Return the participant of a task that waits for this person. Raises: Http404."""
    waiting = {(row.participant_id, row.lesson) for row in second_ratings(by=person(request))}
    if (pk, key) not in waiting:
        raise Http404
    return get_object_or_404(Participant, pk=pk)
