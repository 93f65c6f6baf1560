"""The facts interview of one business, for its owner and for the facilitator: one question a page."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from laju.apps.programme.models import Participant
from laju.apps.studio.actions import answer_question, record_facts
from laju.apps.studio.models import InterviewStep
from laju.apps.studio.queries import facts_of_business, profiles_of
from laju.apps.studio.queries.interview import steps_of
from laju.core.choices import LISTS, chosen
from laju.core.claims import check_facts
from laju.core.hours import format_hours
from laju.core.identity.phone import format_phone
from laju.core.interview import QUESTIONS, Proposal, next_question, read_note
from laju.core.notation import format_rupiah
from laju.core.profile import Opening, Profile
from laju.web.shared.access import person
from laju.web.shared.forms_facts import ProductsFormSet, is_same, products_initial
from laju.web.shared.forms_interview import (
    CHIPS,
    TONES,
    WORDS,
    InterviewForm,
    is_expired,
    told_apart,
)
from laju.web.shared.forms_note import NoteForm


def show_interview(
    request: HttpRequest, participant: Participant, *, audience: str
) -> HttpResponse:
    """Show the twelve questions, which are answered, and where to go on."""
    steps = steps_of(business=participant.application.business)
    items = [
        {"title": WORDS[key][0], "url": reverse(f"{audience}:question", args=[participant.pk, key]),
         "outcome": steps[key].outcome if key in steps else "", "by": steps[key].by if key in steps else ""}
        for key in QUESTIONS
    ]  # fmt: skip
    onward = next_question(dealt_with=steps.keys())
    context = {
        **_about(participant),
        "items": items,
        "answered": sum(step.outcome == InterviewStep.Outcome.TOLD for step in steps.values()),
        "next_url": reverse(f"{audience}:question", args=[participant.pk, onward]) if onward else "",
        "note_url": reverse(f"{audience}:voice_note", args=[participant.pk]),
    }  # fmt: skip
    return render(request, f"{audience}/interview.html", context)


def ask_question(
    request: HttpRequest, participant: Participant, key: str, *, audience: str
) -> HttpResponse:
    """Ask one question; the answer is kept at once, and the next one follows. Raises: Http404."""
    if key not in QUESTIONS:
        raise Http404
    business = participant.application.business
    profile = profiles_of(keys=[business.pk])[business.pk]
    data = request.POST if request.method == "POST" else None
    if data is not None and data.get("answer") == "skip":
        answer_question(participant=participant, question=key, facts={}, is_skipped=True,
                        by=person(request), at=timezone.now())  # fmt: skip
        return _onward(participant, key, audience)
    form = InterviewForm(key, profile, data)
    rows = ProductsFormSet(data, initial=products_initial(profile.products), prefix="p") if key == "barang" else None  # fmt: skip
    if data is not None and form.is_valid() and (rows is None or rows.is_valid()):
        _keep(request, participant, profile, form, rows)
        return _onward(participant, key, audience)
    number = list(QUESTIONS).index(key) + 1
    context = {
        **_about(participant),
        "form": form, "rows": rows, "key": key, "number": number, "count": len(QUESTIONS),
        "title": WORDS[key][0], "hint": WORDS[key][1], "known": known_facts(participant, key),
        "is_expired": key == "izin" and is_expired(profile, on=timezone.localdate()),
        "all_url": reverse(f"{audience}:interview", args=[participant.pk]),
        "note_url": reverse(f"{audience}:voice_note", args=[participant.pk]),
        "photo_url": reverse(f"{audience}:photo", args=[participant.pk]) if key == "gaya" else "",
    }  # fmt: skip
    return render(
        request, f"{audience}/question.html", context, status=200 if data is None else 422
    )


def hear_note(request: HttpRequest, participant: Participant, *, audience: str) -> HttpResponse:
    """Split a pasted voice note into facts; only those the person ticks are kept."""
    form = NoteForm(request.POST if request.method == "POST" else None)
    proposals: Sequence[Proposal] = ()
    if form.is_bound and form.is_valid():
        proposals = read_note(text=form.cleaned_data["text"])
        taken = [p for n, p in enumerate(proposals) if str(n) in request.POST.getlist("take")]
        if request.POST.get("answer") == "keep" and taken:
            changed = _take(request, participant, taken)
            messages.success(request, _("%(n)d hal dicatat dari pesan suara.") % {"n": changed})
            return redirect(f"{audience}:interview", participant.pk)
        if request.POST.get("answer") == "keep":
            form.add_error(None, _("Centang dahulu yang benar, lalu catat."))
    shown = [{"number": n, "label": label_of(p.name), "value": say_fact(p.name, p.value), "words": p.words}
             for n, p in enumerate(proposals)]  # fmt: skip
    context = {
        **_about(participant), "form": form, "proposals": shown, "is_read": form.is_bound and not form.errors.get("text"),
        "all_url": reverse(f"{audience}:interview", args=[participant.pk]),
    }  # fmt: skip
    return render(
        request, f"{audience}/voice_note.html", context, status=422 if form.errors else 200
    )


def known_facts(participant: Participant, key: str) -> list[dict[str, Any]]:
    """Return what is known to this question's facts, and who said and who confirmed it."""
    facts = facts_of_business(business=participant.application.business)
    return [
        {"label": label_of(fact.name), "value": say_fact(fact.name, fact.value), "origin": fact.get_origin_display(),
         "at": fact.at, "confirmed_by": fact.confirmed_by, "confirmed_at": fact.confirmed_at}
        for fact in facts
        if fact.name in QUESTIONS[key].facts and fact.value not in ("", None, [], {})
    ]  # fmt: skip


def label_of(name: str) -> str:
    """Return what a fact is called on a form."""
    own = {
        "hours": _("Jam buka"),
        "permits": _("Izin"),
        "channels": _("Akun"),
        "products": _("Barang"),
    }
    field = InterviewForm.base_fields.get(name)
    return str(own.get(name) or CHIPS.get(name) or (field.label if field else name))


def say_fact(name: str, value: Any) -> str:
    """Write the value of a fact as people read it."""
    if name in LISTS:
        return ", ".join(choice.label for choice in chosen(name=name, codes=value))
    if name in SAY:
        return SAY[name](value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {item}" for key, item in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _say_permits(value: list[Any]) -> str:
    rows = value if value and isinstance(value[0], list) else [value]
    return "; ".join(" ".join(str(part) for part in row if part) for row in rows)


def _say_product(value: Mapping[str, Any]) -> str:
    unit = f" / {value['unit']}" if value["unit"] else ""
    return f"{value['name']}, {format_rupiah(value['price_rupiah'])}{unit}"


SAY: Mapping[str, Callable[[Any], str]] = {
    "hours": lambda value: format_hours([Opening(*row) for row in value]),
    "phone": format_phone,
    "permits": _say_permits,
    "products": _say_product,
    "tone": lambda value: str(dict(TONES).get(value, value)),
}


def _keep(
    request: HttpRequest, participant: Participant, profile: Profile, form: InterviewForm, rows: Any
) -> None:
    changed, stands = told_apart(form.answers(), profile)
    told = rows.told() if rows is not None else None
    answer_question(
        participant=participant,
        question=form.question,
        facts=changed,
        products=None if told is None or is_same(profile.products, told) else told,
        confirmed=list(stands),
        by=person(request),
        at=timezone.now(),
    )
    said = str(
        [*form.answers().values(), *[row["name"] + row["note"] for row in told or ()]]
    ).casefold()
    key = participant.application.business_id
    for found in check_facts(profile=profiles_of(keys=[key])[key]):
        if found.words in said:
            text = _("“%(words)s” tersimpan, tetapi tidak akan tampil: %(reason)s %(remedy)s")
            messages.warning(
                request,
                text % {"words": found.words, "reason": found.reason, "remedy": found.remedy},
            )


def _take(request: HttpRequest, participant: Participant, taken: Sequence[Proposal]) -> int:
    """Write down ticked proposals: lists and accounts grow, the rest is replaced."""
    key = participant.application.business_id
    profile = profiles_of(keys=[key])[key]
    facts: dict[str, Any] = {}
    products = [dict(row, key=row["key"]) for row in _rows_of(profile)]
    for proposal in taken:
        name, value = proposal.name, proposal.value
        if name == "products":
            products.append(value | {"note": ""})
        elif name in LISTS or name == "materials":
            facts[name] = list(dict.fromkeys([*getattr(profile, name), *value]))
        elif name == "channels":
            facts[name] = dict(profile.channels) | value
        elif name == "permits":
            old = facts.get(name) or [
                [p.kind, p.number, p.expires_on and p.expires_on.isoformat()]
                for p in profile.permits
            ]
            facts[name] = [*(row for row in old if row[0] != value[0]), value]
        else:
            facts[name] = value
    more = len(products) > len(profile.products)
    return record_facts(participant=participant, facts=facts, products=products if more else None,
                        by=person(request), at=timezone.now())  # fmt: skip


def _rows_of(profile: Profile) -> list[dict[str, Any]]:
    return [{"key": p.key, "name": p.name, "price_rupiah": p.price_rupiah, "unit": p.unit, "note": p.note} for p in profile.products]  # fmt: skip


def _onward(participant: Participant, key: str, audience: str) -> HttpResponse:
    steps = steps_of(business=participant.application.business)
    onward = next_question(dealt_with=steps.keys(), after=key)
    if onward:
        return redirect(f"{audience}:question", participant.pk, onward)
    return redirect(f"{audience}:interview", participant.pk)


def _about(participant: Participant) -> dict[str, Any]:
    return {"participant": participant, "business": participant.application.business}
