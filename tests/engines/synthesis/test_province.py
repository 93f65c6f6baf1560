from collections import Counter
from datetime import date

import polars as pl
import pytest

from laju.core.columns import propose_mapping
from laju.core.kbli import Version
from laju.core.records import read_row, understand_sheet
from laju.engines.reference import load_classification, load_gazetteer
from laju.engines.sheets import read_sheets
from laju.engines.synthesis import FAULTS, LINKAGE, make_lines, write_province
from laju.engines.synthesis.offices import plan_offices
from laju.engines.synthesis.province import TRUTH
from laju.engines.synthesis.vocabulary import load_vocabulary

TODAY = date(2026, 11, 24)
COUNT = 6_000


@pytest.fixture(scope="module")
def province(tmp_path_factory):
    return write_province(businesses=COUNT, seed=11, folder=tmp_path_factory.mktemp("province"))


@pytest.fixture(scope="module")
def truth(province):
    return pl.read_parquet(province.truth)


@pytest.fixture(scope="module")
def records(province):
    """What the rules of the core make of every row: (file, number) -> record."""
    kbli = tuple(load_classification(version=version) for version in Version)
    read = {}
    for path in province.files:
        (sheet,) = read_sheets(path=path)
        rows = [row.cells for row in sheet.rows]
        columns = propose_mapping(header=sheet.header, rows=rows)
        reader = understand_sheet(
            mapping=columns, rows=rows, gazetteer=load_gazetteer(), kbli=kbli, today=TODAY
        ).reader
        for row in sheet.rows:
            read[path.name, row.number] = read_row(
                cells=row.cells, header=sheet.header, columns=columns, reader=reader
            )
    return read


def test_write_province_writes_33_offices_half_of_them_workbooks(province):
    endings = Counter(path.suffix for path in province.files)
    assert endings == {".xlsx": 16, ".csv": 17}
    assert sorted(path.name[:5] for path in province.files) == [*load_vocabulary().regions["code"]]


def test_truth_tells_every_row_of_every_file(province, truth, records):
    assert dict(truth.schema) == TRUTH
    assert set(truth.select("file", "number").iter_rows()) == set(records)
    assert province.rows == len(truth) == province.lines + province.foreign
    assert province.lines == COUNT
    assert len(truth.filter(pl.col("kind") == "FOREIGN")) == province.foreign


def test_truth_counts_add_up(province, truth):
    lines = truth.filter(pl.col("id") > 0)
    told = make_lines(businesses=COUNT, seed=11).select("id", "owner_id", "unit_id", "kind")
    assert lines.select(told.columns).sort("id").equals(told)
    assert province.units == lines["unit_id"].n_unique()
    assert province.owners == lines["owner_id"].n_unique()
    assert province.faults == len(truth.filter(pl.col("fault") != ""))
    spoiled = len(lines.filter(pl.col("fault") != ""))
    assert 0.015 * COUNT < spoiled < 0.025 * COUNT


def test_every_kind_of_fault_is_there(truth):
    known = {fault.name for fault in FAULTS} | {"TOTAL", "REPEATED_TITLES", "SIGNATURE"}
    assert set(truth["fault"]) - {""} <= known
    assert known - set(truth["fault"]) <= {"OTHER_CODES"}, "few offices tell both name and code"


def test_every_fault_is_found_as_the_truth_says(truth, records):
    wrong = []
    for row in truth.filter(pl.col("fault") != "").iter_rows(named=True):
        record = records[row["file"], row["number"]]
        severity = "ERROR" if row["outcome"] == "REJECTED" else row["outcome"]
        found = {(note.severity.value, note.field) for note in record.findings}
        is_told = (severity, row["field"]) in found if severity else not record.is_rejected
        if not is_told or record.is_rejected != (row["outcome"] == "REJECTED"):
            wrong.append((row["file"], row["number"], row["fault"], found))
    assert wrong == []


def test_rows_without_fault_are_not_rejected_and_are_in_their_region(truth, records):
    wrong = []
    for row in truth.filter((pl.col("fault") == "") & (pl.col("id") > 0)).iter_rows(named=True):
        record = records[row["file"], row["number"]]
        if record.is_rejected or record.region_code != row["file"][:5]:
            wrong.append((row["file"], row["number"], record.region_code, record.findings))
    assert wrong == []


def test_clean_is_what_the_rules_read(province, truth, records):
    """To the letter for numbers and codes; names may differ in capitals only."""
    place = {row["id"]: (row["file"], row["number"]) for row in truth.iter_rows(named=True)}
    clean = pl.read_parquet(province.clean)
    assert tuple(clean.columns) == LINKAGE
    assert len(clean) == province.rows - province.rejected
    wrong = []
    for row in clean.iter_rows(named=True):
        record = records[place[row["id"]]]
        told = {
            "nik": record.nik, "nib": record.nib, "phone": record.phone,
            "region": record.region_code, "kbli_code": record.kbli_code,
            "sales_rupiah": record.sales_rupiah,
        }  # fmt: skip
        words = {
            "name": record.name, "owner_name": record.owner_name, "activity": record.activity,
            "district_name": record.district_name, "village_name": record.village_name,
            "address": record.address,
        }  # fmt: skip
        same = all(row[field] == value for field, value in told.items()) and all(
            row[field].casefold() == value.casefold() for field, value in words.items()
        )
        if not same:
            wrong.append((place[row["id"]], {**told, **words}, row))
    assert wrong == []


def test_write_province_is_the_same_to_the_byte(tmp_path):
    one, other = (
        write_province(businesses=400, seed=5, folder=tmp_path / name) for name in ("a", "b")
    )
    for path, again in zip(
        [*one.files, one.truth, one.clean], [*other.files, other.truth, other.clean], strict=True
    ):
        assert path.read_bytes() == again.read_bytes(), path.name


def test_write_province_tells_how_far_it_is(tmp_path):
    heard = []
    province = write_province(businesses=400, seed=5, folder=tmp_path, advance=heard.append)
    assert sum(heard) == province.rows


@pytest.mark.parametrize(("share", "workbooks"), [(0.0, 0), (1.0, 33)])
def test_share_xlsx_says_how_many_are_workbooks(tmp_path, share, workbooks):
    province = write_province(businesses=99, seed=2, folder=tmp_path, share_xlsx=share)
    assert sum(path.suffix == ".xlsx" for path in province.files) == workbooks
    assert sum(len(sheet.rows) for path in province.files for sheet in read_sheets(path=path)) == (
        province.rows
    )


@pytest.mark.parametrize("seed", range(6))
def test_every_title_is_known_for_its_field(seed):
    for office in plan_offices(words=load_vocabulary(), seed=seed, share_xlsx=0.0):
        mapped = propose_mapping(header=list(office.titles.values()), rows=[])
        assert [column.field for column in mapped.columns] == list(office.titles), office


def test_no_phone_in_any_file_can_ring(records):
    phones = {record.phone for record in records.values() if record.phone}
    assert all(phone.startswith("+62810") for phone in phones)
