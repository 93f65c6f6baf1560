"""Training sessions: announcing one, the code on the wall, who came."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laju.apps.accounts.queries import within_scope
from laju.apps.programme.models import Participant
from laju.apps.programme.queries import BUSINESS_REGION
from laju.apps.regions.models import Region
from laju.apps.services.actions import attend_training, forget_attendance, plan_training
from laju.apps.services.codes import code_of
from laju.apps.services.models import Attendance, Field, Training
from laju.apps.services.queries import attendances_of
from laju.engines.posters.table_cards import draw_qr_svg
from laju.web.shared.access import person
from laju.web.shared.services import NEEDED, posted

MOST_FOUND = 20


class TrainingForm(forms.Form):
    topic = forms.CharField(
        label=gettext_lazy("Tentang apa?"), max_length=120, error_messages=NEEDED
    )
    field = forms.ChoiceField(label=gettext_lazy("Bidang"), choices=Field.choices)
    region = forms.ChoiceField(label=gettext_lazy("Kabupaten atau kota"))
    place = forms.CharField(label=gettext_lazy("Tempat"), max_length=200, error_messages=NEEDED)
    starts_at = forms.DateTimeField(
        label=gettext_lazy("Mulai"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": gettext_lazy("Tulis tanggal dan jamnya."), **NEEDED},
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Tempat untuk berapa usaha?"),
        min_value=1,
        max_value=2000,
        initial=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num-in"}),
        error_messages={"invalid": gettext_lazy("Tulis angkanya saja, misalnya 30."), **NEEDED},
    )

    def __init__(self, *args: Any, regions: QuerySet[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["region"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", _("Pilih kabupaten atau kota")), *regions.values_list("pk", "name")]


def list_page(request: HttpRequest, rows: QuerySet[Training], *, room: str) -> HttpResponse:
    """Show the sessions, and take in a new one."""
    regions = Region.objects.exclude(kind=Region.Kind.PROVINCE).filter(
        within_scope(user=person(request), path="pk")
    )
    form = TrainingForm(posted(request), regions=regions.order_by("name"))
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        region = regions.get(pk=told.pop("region"))
        made = plan_training(**told, region=region, by=person(request), at=timezone.now())
        messages.success(request, _("Pelatihan tercatat."))
        return redirect(f"{room}:training", made.pk)
    context = {
        "form": form,
        "trainings": [(row, reverse(f"{room}:training", args=[row.pk])) for row in rows[:100]],
    }
    return render(request, f"{room}/trainings.html", context, status=422 if form.errors else 200)


def training_page(request: HttpRequest, training: Training, *, room: str) -> HttpResponse:
    """Show one session with the code of this minute and who came; tick people off by name."""
    by, at = person(request), timezone.now()
    if request.method == "POST":
        participant = _participant(request, training)
        if participant:
            act = forget_attendance if request.POST.get("answer") == "batal" else attend_training
            business = participant.application.business
            act(training=training, business=business, by=by, at=at)
            messages.success(request, _("Tercatat."))
        return redirect(f"{room}:training", training.pk)
    path = reverse("owner:attend", args=[training.pk, code_of(training=training.pk, at=at)])
    words = request.GET.get("q", "").strip()[:60]
    came = list(attendances_of(training=training))
    context = {
        "training": training,
        "qr": mark_safe(draw_qr_svg(text=request.build_absolute_uri(path))),  # noqa: S308  ours
        "came": came,
        "q": words,
        "found": _found(request, training, words) if words else [],
        "page_url": reverse(f"{room}:training", args=[training.pk]),
        "ticked": Attendance.How.TICKED,
    }
    is_part = request.htmx  # type: ignore[attr-defined]
    name = f"{room}/training.html"
    response = render(request, f"{name}#code" if is_part else name, context)
    response["Cache-Control"] = "no-store"
    return response


def _found(request: HttpRequest, training: Training, words: str) -> list[Participant]:
    rows = _participants(request, training).filter(application__business__name__icontains=words)
    there = attendances_of(training=training).values("business")
    return list(rows.exclude(application__business__in=there)[:MOST_FOUND])


def _participants(request: HttpRequest, training: Training) -> QuerySet[Participant]:
    """Return the participants of the region the session is in."""
    return (
        Participant.objects.filter(within_scope(user=person(request), path=BUSINESS_REGION))
        .filter(application__business__region=training.region_id, left_at=None)
        .select_related("application__business__region", "application__business__owner")
        .order_by("application__business__name", "pk")
    )


def _participant(request: HttpRequest, training: Training) -> Participant | None:
    text = request.POST.get("participant", "")
    is_number = text.isascii() and text.isdigit() and len(text) < 19  # noqa: PLR2004  of 64 bits
    rows = _participants(request, training)
    return rows.filter(pk=int(text)).first() if is_number else None
