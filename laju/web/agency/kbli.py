"""KBLI codes: of one business, and of all that have none yet, by what their owners wrote."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from laju.apps.accounts.models import Role, User
from laju.apps.registry.actions import choose_kbli_for_phrase, undo_kbli
from laju.apps.registry.models import KbliChoice
from laju.apps.registry.queries import (
    businesses_saying,
    choices_of,
    count_coded,
    kbli_suggestions,
    uncoded_groups,
    words_of,
)
from laju.apps.registry.queries.coding import PhraseGroup
from laju.core.kbli import Version
from laju.web.agency.business import find
from laju.web.shared.access import for_role, person
from laju.web.shared.kbli import CURRENT, choices_for, edit_kbli, title_of
from laju.web.shared.lists import page_of, stream_csv

SHOWN, NAMES = 12, 4
TITLES = ("Kegiatan", "Usaha", "Ejaan", "Usulan KBLI 2025", "Judul", "Keyakinan")


@require_http_methods(["GET", "POST"])
@for_role(Role.AGENCY)
def kbli(request: HttpRequest, code: str) -> HttpResponse:
    """Show the suggestions for one business and keep the choice."""
    row = find(request, code)
    return edit_kbli(
        request,
        row,
        text=words_of(business=row),
        template="agency/kbli.html",
        done_url=reverse("agency:business", args=[code]),
    )


@require_GET
@for_role(Role.AGENCY)
def uncoded(request: HttpRequest) -> HttpResponse:
    """Show the largest group of businesses without a code, or the one asked for."""
    by = person(request)
    groups = uncoded_groups(by=by)
    page = page_of(request, groups, size=SHOWN)
    asked = request.GET.get("kata", "")
    group = next((each for each in groups if each.phrase == asked), None)
    if group is None and page.object_list:
        group = page.object_list[0]
    done, total = count_coded(by=by)
    context = {
        "page_title": _("Kode KBLI yang kurang"),
        "page_lede": _(
            "Satu keputusan memberi kode kepada semua usaha yang menulis hal yang sama."
        ),
        "page": page,
        "group": group,
        "done": done,
        "total": total,
        "left": sum(each.count for each in groups),
        "last": _last(by, request.session.get("last_kbli")),
    }
    if group:
        context |= _of_group(request, group)
    return render(request, "agency/uncoded.html", context)


@require_POST
@for_role(Role.AGENCY)
def choose_for_phrase(request: HttpRequest) -> HttpResponse:
    """Give every business that says the same one code."""
    version, _colon, code = request.POST.get("code", "").partition(":")
    choice = choose_kbli_for_phrase(
        phrase=request.POST.get("phrase", "").replace("\x00", "")[:500],
        version=version if version in set(Version) else CURRENT,
        code=code[:12],
        by=person(request),
        at=timezone.now(),
    )
    request.session["last_kbli"] = choice.pk
    return redirect("agency:uncoded")


@require_POST
@for_role(Role.AGENCY)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own decision back."""
    choice = get_object_or_404(choices_of(by=person(request)), pk=min(pk, 2**63 - 1))
    count = undo_kbli(choice=choice, by=person(request), at=timezone.now())
    request.session["last_kbli"] = None
    messages.success(request, _("Ditarik kembali: {n} usaha seperti semula.").format(n=count))
    return redirect("agency:uncoded")


@require_GET
@for_role(Role.AGENCY)
def export_uncoded(request: HttpRequest) -> HttpResponseBase:
    """Send the groups without a code, with what would be suggested first."""
    groups = uncoded_groups(by=person(request))
    return stream_csv(name="kbli-kurang.csv", titles=TITLES, rows=map(_line, groups))


def _line(group: PhraseGroup) -> tuple[object, ...]:
    best = next(iter(kbli_suggestions(text=group.said, version=CURRENT, limit=1)), None)
    told = (best.code, best.title, f"{best.score:.2f}") if best else ("", "", "")
    return (group.said, group.count, len(group.texts), *told)


def _of_group(request: HttpRequest, group: PhraseGroup) -> dict[str, Any]:
    by = person(request)
    rows = businesses_saying(by=by, texts=group.texts).select_related("region")[:NAMES]
    examples = list(rows)
    region = examples[0].region_id if examples else ""
    return {
        "examples": examples,
        "kbli": choices_for(
            request,
            text=group.said,
            suggest=lambda version: kbli_suggestions(
                text=group.said, version=version, region=region
            ),
        ),
        "extra": [("phrase", group.said)],
    }


def _last(by: User, key: int | None) -> dict[str, Any] | None:
    """Return the last decision as the page tells it, while it stands."""
    choice: KbliChoice | None = choices_of(by=by).filter(pk=key or 0, undone_at=None).first()
    return {"choice": choice, "title": title_of(choice.code, choice.version)} if choice else None
