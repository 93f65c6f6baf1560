"""Services as forms and cards, for facilitators, office and owners."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy

from laju.apps.services.actions import Entry
from laju.apps.services.models import Field, Service

NEEDED = {"required": gettext_lazy("Isian ini perlu diisi.")}


class ServiceForm(forms.Form):
    """One consultation or visit; short enough for a doorstep."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=Service.Kind.choices)
    field = forms.ChoiceField(label=gettext_lazy("Bidang"), choices=Field.choices)
    happened_at = forms.DateTimeField(
        label=gettext_lazy("Kapan"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": gettext_lazy("Tulis tanggal dan jamnya."), **NEEDED},
    )
    told = forms.CharField(
        label=gettext_lazy("Apa yang ditanyakan atau dilihat?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=NEEDED,
    )
    advised = forms.CharField(
        label=gettext_lazy("Apa saran Anda?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    next_step = forms.CharField(
        label=gettext_lazy("Langkah berikutnya"), max_length=300, required=False
    )
    next_on = forms.DateField(
        label=gettext_lazy("Paling lambat"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Tulis tanggalnya.")},
    )
    refer_to = forms.CharField(
        label=gettext_lazy("Rujuk ke"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Bila ada yang lebih mampu membantu, misalnya bank atau PLUT."),
    )
    latitude = forms.FloatField(
        required=False, min_value=-90, max_value=90, widget=forms.HiddenInput
    )
    longitude = forms.FloatField(
        required=False, min_value=-180, max_value=180, widget=forms.HiddenInput
    )
    accuracy_m = forms.IntegerField(
        required=False, min_value=0, max_value=100_000, widget=forms.HiddenInput
    )
    uuid = forms.UUIDField(widget=forms.HiddenInput)

    def entry(self) -> Entry:
        """Return what was written, once it is valid."""
        told = dict(self.cleaned_data)
        return Entry(**{name: told[name] for name in Entry.__slots__})


class VisitPhotoForm(forms.Form):
    """What was seen; for the office, never for a page."""

    photo = forms.FileField(
        label=gettext_lazy("Foto"),
        help_text=gettext_lazy("Boleh kosong. Hanya dilihat dinas dan pendamping."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={
            "required": gettext_lazy("Pilih satu foto lebih dahulu."),
            "empty": gettext_lazy("Berkas foto ini kosong. Pilih foto lain."),
        },
    )


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, an empty form too; None when nothing was."""
    return request.POST if request.method == "POST" else None


def fresh(now: datetime | None = None) -> dict[str, Any]:
    """Return the values of an empty form."""
    return {
        "uuid": uuid.uuid4(),
        "happened_at": timezone.localtime(now),
        "kind": Service.Kind.VISIT,
    }


def values_of(service: Service) -> dict[str, Any]:
    """Return the values of a form that corrects a service."""
    names = [name for name in Entry.__slots__ if name not in {"uuid", "refer_to"}]
    told: dict[str, Any] = {name: getattr(service, name) for name in names}
    return {**told, "happened_at": timezone.localtime(service.happened_at), "uuid": uuid.uuid4()}


def faults_of(form: forms.Form) -> Mapping[str, str]:
    """Return the first fault of each question, for the phone that sent it."""
    return {name: str(errors[0]) for name, errors in form.errors.items()}
