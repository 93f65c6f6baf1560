"""The shipped example data are what they claim to be, counted without the code that made them."""

import csv
import io
import json
import re
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "example"
TRUTH = json.loads((EXAMPLE / "kebenaran.json").read_text(encoding="utf-8"))
SHEET, HIGHLANDS, COAST = "mebidangro.xlsx", "dataran-tinggi-dan-toba.csv", "pantai-dan-nias.csv"
COLUMNS = {
    SHEET: {
        "no": 0, "owner": 1, "nik": 3, "phone": 4, "name": 6, "region": 17, "photo": 26,
        "activity": 9, "goods": 10,
    },
    HIGHLANDS: {
        "no": 0, "owner": 2, "nik": 4, "phone": 6, "name": 1, "region": 11, "photo": 26,
        "activity": 12, "goods": 13,
    },
    COAST: {
        "no": 27, "owner": 8, "nik": 10, "phone": 13, "name": 4, "region": 1, "photo": 26,
        "activity": 5, "goods": 6,
    },
}  # fmt: skip
SHORT_FORMS = {"tapteng": "12.01", "nisel": "12.14", "sergai": "12.18", "labusel": "12.22",
               "labura": "12.23"}  # fmt: skip
LICENCES = {"CC BY-SA 4.0", "CC0 1.0", "MIT", "Unsplash License"}

Rows = dict[int, list[str]]


def _text(value: object) -> str:
    return (
        ""
        if value is None
        else str(int(value) if isinstance(value, float) and value.is_integer() else value)
    )


@cache
def _sheet_rows(path: Path) -> list[list[str]]:
    book = load_workbook(path, data_only=True)
    cells = [[_text(v) for v in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    book.close()
    return cells


def _records(name: str) -> list[list[str]]:
    """Return the records below the header; the one unbalanced quote is taken out by hand."""
    if name == SHEET:
        return _sheet_rows(EXAMPLE / name)[5:]
    encoding, mark = ("cp1252", ";") if name == HIGHLANDS else ("utf-8-sig", ",")
    text = (EXAMPLE / name).read_bytes().decode(encoding)
    for number in TRUTH[name].get("tanda_kutip_tidak_ditutup", []):
        line = next(ln for ln in text.split("\r\n") if ln.startswith(f"{number}{mark}"))
        assert line.count('"') == 1
        text = text.replace(line, line.replace('"', ""))
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))[1:]


def _by_number(name: str) -> Rows:
    column = COLUMNS[name]["no"]
    width = 28
    return {int(r[column]): r for r in _records(name) if len(r) == width and r[column].strip()}


def _cell(name: str, row: list[str], what: str) -> str:
    return row[COLUMNS[name][what]]


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()


def _digits(phone: str) -> str:
    digits = re.sub(r"\D", "", phone)
    return "0" + re.sub(r"^(62|0)", "", digits) if digits else ""


def _regions() -> dict[str, str]:
    path = ROOT / "laju" / "data" / "regions" / "regencies.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = [r for r in csv.DictReader(handle) if r["province_code"] == "12"]
    known = dict(SHORT_FORMS)
    for row in rows:
        known[row["name"].casefold()] = row["code"]
        bare = re.sub(r"^(kabupaten|kota) |\s", "", row["name"].casefold())
        known[bare] = row["code"]
    return (
        known
        | {f"bps{r['bps_code']}": r["code"] for r in rows}
        | {r["code"]: r["code"] for r in rows}
    )


def _region_code(name: str, text: str, known: dict[str, str]) -> str | None:
    if name == SHEET and text.isdigit():
        return known.get(f"bps{text}")
    folded = _fold(text)
    bare = re.sub(r"^(kabupaten|kab\.?|kota) |\s", "", folded)
    return known.get(folded) or known.get(bare)


def test_make_sheets_writes_the_committed_files_again(tmp_path):
    command = [sys.executable, str(EXAMPLE / "make_sheets.py"), "--out", str(tmp_path)]
    subprocess.run(command, check=True, cwd=tmp_path)
    for name in (HIGHLANDS, COAST, "kebenaran.json"):
        assert (tmp_path / name).read_bytes() == (EXAMPLE / name).read_bytes()
    assert _sheet_rows(tmp_path / SHEET) == _sheet_rows(EXAMPLE / SHEET)


def test_make_sheets_says_so_when_the_regions_are_missing(tmp_path):
    command = [sys.executable, str(EXAMPLE / "make_sheets.py"), "--wilayah", str(tmp_path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert "Tabel wilayah tidak ditemukan" in done.stdout


def test_all_33_regions_have_applicants_clustered_around_medan():
    known, seen = _regions(), defaultdict(int)
    for name in TRUTH:
        for row in _by_number(name).values():
            seen[_region_code(name, _cell(name, row, "region"), known)] += 1
    del seen[None]
    assert len(seen) == 33
    around = sum(seen[code] for code in ("12.71", "12.75", "12.07", "12.06"))
    assert 0.55 <= around / sum(seen.values()) <= 0.60
    assert 1350 <= sum(t["baris_data"] for t in TRUTH.values()) <= 1450


@pytest.mark.parametrize("name", TRUTH)
def test_rows_and_shifted_rows_are_counted_right(name):
    records = [r for r in _records(name) if any(c.strip() for c in r)]
    assert len(records) == TRUTH[name]["baris_data"]
    shifted = sorted(int(r[0]) for r in records if len(r) != 28)
    assert shifted == TRUTH[name].get("bergeser", [])
    truth = TRUTH[name]
    assert truth["usaha"] == truth["baris_data"] - len(truth["pengulangan_persis"]) - len(
        truth["ditolak"]
    )


@pytest.mark.parametrize("name", TRUTH)
def test_exact_repeats_are_all_listed(name):
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    skip = {COLUMNS[name]["no"], COLUMNS[name]["phone"]}
    for number, row in sorted(_by_number(name).items()):
        cells = [_fold(c) for i, c in enumerate(row) if i not in skip]
        groups[(_digits(_cell(name, row, "phone")), *cells)].append(number)
    found = sorted(g for g in groups.values() if len(g) > 1)
    assert found == sorted(TRUTH[name]["pengulangan_persis"])


@pytest.mark.parametrize("name", TRUTH)
def test_rejects_are_all_listed_with_their_reason(name):
    known = _regions()
    aliases = {"labuhanbatu", "batubara", "tanjungbalai", "tebingtinggi", "gunungsitoli"}
    found, empty = {}, []
    for number, row in _by_number(name).items():
        region = _cell(name, row, "region")
        if region == "-":  # its district lies in one region only
            empty.append(number)
            continue
        if not _cell(name, row, "name").strip():
            found[number] = "nama usaha kosong"
        elif (
            not _region_code(name, region, known) and _fold(region).replace(" ", "") not in aliases
        ):
            found[number] = "kabupaten/kota tidak dikenal"
    listed = {r["no_urut"]: r["alasan"] for r in TRUTH[name]["ditolak"] if r["no_urut"]}
    assert found == listed
    assert empty == TRUTH[name]["wilayah_dari_kecamatan"]


@pytest.mark.parametrize("name", TRUTH)
def test_lines_of_rejects_point_at_the_row(name):
    if name == SHEET:
        lines = ["\t".join(r) for r in _sheet_rows(EXAMPLE / name)]
    else:
        lines = (EXAMPLE / name).read_bytes().decode("cp1252").splitlines()
    for reject in TRUTH[name]["ditolak"]:
        line = lines[reject["baris"] - 1]
        number = str(reject["no_urut"] or "JUMLAH")
        assert number in re.split(r"[;,\t\r]", line)


@pytest.mark.parametrize("name", TRUTH)
def test_near_pairs_differ_and_owners_of_several_are_one_person(name):
    rows, truth = _by_number(name), TRUTH[name]
    assert len(truth["pasangan_mirip"]) >= 5
    for first, second in truth["pasangan_mirip"]:
        assert _fold(_cell(name, rows[first], "name")) != _fold(_cell(name, rows[second], "name"))
        assert _cell(name, rows[first], "owner") == _cell(name, rows[second], "owner")
    assert len(truth["pemilik_banyak_usaha"]) >= 3
    for numbers in truth["pemilik_banyak_usaha"]:
        here = [rows[n] for n in numbers if n in rows]
        assert len({_fold(_cell(name, r, "owner")) for r in here}) == 1


def test_no_phone_outside_the_unused_prefix():
    phones = []
    for name in TRUTH:
        for row in _records(name):
            cells = [c for i, c in enumerate(row) if i != COLUMNS[name]["nik"]]
            like = re.findall(r"(?<![\d,.E])(?:\+?62|0)[ .-]?8[\d .-]{7,}", "\t".join(cells))
            phones += [p for p in like if len(_digits(p)) >= 9]  # "08.00-17.00" is no phone
            if len(row) == 28 and _cell(name, row, "phone").strip():
                for part in _cell(name, row, "phone").split("/"):
                    phones.append(part if part.strip()[0] in "+06" else f"0{part.strip()}")
    assert len(phones) > 1200
    assert {p for p in phones if not _digits(p).startswith("08100")} == set()


def test_nik_carry_a_serial_nobody_has():
    for name in TRUTH:
        damaged = TRUTH[name].get("nik_rusak_excel", [])
        for number, row in _by_number(name).items():
            nik = _cell(name, row, "nik").lstrip("'")
            if re.fullmatch(r"\d{16}", nik) and number not in damaged:
                assert nik[12:14] == "99"
                assert nik.startswith("12")


def test_photos_exist_have_a_credit_and_stay_small():
    with (EXAMPLE / "foto" / "KREDIT.csv").open(encoding="utf-8", newline="") as handle:
        credits_by_file = {r["berkas"]: r for r in csv.DictReader(handle)}
    on_disk = {p.name for p in (EXAMPLE / "foto").glob("*.jpg")}
    used = set()
    for name in TRUTH:
        named = [r for r in _by_number(name).values() if _cell(name, r, "photo").strip()]
        used |= {_cell(name, r, "photo") for r in named}
        whole = len(named) + sum(
            1 for r in _records(name) if len(r) != 28 and any(c.endswith(".jpg") for c in r)
        )
        assert whole == TRUTH[name]["berfoto"]
    assert used <= on_disk
    assert on_disk == set(credits_by_file)
    assert {r["lisensi"] for r in credits_by_file.values()} <= LICENCES
    assert all(r["pembuat"] and r["sumber"] for r in credits_by_file.values())
    assert all((EXAMPLE / "foto" / f).stat().st_size <= 70_000 for f in on_disk)
    assert sum(p.stat().st_size for p in EXAMPLE.rglob("*") if p.is_file()) <= 3_000_000


def test_traps_are_where_the_truth_says():
    sheet = _by_number(SHEET)
    truth = TRUTH[SHEET]
    assert "<script>" in _cell(SHEET, sheet[truth["nama_berbahaya"][0]], "name")
    assert len(_cell(SHEET, sheet[truth["cerita_panjang"][0]], "activity")) > 3000
    assert all(_cell(SHEET, sheet[n], "nik").endswith("0") for n in truth["nik_rusak_excel"])
    assert "@SUM(A1:A9)" in {_cell(SHEET, sheet[n], "goods") for n in truth["rumus"]}
    coast = _by_number(COAST)
    assert "\u202e" in _cell(COAST, coast[TRUTH[COAST]["nama_berbahaya"][0]], "name")
    assert (EXAMPLE / COAST).read_bytes().startswith(b"\xef\xbb\xbf")
    with pytest.raises(UnicodeDecodeError):
        (EXAMPLE / HIGHLANDS).read_bytes().decode("utf-8")
    assert (EXAMPLE / HIGHLANDS).read_bytes().count(b'"') % 2 == 1
