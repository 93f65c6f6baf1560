"""The owner learns: lessons, three questions each, and tasks the system checks."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from laju.apps.programme.models import Participant
from laju.apps.skills.actions import answer_check, check_tasks, say_name
from laju.apps.skills.queries import certificate_of
from laju.core.skills import Lesson, lesson_by_key
from laju.web.shared.access import for_role, in_charge, person
from laju.web.shared.certificates import send_sheet
from laju.web.shared.lessons import lacking_of, next_step_of, shelf_of

# Where the task of a lesson is done.
PLACES: Mapping[str, tuple[str, ...]] = {
    "story": ("owner:interview",),
    "photo": ("owner:photo",),
    "prices": ("owner:facts",),
    "shelf": ("owner:photo",),
    "hours": ("owner:question", "jam"),
    "chat": ("owner:home",),
    "approved": ("owner:content",),
    "live": ("owner:home",),
    "post": ("owner:calendar",),
    "routine": ("owner:calendar",),
    "qris": ("owner:qris",),
    "permit": ("owner:question", "izin"),
}


@require_GET
@for_role("OWNER")
def lessons(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all lessons and how far one is."""
    participant = in_charge(request, pk)
    return render(
        request, "owner/lessons.html", {"participant": participant, **_shelf(participant)}
    )


@require_http_methods(["GET", "POST"])
@for_role("OWNER")
def lesson(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Show a lesson; take the answers, and keep them beside the explanation when one is wrong."""
    participant, found = in_charge(request, pk), _find(key)
    context: dict[str, Any] = {"participant": participant, "lesson": found, "told": {}}
    status = 200
    if request.method == "POST":
        told = {n: _number(request.POST.get(f"q{n}")) for n in range(len(found.questions))}
        if -1 in told.values():
            messages.warning(request, _("Jawab ketiga pertanyaannya dahulu."))
            status = 422
        elif answer_check(
            participant=participant,
            lesson=found.key,
            answers=list(told.values()),
            by=person(request),
            at=timezone.now(),
        ):
            messages.success(request, _("Bagus, Anda paham. Sekarang tugasnya."))
            return redirect(f"{reverse('owner:lesson', args=[pk, key])}#tugas")
        else:
            messages.warning(request, _("Belum tepat. Baca lagi, lalu coba sekali lagi."))
            status = 422
        context["told"] = told
    context |= _around(participant, found, context["told"])
    return render(request, "owner/lesson.html", context, status=status)


@require_POST
@for_role("OWNER")
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the system look for the proof of all tasks now."""
    participant = in_charge(request, pk)
    fresh = check_tasks(participants=[participant], by=person(request), at=timezone.now())
    if fresh:
        messages.success(request, _("%(count)s tugas baru terbukti.") % {"count": fresh})
    else:
        messages.info(request, _("Belum ada tugas baru yang terlihat selesai."))
    found = lesson_by_key(request.POST.get("lesson", ""))
    return redirect("owner:lesson", pk, found.key) if found else redirect("owner:lessons", pk)


@require_POST
@for_role("OWNER")
def name(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep whether the own name may stand on the certificate."""
    is_agreed = request.POST.get("agree") == "ya"
    say_name(
        participant=in_charge(request, pk),
        is_agreed=is_agreed,
        by=person(request),
        at=timezone.now(),
    )
    messages.success(request, _("Tercatat."))
    return redirect("owner:lessons", pk)


@require_GET
@for_role("OWNER")
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the certificate as PDF. Raises: Http404 without one."""
    certificate = certificate_of(participant=in_charge(request, pk))
    if certificate is None:
        raise Http404
    return send_sheet(request, certificate)


def _shelf(participant: Participant) -> dict[str, Any]:
    shelf = shelf_of(participant)
    for card in shelf["lessons"]:
        card["next"] = next_step_of(card)
        card["url"] = reverse("owner:lesson", args=[participant.pk, card["lesson"].key])
    return shelf


def _around(participant: Participant, found: Lesson, told: dict[int, int]) -> dict[str, Any]:
    """Return the questions with what was chosen, the state of the task, and the way on."""
    cards = _shelf(participant)["lessons"]
    place = next(n for n, card in enumerate(cards) if card["lesson"].key == found.key)
    name, *more = PLACES[found.proof]
    card = cards[place]
    return {
        "card": card,
        "lacking": "" if card["proven_at"] else lacking_of(participant, found),
        "following": cards[place + 1] if place + 1 < len(cards) else None,
        "number": place + 1,
        "task_url": reverse(name, args=[] if name == "owner:home" else [participant.pk, *more]),
        "questions": [
            {
                "name": f"q{number}",
                "question": question,
                "is_wrong": number in told and told[number] != question.right,
                "answers": [
                    {"value": n, "text": text, "is_on": told.get(number) == n}
                    for n, text in enumerate(question.answers)
                ],
            }
            for number, question in enumerate(found.questions)
        ],
    }


def _find(key: str) -> Lesson:
    found = lesson_by_key(key)
    if found is None:
        raise Http404
    return found


def _number(text: str | None) -> int:
    return int(text) if text in {"0", "1", "2"} else -1
