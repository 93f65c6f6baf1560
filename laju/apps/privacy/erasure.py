"""What becomes of each personal field when a person is erased; a test insists on all of them.

Three answers: the row goes; the row stays for the counts and its personal fields are emptied; the
field stays, with the reason the person is told.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db import models

from laju.apps.privacy.register import Care, register
from laju.apps.registry.models import Business, Owner

GONE = "(dihapus)"
# Rows that speak of the person alone, in the order in which they may go.
DELETED = (
    "studio.poster",
    "studio.content",
    "studio.review",
    "studio.version",
    "studio.interviewstep",
    "studio.fact",
    "studio.product",
    "studio.photo",
    "indicators.presence",
    "services.servicerequest",
    "skills.nameconsent",
    "skills.rating",
)
# Rows that are counted: published figures, quotas and draws stay as they were.
EMPTIED = (
    "registry.business",
    "registry.finding",
    "registry.row",
    "indicators.measure",
    "outbox.message",
    "programme.application",
    "programme.reading",
    "services.referral",
    "services.service",
    "skills.certificate",
    "skills.progress",
    "social.post",
)
# Fields that stay: keys to other rows, and what makes a figure or a draw repeatable.
KEPT: Mapping[str, str] = {
    "ads.share": "participant",
    "endorsement.place": "participant score",
    "indicators.measure": "business level",
    "programme.application": "business score status place ticket eligibility value sd band group",
    "programme.override": "application before after reason by",
    "programme.participant": "application facilitator",
    "programme.reading": "application reader points total",
    "outbox.message": "business once sent_by",
    "registry.business": "owner district original_owner sales_rupiah capital_rupiah employees founded_year",
    "registry.row": "business fingerprint",
    "services.attendance": "business by",
    "services.referral": "business to by",
    "services.service": "business by",
    "skills.certificate": "participant issued_by",
    "skills.progress": "participant",
    "social.post": "participant",
}
# Not found by the business: people of the office, requests, keys, and codes that end by themselves.
ELSEWHERE: Mapping[str, str] = {
    "accounts.user": "closed and renamed",
    "jobs.job": "holds keys only; old jobs go by themselves",
    "ledger.entry": "stays: keys and keyed hashes; the keys are destroyed",
    "ledger.secret": "destroyed",
    "outbox.wish": "goes with the number",
    "passes.pass": "goes with the owner",
    "passes.factor": "staff only",
    "passes.sparecode": "staff only",
    "privacy.datarequest": "stays: proof that the request was answered",
    "programme.applicationdraft": "goes after 30 days",
    "programme.reader": "people of the office",
    "programme.signature": "people of the office",
    "registry.batch": "names the officer who sent the sheet",
    "registry.kblichoice": "words about a trade, without a name",
    "registry.link": "emptied; weights stay",
    "registry.merge": "emptied",
    "publishing.site": "taken down and given a name without meaning",
    "registry.owner": "emptied",
    "registry.searchchange": "a number; the search forgets the words with the next change",
    "services.training": "names the officer",
}
_WAYS = ("business", "participant", "application", "row")


def personal_fields(label: str) -> list[str]:
    """Return the fields of a model that tell of a person.

    >>> personal_fields("registry.finding")
    ['value']
    """
    return [name for name, care in register()[label].items() if care != Care.NONE]


def emptied_fields(label: str) -> list[str]:
    """Return the fields of a model that are emptied."""
    kept = KEPT.get(label, "").split()
    return [name for name in personal_fields(label) if name not in kept]


def way_to_business(model: type[models.Model]) -> str:
    """Return the lookup from a model to its business, for example "participant__application__business".

    "pk" for the business itself, "" where there is none.
    """
    if model is Business:
        return "pk"
    keys = {f.name: f for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey)}
    for name in _WAYS:
        if name in keys:
            ahead = way_to_business(keys[name].related_model)
            return name if ahead == "pk" else f"{name}__{ahead}"
    return ""


def rows_about(*, label: str, businesses: Collection[int]) -> models.QuerySet[Any]:
    """Return the rows of a model that belong to some businesses, merged ones too."""
    model = apps.get_app_config(label.split(".", maxsplit=1)[0]).models[label.split(".")[1]]
    return model._base_manager.filter(**{f"{way_to_business(model)}__in": businesses})


def empty(*, rows: models.QuerySet[Any], names: Collection[str]) -> int:
    """Empty fields of all rows, each as its kind allows; return the number of rows."""
    fields = [rows.model._meta.get_field(name) for name in names]
    return rows.update(**dict(_emptied(fields)))


def _emptied(fields: Collection[Any]) -> Iterator[tuple[str, Any]]:
    for field in fields:
        if field.null:
            yield field.name, None
        elif isinstance(field, models.JSONField):
            yield field.name, field.get_default() if field.has_default() else {}
        elif isinstance(field, models.CharField | models.TextField):
            yield field.name, "" if field.blank else GONE[: field.max_length]
        elif isinstance(field, models.DecimalField | models.FloatField | models.IntegerField):
            yield field.name, 0
        else:
            message = f"{field} cannot be emptied: name it in KEPT, with its reason"
            raise TypeError(message)


def people_merged(*, owner: Owner) -> list[int]:
    """Return the keys of an owner and of all that were merged into it."""
    merged = Owner.everything.filter(merged_into=owner).values_list("pk", flat=True)
    return [owner.pk, *merged]


def businesses_of(*, owners: Collection[int]) -> list[int]:
    """Return the keys of all businesses of some owners, merged ones too, lowest first."""
    rows = Business.everything.filter(owner__in=owners).values_list("pk", flat=True)
    return sorted(rows)
