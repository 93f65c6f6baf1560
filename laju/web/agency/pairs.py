"""Two records side by side: what differs, and what the linkage makes of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from laju.apps.registry.models import Business
from laju.web.agency.choices import SECTORS

HALF = 50.0  # the bar of a piece of evidence grows from the middle, in percent
NOTHING = 0.05  # bits that change nothing
UNKNOWN = "tidak diketahui"


def compare(left: Business, right: Business) -> list[dict[str, Any]]:
    """Return two records line by line, with what differs marked; empty lines are left out."""
    one, other = told_of(left), told_of(right)
    return [
        {
            "label": label,
            "left": one[label],
            "right": other[label],
            "differs": one[label].casefold() != other[label].casefold(),
        }
        for label in one
        if one[label] or other[label]
    ]


def told_of(business: Business) -> dict[str, str]:
    """Return what is compared of a business, in words, by label."""
    owner = business.owner
    return {
        _("Nama usaha"): business.name,
        _("Pemilik"): owner.name,
        _("Telepon"): business.phone or owner.phone,
        _("NIK"): hidden(owner.nik),
        _("NIB"): owner.nib,
        _("Kegiatan"): business.activity,
        _("Sektor"): str(dict(SECTORS).get(business.sector, "")),
        _("KBLI"): f"{business.kbli_code} ({business.kbli_version})" if business.kbli_code else "",
        _("Produk"): business.products_text,
        _("Alamat"): business.address,
        _("Desa/kelurahan"): business.village_name,
        _("Kecamatan"): business.district_name,
        _("Kabupaten/kota"): business.region.name,
        _("Tahun berdiri"): str(business.founded_year or ""),
    }


def hidden(nik: str) -> str:
    """Show of a NIK only what is needed to compare two."""
    return f"{nik[:6]}••••••{nik[-4:]}" if nik else ""


def waterfall_of(steps: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the evidence as bars: is it one owner, and if so, is it one business?"""
    titles = {"OWNER": _("Apakah satu pemilik?"), "UNIT": _("Bila ya, apakah usaha yang sama?")}
    stages = []
    for stage, title in titles.items():
        told = [step for step in steps if step["stage"] == stage]
        if told:
            lines = [step for step in told if abs(step["bits"]) >= NOTHING]
            total = sum(step["bits"] for step in told)
            stages.append({"title": title, "lines": _bars(lines), "total": signed(total)})
    return stages


def _bars(steps: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    told = list(steps)
    largest = max((abs(step["bits"]) for step in told), default=1.0)
    bars = []
    for step in told:
        width = HALF * abs(step["bits"]) / largest
        speaks_for = step["bits"] > 0
        bars.append(
            {
                "label": step["label"],
                "level": step["level"] if step["level"] != UNKNOWN else "",
                "bits": signed(step["bits"]),
                "x": f"{HALF if speaks_for else HALF - width:.2f}",
                "width": f"{width:.2f}",
                "speaks_for": speaks_for,
            }
        )
    return bars


def signed(bits: float) -> str:
    """Write evidence with its sign, as people here write numbers: +19,9."""
    return f"{'+' if bits >= 0 else '−'}{number_format(round(abs(bits), 1), 1)}"
