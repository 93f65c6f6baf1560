"""Curation of a year: rules, readers, conditions, readings, the locked list, two signatures, the draw."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from laju.apps.accounts.models import Role, User
from laju.apps.programme import actions
from laju.apps.programme.models import Cohort
from laju.apps.programme.published import FORMULA, crossing_told
from laju.apps.programme.readings import (
    count_by_band,
    count_by_eligibility,
    overrides_of,
    panel_of,
    undecided,
)
from laju.core.beacons import moment_of, round_at
from laju.core.crossing import Quota, What, quotas_data, read_quotas, whom
from laju.core.eligibility import DEFAULT_RULES, Rule, RuleKind, read_rules, rule_sentence
from laju.core.errors import DomainError
from laju.core.notation import format_count, format_percent
from laju.core.profile import Sector
from laju.core.rubrics import read_rubric
from laju.web.agency import cohort as pages
from laju.web.agency.scope import cohort_of, insist_on_whole_area
from laju.web.shared.access import for_role, person
from laju.web.shared.lists import page_of

CHUNK = 1000
PLAIN_RULES = (RuleKind.NIB, RuleKind.REACHABLE, RuleKind.NEW, RuleKind.ONE_PER_OWNER)
NUMBER_RULES = {
    RuleKind.MIN_YEARS: gettext_lazy("Paling sedikit berjalan (tahun)"),
    RuleKind.MAX_SALES: gettext_lazy("Penjualan setahun paling banyak (rupiah)"),
}

CROSSING = (
    Quota(What.WOMEN, 1),
    *(Quota(What.SIZE, 1, value) for value in ("MICRO", "SMALL")),
    *(Quota(What.SECTOR, 1, str(value)) for value in Sector if value != Sector.OTHER),
)


@require_GET
@for_role("AGENCY")
def curation(request: HttpRequest, year: int) -> HttpResponse:
    """Show how far the curation of a year is, and what comes next."""
    return render(request, "agency/curation.html", shown(request, cohort_of(year)))


@require_POST
@for_role("AGENCY")
def do_curation(request: HttpRequest, year: int, step: str) -> HttpResponse:
    """Do one step; a refusal says why and keeps what was typed. Raises: Http404."""
    row = cohort_of(year)
    act = STEPS.get(step)
    if act is None:
        raise Http404
    insist_on_whole_area(request, row)
    try:
        messages.success(request, act(request, row, person(request), timezone.now()))
    except DomainError as error:
        context = shown(request, row) | {"failed": error, "typed": request.POST}
        return render(request, "agency/curation.html", context, status=max(error.status, 409))
    return redirect("agency:curation", year)


def shown(request: HttpRequest, row: Cohort) -> dict[str, Any]:
    """Return what the page shows."""
    row.refresh_from_db()
    panel: list[Any] = list(panel_of(cohort=row))  # annotated with given and done
    on_panel = {reader.user_id for reader in panel if reader.left_at is None}
    told = count_by_eligibility(cohort=row, by=person(request))
    tomorrow = timezone.now() + timedelta(days=1)
    return pages.frame(request, row, "kurasi") | {
        "rules": _rules(row),
        "numbers": _numbers(row, request.POST),
        "crossing": _crossing(row, request.POST),
        "asked": _asked(row, request.POST),
        "quotas": crossing_told(cohort=row),
        "fairness": _fairness(row),
        "sentences": [rule_sentence(rule) for rule in read_rules(row.rules)],
        "rubric": read_rubric(row.rubric),
        "formula": FORMULA,
        "panel": panel,
        "candidates": User.objects.filter(role=Role.READER, is_active=True)
        .exclude(pk__in=on_panel)
        .order_by("username"),
        "unchecked": told.get("", 0),
        "eligible": told.get("YES", 0),
        "refused": told.get("NO", 0),
        "waiting": page_of(request, undecided(cohort=row, by=person(request))),
        "given": sum(reader.given for reader in panel),
        "done": sum(reader.done for reader in panel),
        "severity": _severity(row, panel),
        "bands": count_by_band(cohort=row, by=person(request))
        if row.status in {"LISTED", "SELECTED"}
        else [],
        "signatures": row.signatures.filter(voided_at=None).select_related("user"),
        "beacon_round": round_at(tomorrow.replace(hour=3, minute=0, second=0, microsecond=0)),
        "beacon_at": moment_of(row.beacon_round) if row.beacon_round else None,
        "overrides": overrides_of(cohort=row, by=person(request))[:50],
        "public_url": reverse("public:draw", args=[row.year]),
    }


def _rules(row: Cohort) -> list[dict[str, Any]]:
    known = {rule.kind for rule in (read_rules(row.rules) or DEFAULT_RULES)}
    size = Rule(RuleKind.SIZE, values=("MICRO", "SMALL"))
    return [
        {"value": str(rule.kind), "label": rule_sentence(rule), "is_on": rule.kind in known}
        for rule in (size, *(Rule(kind) for kind in PLAIN_RULES))
    ]


def _numbers(row: Cohort, typed: Mapping[str, str]) -> list[dict[str, Any]]:
    told = {rule.kind: rule.number for rule in read_rules(row.rules)}
    return [
        {"value": str(kind), "label": label, "number": typed.get(f"n-{kind}", told.get(kind) or "")}
        for kind, label in NUMBER_RULES.items()
    ]


def _crossing(row: Cohort, typed: Mapping[str, str]) -> list[dict[str, Any]]:
    told = {(quota.what, quota.value): quota.least for quota in read_quotas(row.crossing)}
    return [
        {
            "name": _field(quota),
            "label": whom(quota),
            "least": typed.get(_field(quota), told.get((quota.what, quota.value), "")),
        }
        for quota in CROSSING
    ]


def _asked(row: Cohort, typed: Mapping[str, str]) -> dict[str, Any]:
    """Return the three numbers of the form: what was typed just now, else what is kept."""
    kept = {
        "readers_each": row.readers_each,
        "confidence": round(100 * row.confidence),
        "least_value": "" if row.least_value is None else f"{row.least_value:g}",
    }
    return {name: typed.get(name, value) for name, value in kept.items()}


def _fairness(row: Cohort) -> dict[str, str]:
    told = row.calibration.get("crossing", {}) if row.draw_file else {}
    return {key: format_percent(100 * told[key]) for key in ("worst", "possible") if key in told}


def _field(quota: Quota) -> str:
    return f"q-{quota.what}-{quota.value}".rstrip("-")


def _severity(row: Cohort, panel: list[Any]) -> list[dict[str, Any]]:
    """Return how strict each reader was, in words: points above or below the average reader."""
    told = row.calibration.get("readers", {})
    names = {str(reader.pk): reader.user for reader in panel}
    return [
        {
            "user": names[key],
            "points": abs(value),
            "word": _("lebih murah hati") if value > 0 else _("lebih ketat"),
            "sd": sd,
            "count": count,
        }
        for key, (value, sd, count) in told.items()
        if key in names
    ]


def _keep_rules(request: HttpRequest, row: Cohort, by: User, at: datetime) -> str:
    chosen: list[dict[str, Any]] = []
    for kind in request.POST.getlist("rule"):
        values = {"values": ["MICRO", "SMALL"]} if kind == str(RuleKind.SIZE) else {}
        chosen.append({"kind": kind, **values})
    for kind in NUMBER_RULES:
        number = _whole(request.POST.get(f"n-{kind}", ""))
        if number:
            chosen.append({"kind": str(kind), "number": number})
    quotas = [
        Quota(quota.what, _number(request.POST.get(_field(quota), "")), quota.value)
        for quota in CROSSING
        if request.POST.get(_field(quota), "").strip() not in {"", "0"}
    ]
    actions.set_rules(
        cohort=row,
        rules=chosen,
        rubric=row.rubric,
        crossing=quotas_data(quotas),
        readers_each=_whole(request.POST.get("readers_each", "")) or 0,
        confidence=(_whole(request.POST.get("confidence", "")) or 0) / 100,
        least_value=_whole(request.POST.get("least_value", "")),
        by=by,
        at=at,
    )
    return _("Aturan tersimpan. Terbitkan bila sudah benar.")


def _publish(_request: HttpRequest, row: Cohort, by: User, at: datetime) -> str:
    actions.publish_rules(cohort=row, by=by, at=at)
    return _("Aturan terbit dan tidak berubah lagi.")


def _check(_request: HttpRequest, row: Cohort, by: User, at: datetime) -> str:
    count = actions.check_applications(cohort=row, limit=CHUNK, by=by, at=at)
    return _("%(count)s pendaftaran diperiksa.") % {"count": format_count(count)}


def _decide(request: HttpRequest, row: Cohort, by: User, at: datetime) -> str:
    key = _whole(request.POST.get("application", ""))
    application = undecided(cohort=row, by=by).filter(pk=key or 0).first()
    if application is None:
        raise Http404
    actions.decide_eligibility(
        application=application,
        is_eligible=request.POST.get("answer") == "yes",
        reason=request.POST.get("reason", ""),
        by=by,
        at=at,
    )
    return _("Keputusan tercatat bersama alasannya.")


def _add_reader(request: HttpRequest, row: Cohort, by: User, at: datetime) -> str:
    readers = User.objects.filter(role=Role.READER)
    user = readers.filter(pk=_whole(request.POST.get("user", "")) or 0).first()
    if user is None:
        raise Http404
    most = min(max(_whole(request.POST.get("most", "")) or 0, 1), 100_000)
    actions.add_reader(cohort=row, user=user, most=most, by=by, at=at)
    return _("%(user)s masuk panel.") % {"user": user}


def _release(request: HttpRequest, row: Cohort, by: User, at: datetime) -> str:
    key = _whole(request.POST.get("reader", ""))
    reader = row.readers.filter(pk=key or 0, left_at=None).first()
    if reader is None:
        raise Http404
    reason = request.POST.get("reason", "")
    count = actions.release_reader(reader=reader, reason=reason, by=by, at=at)
    return _("%(count)s bacaan dialihkan.") % {"count": format_count(count)}


def _assign(_request: HttpRequest, row: Cohort, by: User, at: datetime) -> str:
    count = actions.assign_readings(cohort=row, by=by, at=at)
    return _("%(count)s bacaan dibagikan.") % {"count": format_count(count)}


def _commit(request: HttpRequest, row: Cohort, by: User, at: datetime) -> str:
    actions.commit_list(
        cohort=row,
        beacon_round=_whole(request.POST.get("beacon_round", "")) or 1,
        fewer_reason=request.POST.get("fewer_reason", ""),
        by=by,
        at=at,
    )
    return _("Daftar dikunci. Dua orang menandatangani sidik jarinya.")


def _reopen(request: HttpRequest, row: Cohort, by: User, at: datetime) -> str:
    actions.reopen_list(cohort=row, reason=request.POST.get("reason", ""), by=by, at=at)
    return _("Daftar dibuka lagi; tanda tangan lama tidak berlaku.")


def _sign(request: HttpRequest, row: Cohort, by: User, at: datetime) -> str:
    sha256 = request.POST.get("list_sha256", "")[:64]
    actions.sign_list(cohort=row, list_sha256=sha256, by=by, at=at)
    return _("Tanda tangan Anda tercatat.")


def _draw(request: HttpRequest, row: Cohort, by: User, at: datetime) -> str:
    count = actions.draw_cohort(
        cohort=row,
        signature=request.POST.get("signature", "")[:400],
        randomness=request.POST.get("randomness", "")[:200],
        dice=request.POST.get("dice", "")[:100],
        by=by,
        at=at,
    )
    return _("%(count)s peserta terpilih.") % {"count": format_count(count)}


def _number(text: str) -> int:
    """Return what was typed as a number of seats; anything else is -1, which the rules refuse."""
    number = _whole(text)
    return -1 if number is None else number


def _whole(text: str) -> int | None:
    """Return a whole number as people type it, dots and all; None for anything else."""
    plain = text.replace(".", "").strip()
    return int(plain) if plain.isdecimal() and len(plain) < 16 else None  # noqa: PLR2004


Step = Callable[[HttpRequest, Cohort, User, datetime], str]
STEPS: dict[str, Step] = {
    "aturan": _keep_rules,
    "terbitkan": _publish,
    "periksa": _check,
    "putuskan": _decide,
    "tambah-kurator": _add_reader,
    "lepas-kurator": _release,
    "bagikan": _assign,
    "kunci": _commit,
    "buka": _reopen,
    "tanda-tangan": _sign,
    "undi": _draw,
}
