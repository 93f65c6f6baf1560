"""The owner asks for help, and says being there."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from laju.apps.programme.queries import participants_of_owner
from laju.apps.services.actions import WrongCode, attend_training, request_service
from laju.apps.services.codes import is_code
from laju.apps.services.models import Field, Training
from laju.apps.services.queries import requests_for, services_of, trainings_attended
from laju.core.errors import DomainError
from laju.web.shared.access import for_role, in_charge, person
from laju.web.shared.services import posted


class RequestForm(forms.Form):
    field = forms.ChoiceField(label=gettext_lazy("Tentang apa?"), choices=Field.choices)
    text = forms.CharField(
        label=gettext_lazy("Apa yang ingin Anda tanyakan?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Tulis pertanyaan Anda.")},
    )


@require_http_methods(["GET", "POST"])
@for_role("OWNER")
def help_(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a consultation; see what was given and the sessions attended."""
    participant = in_charge(request, pk)
    business, form = participant.application.business, RequestForm(posted(request))
    if request.method == "POST" and form.is_valid():
        request_service(
            business=business, **form.cleaned_data, by=person(request), at=timezone.now()
        )
        messages.success(request, _("Terkirim. Pendamping akan menghubungi Anda."))
        return redirect("owner:help", pk)
    context = {
        "participant": participant,
        "form": form,
        "waiting": requests_for(by=person(request)).filter(business=business),
        "services": services_of(business=business)[:50],
        "trainings": trainings_attended(business=business)[:50],
    }
    return render(request, "owner/help.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@for_role("OWNER")
def attend(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Say being at a session, with the code the screen there shows; one press, no typing."""
    training = get_object_or_404(Training.objects.select_related("region"), pk=min(pk, 2**63 - 1))
    rows = list(participants_of_owner(by=person(request)))
    fault = ""
    if request.method == "POST" and rows:
        try:
            for row in rows:
                attend_training(
                    training=training,
                    business=row.application.business,
                    code=code[:40],
                    by=person(request),
                    at=timezone.now(),
                )
        except DomainError as error:
            fault = f"{error} {error.remedy}"
        else:
            messages.success(request, _("Kehadiran Anda tercatat. Selamat belajar!"))
            return redirect("owner:help", rows[0].pk)
    is_now = is_code(training=training.pk, code=code[:40], at=timezone.now())
    context = {
        "training": training if is_now else None,  # the screen's code is the key to the details
        "has_business": bool(rows),
        "fault": fault or ("" if is_now else f"{WrongCode()} {WrongCode.remedy}"),
        "here": reverse("owner:attend", args=[pk, code]),
    }
    return render(request, "owner/attend.html", context, status=422 if fault else 200)
