"""Content: who waits for it, and what was written."""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import within_scope
from laju.apps.programme.models import Cohort, Participant
from laju.apps.studio.models import Content, Fact, Origin, Poster
from laju.core.profile import Opening, Permit, Product, Profile, Sector
from laju.core.texts import Caption, Line, Texts


def participants_awaiting_facts(*, cohort: Cohort) -> QuerySet[Participant]:
    """Return the participants whose sheet was not read yet, or has changed since."""
    read = Fact.objects.filter(
        business=OuterRef("application__business"),
        origin=Origin.SHEET,
        at__gte=OuterRef("application__business__updated_at"),
    )
    rows = Participant.objects.filter(application__cohort=cohort, left_at=None)
    return rows.filter(~Exists(read)).order_by("pk")


def participants_awaiting_content(*, cohort: Cohort) -> QuerySet[Participant]:
    """Return the participants whose texts were never composed, or before their latest fact."""
    content = Content.objects.filter(participant=OuterRef("pk"))
    newer = Fact.objects.filter(
        business=OuterRef("participant__application__business"), at__gt=OuterRef("composed_at")
    )
    stale = Content.objects.filter(Exists(newer)).values("participant")
    rows = Participant.objects.filter(application__cohort=cohort, left_at=None)
    return (rows.filter(~Exists(content)) | rows.filter(pk__in=stale)).order_by("pk")


def contents_of(*, cohort: Cohort, by: User | None = None) -> QuerySet[Content]:
    """Return the content of a cohort with its business loaded, in order of participant."""
    rows = Content.objects.filter(
        participant__application__cohort=cohort, participant__left_at=None
    ).select_related("participant__application__business__region")
    if by is not None:
        path = "participant__application__business__region_id"
        rows = rows.filter(within_scope(user=by, path=path))
    return rows.order_by("participant_id")


def content_of(*, participant: Participant) -> Content | None:
    """Return the content of one participant, or None before it was composed."""
    return Content.objects.filter(participant=participant).first()


def count_contents_by_status(*, cohort: Cohort) -> dict[str, int]:
    """Return the number of contents per status."""
    rows = contents_of(cohort=cohort).order_by().values_list("status").annotate(n=Count("pk"))
    return dict(rows)


def participants_awaiting_posters(*, cohort: Cohort) -> QuerySet[Content]:
    """Return content for which no poster was drawn since it was composed."""
    drawn = Poster.objects.filter(
        participant=OuterRef("participant"), drawn_at__gte=OuterRef("composed_at")
    )
    return contents_of(cohort=cohort).filter(~Exists(drawn))


def posters_by_participant(*, keys: Sequence[int]) -> dict[int, dict[str, dict[str, str]]]:
    """Return, per participant key and product key, the poster path of each size."""
    found: dict[int, dict[str, dict[str, str]]] = {key: {} for key in keys}
    rows = Poster.objects.filter(participant__in=keys).annotate(key=F("participant_id"))
    for key, product, size, path in rows.values_list("key", "product_key", "size", "path"):
        found[key].setdefault(product, {})[size] = path
    return found


def plain(value: Any) -> Any:
    """Turn a profile or texts into plain values for JSON."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def load_profile(*, stored: Mapping[str, Any]) -> Profile:
    """Turn stored plain values back into a profile."""
    facts = dict(stored)
    facts["sector"] = Sector(facts["sector"])
    facts["products"] = tuple(Product(**product) for product in facts["products"])
    facts["hours"] = tuple(Opening(**opening) for opening in facts["hours"])
    facts["permits"] = tuple(
        Permit(
            permit["kind"],
            permit["number"],
            date.fromisoformat(permit["expires_on"]) if permit["expires_on"] else None,
        )
        for permit in facts["permits"]
    )
    return Profile(**facts)


def load_texts(*, stored: Mapping[str, Any]) -> Texts:
    """Turn stored plain values back into texts."""

    def line(name: str) -> Line:
        return Line(stored[name]["text"], tuple(stored[name]["facts"]))

    return Texts(
        headline=line("headline"),
        tagline=line("tagline"),
        about=line("about"),
        description=line("description"),
        order=line("order"),
        offer=line("offer"),
        product_lines={
            key: Line(value["text"], tuple(value["facts"]))
            for key, value in stored["product_lines"].items()
        },
        captions=tuple(
            Caption(c["text"], tuple(c["hashtags"]), tuple(c["facts"])) for c in stored["captions"]
        ),
    )
