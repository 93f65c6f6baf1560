"""Perhaps registered already: known businesses like one that is being written down."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from laju.apps.accounts.models import User
from laju.apps.accounts.queries import within_scope
from laju.apps.registry.models import Business, Owner
from laju.apps.registry.queries.search import search_businesses
from laju.core.identity.names import folded_name, folded_person
from laju.core.identity.phone import read_phone
from laju.core.records.values import fold

_NAME_ALIKE, _PERSON_ALIKE, _ONE_NAME = 80, 80, 95
_NIK, _NIB = 16, 13
MOST_OF_ONE_NUMBER = 40  # shops and records of one person, or a telephone many share
_LOOKED_AT = 10  # of those with a name alike


class Alike(NamedTuple):
    """A known business, what speaks for it, and whether a number is among that."""

    business: Business
    reasons: list[str]
    has_number: bool


def find_alike(
    *, by: User, values: Mapping[str, str], region: str = "", limit: int = 5
) -> list[Alike]:
    """Return the businesses a person may see that are perhaps the one being written, likeliest first.

    values: what was typed so far by canonical field. region: where it lies, if chosen. A number in
    common is enough; a name alone never is: the owner's name or the kecamatan must agree as well.
    """
    common = _with_numbers(_numbers(values))
    keys = set(common)
    if values.get("name", "").strip() and (region or values.get("owner_name", "").strip()):
        found = search_businesses(by=by, words=values["name"], region=region, limit=_LOOKED_AT)
        keys |= {hit.business.pk for hit in found.hits}
    rows = Business.objects.filter(within_scope(user=by), pk__in=keys)
    scored = []
    for business in rows.select_related("owner", "region"):
        score, reasons, has_number = _reasons(business, values, common.get(business.pk, ()))
        if reasons:
            scored.append((-score, business.pk, Alike(business, reasons, has_number)))
    return [alike for *_rank, alike in sorted(scored, key=lambda one: one[:2])[:limit]]


def is_perhaps_known(*, name: str, phone: str) -> bool:
    """Say whether this very number stands under a name like this; whoever asks knows both already.

    For forms without sign-in: nothing else of the registry can be found out by it.
    """
    number = read_phone(phone).value
    if not number or not name.strip():
        return False
    rows = Business.objects.filter(pk__in=list(_with_numbers({"phone": number})))
    told = rows.values_list("name_folded", flat=True)
    return any(_alike(folded_name(name), known) >= _NAME_ALIKE for known in told)


def _numbers(values: Mapping[str, str]) -> dict[str, str]:
    """Return the numbers that were typed in full."""
    digits = {kind: "".join(filter(str.isdecimal, values.get(kind, ""))) for kind in ("nik", "nib")}
    return {
        "nik": digits["nik"] if len(digits["nik"]) == _NIK else "",
        "nib": digits["nib"] if len(digits["nib"]) == _NIB else "",
        "phone": read_phone(values.get("phone", "")).value,
    }


def _with_numbers(numbers: Mapping[str, str]) -> dict[int, set[str]]:
    """Return the kinds of numbers that a business, or a record it stands for, has in common."""
    standing = Coalesce("merged_into", "pk")
    owners: dict[int, set[str]] = defaultdict(set)
    found: dict[int, set[str]] = defaultdict(set)
    for kind, number in numbers.items():
        if number:  # both conditions are those of the indexes
            people = Owner.everything.filter(~Q(**{kind: ""}), **{kind: number})
            for key in people.values_list(standing, flat=True)[:MOST_OF_ONE_NUMBER]:
                owners[key].add(kind)
    theirs = Business.objects.filter(owner__in=list(owners)).values_list("pk", "owner_id")
    for key, owner in theirs[:MOST_OF_ONE_NUMBER]:
        found[key] |= owners[owner]
    if phone := numbers.get("phone"):
        there = Business.everything.filter(~Q(phone=""), phone=phone)
        for key in there.values_list(standing, flat=True)[:MOST_OF_ONE_NUMBER]:
            found[key].add("phone")
    return found


def _reasons(
    business: Business, values: Mapping[str, str], common: Collection[str]
) -> tuple[float, list[str], bool]:
    owner = business.owner
    labels = {
        "nik": (60, _("NIK pemilik sama")),
        "nib": (60, _("NIB sama")),
        "phone": (50, _("Nomor telepon sama")),
    }
    told: list[tuple[float, str]] = [labels[kind] for kind in labels if kind in common]
    has_number = bool(told)
    name = _alike(folded_name(values.get("name", "")), business.name_folded)
    if name >= _NAME_ALIKE:
        words = _("Nama usaha sama") if name >= _ONE_NAME else _("Nama usaha mirip")
        told.append((name / 2, words))
    person = _alike(folded_person(values.get("owner_name", "")), owner.name_folded)
    if person >= _PERSON_ALIKE:
        told.append((person / 3, _("Nama pemilik mirip")))
    district = fold(values.get("district", ""))
    if district and district == fold(business.district_name):
        told.append((10, _("Kecamatan sama")))
    is_enough = has_number or (name >= _NAME_ALIKE and len(told) > 1)
    is_other_person = bool(values.get("owner_name", "").strip()) and 0 < person < _PERSON_ALIKE
    if not is_enough or (is_other_person and not has_number):
        return 0, [], False
    return sum(weight for weight, _words in told), [words for _weight, words in told], has_number


def _alike(one: str, other: str) -> float:
    if not one or not other:
        return 0
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other))
