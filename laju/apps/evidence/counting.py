"""What each published figure counts: its definition in words and its rows."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Model

from laju.apps.ads.models import Share
from laju.apps.endorsement.models import Place
from laju.apps.endorsement.queries import latest_ranking
from laju.apps.indicators.models import Measure, Presence
from laju.apps.indicators.queries import measures_of_standing
from laju.apps.programme.models import Application, Cohort, Participant
from laju.apps.programme.queries import in_area
from laju.apps.publishing.models import Site
from laju.apps.publishing.queries import live_sites
from laju.apps.registry.models import Business
from laju.apps.social.models import Post

OWN_PAGES = "publishing."


class CountedRow(NamedTuple):
    """One row behind a figure: its key, the region it belongs to, and what it adds."""

    key: int
    region: str
    value: int = 1


@dataclass(frozen=True, slots=True)
class Count:
    """A figure's meaning; `of` names the figure it is a share of."""

    title: str
    definition: str
    model: type[Model]  # of the rows
    business: str  # path from a row to its business
    rows: Callable[[Cohort, date], Iterable[CountedRow]]
    unit: str = "usaha"
    of: str = ""
    has_amounts: bool = False  # rows add an amount, not one each

    @property
    def kind(self) -> str:
        """Return the label of the model the rows are of, for example "registry.business"."""
        return self.model._meta.label_lower


def digest_of(*, keys: Sequence[int]) -> str:
    """Return the hash that fixes a list of rows."""
    return hashlib.sha256(json.dumps(list(keys)).encode()).hexdigest()


def rows_behind(*, name: str, cohort: Cohort, on: date) -> list[CountedRow]:
    """Return the rows of a figure in order of key."""
    return sorted(COUNTS[name].rows(cohort, on))


def _businesses(cohort: Cohort, _on: date) -> Iterable[CountedRow]:
    rows = Business.objects.filter(in_area(area=cohort.area))
    return (CountedRow(*row) for row in rows.values_list("pk", "region_id"))


def _applications(cohort: Cohort, _on: date) -> Iterable[CountedRow]:
    rows = Application.objects.filter(cohort=cohort)
    return (CountedRow(*row) for row in rows.values_list("pk", "business__region_id"))


def _participants(cohort: Cohort, _on: date) -> Iterable[CountedRow]:
    rows = Participant.objects.filter(application__cohort=cohort, left_at=None)
    columns = ("pk", "application__business__region_id")
    return (CountedRow(*row) for row in rows.values_list(*columns))


def _sites(cohort: Cohort, _on: date) -> Iterable[CountedRow]:
    rows = live_sites().filter(participant__application__cohort=cohort)
    columns = ("pk", "participant__application__business__region_id")
    return (CountedRow(*row) for row in rows.values_list(*columns))


def _posts(cohort: Cohort, _on: date) -> Iterable[CountedRow]:
    rows = Post.objects.filter(participant__application__cohort=cohort)
    columns = ("pk", "participant__application__business__region_id")
    return (CountedRow(*row) for row in rows.values_list(*columns))


def _rupiah(cohort: Cohort, _on: date) -> Iterable[CountedRow]:
    rows = Share.objects.filter(plan__cohort=cohort)
    columns = ("pk", "participant__application__business__region_id", "rupiah")
    return (CountedRow(*row) for row in rows.values_list(*columns))


def _digital(cohort: Cohort, on: date) -> Iterable[CountedRow]:
    rows = measures_of_standing(on=on, area=cohort.area).filter(level__gte=1)
    return (CountedRow(*row) for row in rows.values_list("pk", "business__region_id"))


def _digital_by_itself(cohort: Cohort, on: date) -> Iterable[CountedRow]:
    """Count those whose level stands on something else than the programme's own pages too."""
    own = set(Presence.objects.filter(source__startswith=OWN_PAGES).values_list("pk", flat=True))
    rows = measures_of_standing(on=on, area=cohort.area).filter(level__gte=1)
    for key, region, evidence in rows.values_list("pk", "business__region_id", "evidence"):
        if set(evidence) - own:
            yield CountedRow(key, region)


def _best(cohort: Cohort, _on: date) -> Iterable[CountedRow]:
    ranking = latest_ranking(cohort=cohort)
    rows = Place.objects.filter(ranking=ranking, is_best=True)
    columns = ("pk", "participant__application__business__region_id")
    return (CountedRow(*row) for row in rows.values_list(*columns))


_BY_PARTICIPANT = "participant__application__business"
COUNTS: dict[str, Count] = {
    "businesses": Count(
        "Usaha dalam registri",
        "Banyaknya usaha berbeda di wilayah program yang tercatat dari lembar dinas dan formulir; "
        "baris berulang dihitung sekali.",
        Business,
        "",
        _businesses,
    ),
    "applications": Count(
        "Pendaftar",
        "Banyaknya usaha yang mendaftar pada angkatan ini.",
        Application,
        "business",
        _applications,
    ),
    "participants": Count(
        "Peserta",
        "Banyaknya pendaftar yang terpilih dan masih ikut.",
        Participant,
        "application__business",
        _participants,
        of="applications",
    ),
    "sites": Count(
        "Beranda tayang",
        "Banyaknya peserta yang beranda dan halaman arahannya sedang tayang.",
        Site,
        _BY_PARTICIPANT,
        _sites,
        of="participants",
    ),
    "posts": Count(
        "Kiriman dalam kalender",
        "Banyaknya kiriman media sosial yang direncanakan bagi peserta, lengkap dengan teksnya.",
        Post,
        _BY_PARTICIPANT,
        _posts,
        unit="kiriman",
    ),
    "ad_rupiah": Count(
        "Anggaran iklan",
        "Jumlah rupiah yang dibagi kepada peserta dalam rencana iklan angkatan ini.",
        Share,
        _BY_PARTICIPANT,
        _rupiah,
        unit="rupiah",
        has_amounts=True,
    ),
    "go_digital": Count(
        "Usaha go digital",
        "Usaha dengan tingkat D1 atau lebih: sedikitnya satu saluran daring yang dapat "
        "ditunjukkan dan terlihat dalam 90 hari terakhir (ADR 0010).",
        Measure,
        "business",
        _digital,
        of="businesses",
    ),
    "go_digital_by_itself": Count(
        "Usaha go digital tanpa halaman program",
        "Seperti usaha go digital, tetapi halaman yang dibuat program ini tidak dihitung.",
        Measure,
        "business",
        _digital_by_itself,
        of="businesses",
    ),
    "best": Count(
        "Peserta terbaik yang didukung",
        "Peserta yang masuk peringkat terbaik menurut skala tetap yang diterbitkan (ADR 0011).",
        Place,
        _BY_PARTICIPANT,
        _best,
        of="participants",
    ),
}
