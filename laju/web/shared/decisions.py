"""Saying yes to a page, or asking for a change."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laju.apps.programme.models import Participant
from laju.apps.studio.actions import approve_content, hold_content
from laju.apps.studio.models import Content
from laju.apps.studio.queries import content_of
from laju.web.shared.access import person


class HoldForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Apa yang perlu diperbaiki?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Tulis seperti bicara. Halaman diturunkan dulu sampai beres."),
        error_messages={"required": gettext_lazy("Tulis apa yang perlu diperbaiki.")},
    )


def content_for(participant: Participant) -> Content:
    """Return the content of a participant. Raises: Http404 before it was composed."""
    content = content_of(participant=participant)
    if content is None:
        raise Http404
    return content


def decide(request: HttpRequest, content: Content, form: HoldForm) -> bool:
    """Keep the answer of a POST; False when the note of a change is missing."""
    by, at = person(request), timezone.now()
    if request.POST.get("decision") == "approve":
        approve_content(content=content, by=by, at=at)
        messages.success(request, _("Terima kasih. Halaman disetujui."))
        return True
    if not form.is_valid():
        return False
    hold_content(content=content, note=form.cleaned_data["note"], by=by, at=at)
    messages.success(request, _("Tercatat. Halaman ditahan sampai diperbaiki."))
    return True
