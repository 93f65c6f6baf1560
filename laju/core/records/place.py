"""Where a business is: from codes, names, the address, or what holds for the whole sheet."""

from collections.abc import Mapping

from laju.core.places import AddressPlaces, Kind, Match, Outcome, Place, System
from laju.core.records.values import Reader, Record, Severity, told

_CODES = ("village_code", "district_code", "region_code")


def read_place(values: Mapping[str, str], reader: Reader, record: Record) -> None:
    """Fill in region, district and village of a record, or note why the place is not known.

    A code or name that means no place holds the row back; a missing one takes what the address
    says, then what holds for the sheet. A row that tells all three is not read for its address.
    Districts are looked for inside the region only, villages inside the district only.
    """
    named = _named_region(values, reader, record)
    coded = _coded_place(values, reader, record, named)
    region = named or _region_of(coded, reader)
    if record.is_rejected:
        return
    district_text = told(values.get("district", ""))
    village = told(values.get("village", ""))
    is_told = bool(region and district_text and village)
    address = reader.gazetteer.find_places_in_address(
        address="" if is_told else told(values.get("address", "")), within=reader.area or None
    )
    district = _district(district_text, region.code if region else "", reader)
    region = region or _unnamed(values, reader, record, district, address)
    if region is None:
        return
    record.region_code = region.code
    own = _district_of(coded, reader)
    if district is None and own and own.parent == region.code:
        district = own  # a code is surer than what an address says
    if district is None and not district_text and address.district:
        district = address.district if address.district.parent == region.code else None
    if district and district.parent == region.code:
        record.district_code, record.district_name = district.code, district.name
    elif district_text:
        record.district_name = district_text[:80]
        if region.is_region:
            reason = f"Kecamatan “{district_text[:60]}” tidak ditemukan di {region.name}."
            remedy = "Periksa nama kecamatan atau kabupaten/kotanya."
            record.note(Severity.WARNING, "district", district_text, reason, remedy)
    record.village_name = _village_name(village, coded, address, reader, record)


def _village_name(
    text: str, coded: Place | None, address: AddressPlaces, reader: Reader, record: Record
) -> str:
    """Return the village in its official spelling where it is one of its district, else as told."""
    if text and record.district_code:
        found = reader.gazetteer.resolve_village(text=text, district=record.district_code).place
        return (found.name if found else text)[:80]
    if (
        not text
        and coded
        and coded.code.startswith(f"{record.district_code}.")
        and coded.is_village
    ):
        return coded.name
    return (text or (address.village.name if address.village else ""))[:80]


def _unnamed(
    values: Mapping[str, str],
    reader: Reader,
    record: Record,
    district: Place | None,
    address: AddressPlaces,
) -> Place | None:
    """Return the region of a row that names none: by its district, its address, or its sheet."""
    by_district = reader.gazetteer.place(code=district.parent) if district else None
    if not reader.is_region_needed:
        return by_district or _fallback(values, reader, address.region or address.province)
    found, source = (by_district, "kecamatannya") if by_district else (address.region, "alamatnya")
    if found is None:
        reason, remedy = "Kabupaten/kota kosong.", "Isi kabupaten/kota tempat usaha ini."
        record.note(Severity.ERROR, "region", "", reason, remedy)
        return None
    reason = f"Kabupaten/kota kosong; {found.name} diketahui dari {source}."
    record.note(Severity.REPAIRED, "region", "", reason, "Tidak perlu tindakan.")
    return found


def _fallback(values: Mapping[str, str], reader: Reader, address: Place | None) -> Place | None:
    """Return the place of the sheet, unless address or province say something finer or else."""
    sheet = reader.gazetteer.place(code=reader.region)
    if address and (sheet is None or not sheet.is_region or address.is_region):
        return address
    province = reader.gazetteer.resolve_province(text=told(values.get("province", "")))
    if province.place and not (sheet and sheet.parent == province.place.code):
        return province.place
    return sheet


def _named_region(values: Mapping[str, str], reader: Reader, record: Record) -> Place | None:
    text = told(values.get("region", ""))
    if not text or not any(character.isalpha() for character in text):
        return None
    province = reader.gazetteer.resolve_province(text=told(values.get("province", "")))
    within = province.code or reader.area
    match = reader.gazetteer.resolve_region(text=text, within=within or None)
    if not match.is_found and within:
        wider = reader.gazetteer.resolve_region(text=text)
        match = wider if wider.is_found or match.outcome is Outcome.UNKNOWN else match
    if match.place:
        return match.place
    whole = reader.gazetteer.resolve_province(text=text)
    if whole.place and not reader.is_region_needed:
        return whole.place
    if whole.place:
        reason = f"“{text[:60]}” adalah provinsi; kabupaten/kotanya belum disebut."
        record.note(Severity.ERROR, "region", text, reason, "Isi kabupaten/kota tempat usaha ini.")
        return None
    record.note(Severity.ERROR, "region", text, match.reason, _remedy(match))
    return None


def _coded_place(
    values: Mapping[str, str], reader: Reader, record: Record, named: Place | None
) -> Place | None:
    """Return the finest place the code of a row means; None where another region is named."""
    name, code = _code(values)
    if not code:
        return None
    if reader.system is None:
        return None if named else _undecided(reader, record, name, code)
    match = reader.gazetteer.resolve_code(code=code, system=reader.system)
    place = _region_of(match.place, reader)
    if place and not place.is_region and reader.is_region_needed and not named:
        reason = f"Kode {code} adalah provinsi; kabupaten/kotanya belum disebut."
        record.note(Severity.ERROR, name, code, reason, "Isi kode kabupaten/kotanya.")
        return None
    if place is None:
        if named:
            remedy = f"Betulkan kodenya; untuk sementara dipakai nama {named.name}."
            record.note(Severity.WARNING, name, code, match.reason, remedy)
        else:
            record.note(Severity.ERROR, name, code, match.reason, _remedy(match))
        return None
    if named and place.code != named.code:
        reason = f"Kode {code} berarti {place.name}, tetapi namanya {named.name}."
        remedy = f"Betulkan salah satunya; untuk sementara dipakai {named.name}."
        record.note(Severity.WARNING, name, code, reason, remedy)
        return None
    return match.place


def _code(values: Mapping[str, str]) -> tuple[str, str]:
    """Return the finest region code of a row and its field; codes stand in name columns too."""
    for name in _CODES:
        if code := told(values.get(name, "")):
            return name, code
    region = told(values.get("region", ""))
    return ("region", region) if region and not any(map(str.isalpha, region)) else ("", "")


def _region_of(place: Place | None, reader: Reader) -> Place | None:
    while place is not None and not place.is_region and place.parent:
        place = reader.gazetteer.place(code=place.parent)
    return place


def _district_of(place: Place | None, reader: Reader) -> Place | None:
    """Return the district a place is or lies in, None for regions and larger places."""
    if place is None or place.kind is Kind.DISTRICT:
        return place
    return reader.gazetteer.place(code=place.parent) if place.is_village else None


def _undecided(reader: Reader, record: Record, name: str, code: str) -> Place | None:
    """Accept a code that means the same place in both systems; hold the row back otherwise."""
    places = {
        system: _region_of(reader.gazetteer.resolve_code(code=code, system=system).place, reader)
        for system in System
    }
    known = {place.code: place for place in places.values() if place}
    if len(known) == 1 and all(places.values()):
        return next(iter(known.values()))
    means = " atau ".join(f"{p.name} ({s})" for s, p in places.items() if p) or "tidak ada daerah"
    reason = f"Kode {code} berarti {means}; sistem kodenya belum pasti."
    remedy = "Tentukan sistem kode (Kemendagri atau BPS) saat impor, atau isi nama kabupaten/kota."
    record.note(Severity.ERROR, name, code, reason, remedy)
    return None


def _district(text: str, region: str, reader: Reader) -> Place | None:
    if not text:
        return None
    default = reader.region if "." in reader.region else ""
    match = reader.gazetteer.resolve_district(
        text=text, region=(region if "." in region else default) or None, within=reader.area or None
    )
    return match.place


def _remedy(match: Match) -> str:
    if match.candidates:
        names = ", ".join(place.name for place in match.candidates[:4])
        return f"Tulis nama lengkapnya, misalnya: {names}."
    return "Tulis nama kabupaten/kota seperti di daftar resmi, misalnya Kota Medan."
