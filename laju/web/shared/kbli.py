"""Choosing a KBLI code for a business: five suggestions, a search, both versions."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from laju.apps.registry.actions import choose_kbli
from laju.apps.registry.models import Business
from laju.apps.registry.queries import kbli_in_other_version, kbli_suggestions
from laju.core.coding import Suggestion
from laju.core.coding.coder import CERTAIN
from laju.core.kbli import Version
from laju.engines.coding import search_kbli
from laju.engines.reference import load_classification
from laju.web.shared.access import person

CURRENT = Version.KBLI_2025  # in force since December 2025
SESSION = "kbli_version"
LIKELY = 0.6
Suggest = Callable[[Version], list[Suggestion]]


def edit_kbli(
    request: HttpRequest, business: Business, *, text: str, template: str, done_url: str
) -> HttpResponse:
    """Show the suggestions for a business and keep the code that is chosen."""
    if request.method == "POST":
        version, _colon, code = request.POST.get("code", "").partition(":")
        choose_kbli(
            business=business,
            version=version if version in set(Version) else CURRENT,
            code=code[:12],
            phrase=text,
            by=person(request),
            at=timezone.now(),
        )
        messages.success(request, _("Kode KBLI tersimpan."))
        return redirect(done_url)
    context = kbli_of(request, business, text=text)
    return render(request, template, {"business": business, "done_url": done_url, **context})


def kbli_of(request: HttpRequest, business: Business, *, text: str) -> dict[str, Any]:
    """Return what the part that chooses a code for a business shows."""

    def suggest(version: Version) -> list[Suggestion]:
        if business.kbli_code and version.value != business.kbli_version:
            return kbli_in_other_version(business=business, limit=5)
        return kbli_suggestions(text=text, version=version, region=business.region_id)

    return {
        "kbli": choices_for(request, text=text, suggest=suggest),
        "kbli_now": title_of(business.kbli_code, business.kbli_version),
    }


def choices_for(request: HttpRequest, *, text: str, suggest: Suggest) -> dict[str, Any]:
    """Return the suggestions for the version in use, and what a search finds in the titles."""
    version = version_in_use(request)
    words = request.GET.get("cari", "").replace("\x00", "")[:100]
    return {
        "text": text,
        "version": version.value,
        "versions": [
            {"name": each.value, "url": _with(request.GET, versi=each.value)} for each in Version
        ],
        "choices": [_told(each) for each in suggest(version)],
        "words": words,
        "found": [_told(each) for each in search_kbli(words=words, version=version)]
        if words.strip()
        else [],
        "kept": [(k, v) for k, v in request.GET.items() if k not in {"cari", "versi"}],
    }


def version_in_use(request: HttpRequest) -> Version:
    """Return the version the address asks for, else the one last used, else the one in force."""
    asked = request.GET.get("versi", "")
    if asked in set(Version):
        request.session[SESSION] = asked
    return Version(request.session.get(SESSION, CURRENT.value))


def title_of(code: str, version: str) -> str:
    """Return a code with its title, as `10794 Industri Kerupuk … (KBLI 2020)`; empty without one."""
    if not code or version not in set(Version):
        return code
    entry = load_classification(version=Version(version)).by_code.get(code)
    return f"{code} {pretty(entry.title)} (KBLI {version})" if entry else f"{code} (KBLI {version})"


def pretty(title: str) -> str:
    """Write a title of KBLI 2025, which stands in capitals, as a sentence."""
    return title.capitalize() if title.isupper() else title


def _told(each: Suggestion) -> dict[str, Any]:
    return {
        "code": each.code,
        "title": pretty(each.title),
        "percent": round(each.score * 100),
        "why": each.why,
        "is_sure": each.score >= CERTAIN,
        "is_likely": each.score >= LIKELY,
    }


def _with(query: QueryDict, **changes: str) -> str:
    return "?" + urlencode({**query.dict(), **changes})
