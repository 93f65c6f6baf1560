"""What holds for a whole sheet: its place, its code system, its units."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from laju.core.columns import ColumnMapping, apply_mapping
from laju.core.identity.nik import is_rounded_column
from laju.core.kbli import Classification, Version, versions_of
from laju.core.places import Gazetteer, Outcome, System
from laju.core.records.values import Reader, told

DEFAULT_AREA = "12"  # Sumatera Utara
_SAMPLE = 400
_MOST = 0.6  # share of rows that must agree before the sheet is said to be from one place
_SOME = 0.3  # share of addresses that must name a place before they speak for the sheet
_LABELS = {System.KEMENDAGRI: "Kemendagri", System.BPS: "BPS"}
_MONEY = ("sales_rupiah", "capital_rupiah")


@dataclass(frozen=True, slots=True)
class Understanding:
    """The reader of a sheet, with how its place and its code system were found, in words."""

    reader: Reader
    region_evidence: str
    system_evidence: str


def understand_sheet(
    *,
    mapping: ColumnMapping,
    rows: Sequence[Sequence[str]],
    gazetteer: Gazetteer,
    kbli: tuple[Classification, ...],
    today: date,
    system: System | None = None,
    region: str = "",
    area: str = "",
) -> Understanding:
    """Find what the rows leave unsaid; what is given (`system`, `region`, `area`) is believed.

    region: code of a kabupaten/kota, or of a province, for rows that name no place.
    area: province or kabupaten/kota code of the programme, "" to let the sheet tell.
    """
    step = max(1, len(rows) // _SAMPLE)
    sample = [apply_mapping(mapping=mapping, row=row) for row in rows[::step]]
    told_area = area or (region if region and "." not in region else "")
    told_area = told_area or (region.split(".", maxsplit=1)[0] if region else "")
    area = told_area or _area_of(sample, gazetteer)
    placed = [v for v in sample if told(v.get("region", "")) or _code_of(v)]
    is_region_needed = bool(sample) and len(placed) >= _MOST * len(sample)
    proof_system, system_evidence = _system(sample, gazetteer, system)
    found, region_evidence = _region(sample, gazetteer, region, area, is_region_needed)
    reader = Reader(
        gazetteer=gazetteer,
        today=today,
        region=found,
        area=area or found.split(".", maxsplit=1)[0],
        system=proof_system,
        kbli=kbli,
        kbli_version=_kbli_version(mapping, sample, kbli),
        units={c.field: c.unit_rupiah for c in mapping.columns if c.field in _MONEY},
        months=frozenset(
            c.field for c in mapping.columns if c.field in _MONEY and _is_monthly(c.title)
        ),
        is_region_needed=is_region_needed,
        is_name_needed="name" in mapping.fields,
        is_nik_rounded=is_rounded_column(told(values.get("nik", "")) for values in sample),
    )
    return Understanding(reader, region_evidence, system_evidence)


def _is_monthly(title: str) -> bool:
    words = title.casefold()
    return any(mark in words for mark in ("bulan", "/bln", "per bln", "monthly"))


def _code_of(values: Mapping[str, str]) -> str:
    """Return the region code of a row, be it in a column of codes or among the names."""
    for name in ("region_code", "district_code", "village_code"):
        if code := told(values.get(name, "")):
            return code
    region = told(values.get("region", ""))
    return region if region and not any(map(str.isalpha, region)) else ""


def _area_of(sample: Sequence[Mapping[str, str]], gazetteer: Gazetteer) -> str:
    """Return the province most names and codes lie in, "" when none has the majority.

    The first two digits mean the same province in both code systems.
    """
    names = Counter(told(values.get("region", "")) for values in sample)
    provinces: Counter[str] = Counter()
    for name, count in names.items():
        if name and (match := gazetteer.resolve_region(text=name)).place:
            provinces[match.place.parent] += count
    for values in sample:
        digits = "".join(filter(str.isdigit, _code_of(values)))[:2]
        if (place := gazetteer.place(code=digits)) or (
            place := gazetteer.resolve_province(text=told(values.get("province", ""))).place
        ):
            provinces[place.code] += 1
    return _majority(provinces)


def _system(
    sample: Sequence[Mapping[str, str]], gazetteer: Gazetteer, system: System | None
) -> tuple[System | None, str]:
    pairs = []
    for values in sample:
        region = told(values.get("region", ""))
        code = _code_of(values)
        if code:
            name = region if region != code else told(values.get("district", ""))
            pairs.append((code, name or told(values.get("district", ""))))
    if system:
        return system, f"Sistem kode {_LABELS[system]} ditetapkan oleh petugas."
    if not pairs:
        return None, "Lembar ini tidak memuat kode wilayah."
    proof = gazetteer.prove_system(pairs=pairs)
    return proof.system, proof.sentence


def _region(
    sample: Sequence[Mapping[str, str]],
    gazetteer: Gazetteer,
    region: str,
    area: str,
    is_region_needed: bool,
) -> tuple[str, str]:
    """Return the place of rows that name none, and how it was found."""
    if region:
        place = gazetteer.place(code=region)
        return region, f"{place.name if place else region} ditetapkan oleh petugas."
    if not is_region_needed:
        districts = [told(v.get("district", "")) for v in sample if told(v.get("district", ""))]
        villages = [told(v.get("village", "")) for v in sample if told(v.get("village", ""))]
        for within in dict.fromkeys((area or DEFAULT_AREA, area or None)):
            if not districts:
                break
            inferred = gazetteer.infer_region(districts=districts, villages=villages, within=within)
            if inferred.outcome is Outcome.FOUND and inferred.region and inferred.share >= _MOST:
                return inferred.region.code, inferred.sentence
        if code := _region_of_addresses(sample, gazetteer, area):
            place = gazetteer.place(code=code)
            return code, f"Sebagian besar alamat menyebut {place.name if place else code}."
    if is_region_needed:
        return area or DEFAULT_AREA, "Setiap baris menyebut kabupaten/kotanya sendiri."
    if area:
        place = gazetteer.place(code=area)
        return area, f"Baris tanpa kabupaten/kota dicatat di {place.name if place else area}."
    return DEFAULT_AREA, "Tempatnya tidak disebut; dicatat di wilayah program, Sumatera Utara."


def _region_of_addresses(
    sample: Sequence[Mapping[str, str]], gazetteer: Gazetteer, area: str
) -> str:
    found: Counter[str] = Counter()
    for values in sample:
        places = gazetteer.find_places_in_address(
            address=told(values.get("address", "")), within=area or None
        )
        if place := places.region or places.province:
            found[place.code] += 1
    return _majority(found) if found.total() >= _SOME * len(sample) else ""


def _majority(counts: Counter[str]) -> str:
    if not counts:
        return ""
    code, most = counts.most_common(1)[0]
    return code if most >= _MOST * counts.total() else ""


def _kbli_version(
    mapping: ColumnMapping,
    sample: Sequence[Mapping[str, str]],
    kbli: tuple[Classification, ...],
) -> str:
    """Return the version a column title names, or which all codes fit; else the older one."""
    title = next((c.title for c in mapping.columns if c.field == "kbli"), "")
    for version in Version:
        if version.value in title:
            return version.value
    fits = dict.fromkeys(Version, 0)
    for values in sample:
        for version in versions_of(code=told(values.get("kbli", "")), known=kbli):
            fits[version] += 1
    return max(Version, key=lambda version: (fits[version], -int(version.value))).value
