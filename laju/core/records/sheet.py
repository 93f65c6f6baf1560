"""What holds for a whole sheet: its place, its code system, its units."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from laju.core.columns import ColumnMapping, apply_mapping
from laju.core.kbli import Classification, Version, versions_of
from laju.core.places import Gazetteer, Outcome, System
from laju.core.records.values import Reader, told

DEFAULT_AREA = "12"  # Sumatera Utara
_SAMPLE = 400
_MOST = 0.6  # share of rows that must agree before the sheet is said to be from one place
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
    area = told_area or _area_of_names(sample, gazetteer)
    proof_system, system_evidence = _system(sample, gazetteer, system)
    found, region_evidence = _region(sample, gazetteer, region, area)
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
            c.field for c in mapping.columns if c.field in _MONEY and "bulan" in c.title.casefold()
        ),
    )
    return Understanding(reader, region_evidence, system_evidence)


def _area_of_names(sample: Sequence[Mapping[str, str]], gazetteer: Gazetteer) -> str:
    """Return the province most region names lie in, "" when none has the majority."""
    names = Counter(told(values.get("region", "")) for values in sample)
    provinces: Counter[str] = Counter()
    for name, count in names.items():
        if name and (match := gazetteer.resolve_region(text=name)).place:
            provinces[match.place.parent] += count
    for values in sample:
        if place := gazetteer.resolve_province(text=told(values.get("province", ""))).place:
            provinces[place.code] += 1
    return _majority(provinces)


def _system(
    sample: Sequence[Mapping[str, str]], gazetteer: Gazetteer, system: System | None
) -> tuple[System | None, str]:
    pairs = []
    for values in sample:
        region = told(values.get("region", ""))
        code = told(values.get("region_code", "")) or told(values.get("district_code", ""))
        if not code and region and not any(map(str.isalpha, region)):
            code, region = region, ""
        if code:
            pairs.append((code, region or told(values.get("district", ""))))
    if system:
        return system, f"Sistem kode {system.value.title()} ditetapkan oleh petugas."
    if not pairs:
        return None, "Lembar ini tidak memuat kode wilayah."
    proof = gazetteer.prove_system(pairs=pairs)
    return proof.system, proof.sentence


def _region(
    sample: Sequence[Mapping[str, str]], gazetteer: Gazetteer, region: str, area: str
) -> tuple[str, str]:
    """Return the place of rows that name none, and how it was found."""
    if region:
        place = gazetteer.place(code=region)
        return region, f"{place.name if place else region} ditetapkan oleh petugas."
    names = sum(bool(told(values.get("region", ""))) for values in sample)
    if names < _MOST * len(sample):
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
    return _majority(found)


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
