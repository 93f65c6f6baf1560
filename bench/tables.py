"""Reading and checking sheets: `python -m bench.tables [--rows N] [--csv N]`; the last line is JSON.

Every figure is taken beside its peer and its limit in the same run: a CSV read bare by Polars is
the limit, a Pydantic model per row and openpyxl are what is usual.
"""

import argparse
import csv
import json
import multiprocessing
import os
import re
import resource
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any

os.environ.setdefault("POLARS_MAX_THREADS", "1" if multiprocessing.parent_process() else "2")

import openpyxl
import polars as pl
from pydantic import AfterValidator, BaseModel, BeforeValidator, ValidationError

from laju.core.columns import propose_mapping
from laju.core.kbli import Version
from laju.core.money import read_money
from laju.core.records import understand_sheet
from laju.engines.reference import load_classification, load_gazetteer
from laju.engines.synthesis import synthesise_linkage, write_province
from laju.engines.tables import CheckedTable, Table, check_table, read_tables

TODAY = date(2026, 11, 25)
PROCESSES = 2
TITLES = {
    "id": "No", "name": "Nama Usaha", "owner_name": "Nama Pemilik", "nik": "NIK", "nib": "NIB",
    "phone": "No HP", "region_name": "Kabupaten/Kota", "district_name": "Kecamatan",
    "village_name": "Desa/Kelurahan", "address": "Alamat", "activity": "Kegiatan Usaha",
    "kbli_code": "KBLI", "sales_rupiah": "Omzet per Tahun",
}  # fmt: skip
FAULTS = {  # every fiftieth row has one of these
    "nik": "1.27102E+15", "phone": "12345", "region_name": "Kab. Entah", "sales_rupiah": "lumayan",
    "kbli_code": "99999", "nib": "123",
}  # fmt: skip


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--rows", type=int, default=60_000, help="businesses in the 33 files")
    told.add_argument("--csv", type=int, default=60_000, help="rows of the one CSV")
    told.add_argument("--peers", type=int, default=20_000, help="rows that the slow peers read")
    told.add_argument("--seed", type=int, default=20)
    asked = told.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = measure_files(Path(folder) / "files", asked.rows, asked.seed, asked.peers)
        one = measure_csv(Path(folder) / "one.csv", asked.csv, asked.seed, asked.peers)
    print(json.dumps({**files, **one}))


def measure_files(folder: Path, rows: int, seed: int, peers: int) -> dict[str, Any]:
    """Measure the 33 files of a province, two at a time, and what was reported of their faults."""
    province = write_province(businesses=rows, seed=seed, folder=folder)
    files = sorted(province.files, key=lambda path: -path.stat().st_size)
    books = [path for path in files if path.suffix == ".xlsx"]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=context) as pool:
        list(pool.map(warm, range(PROCESSES)))
        read_seconds, counts = timed(lambda: list(pool.map(count_rows, books)))
        seconds, checked = timed(lambda: list(pool.map(check_file, files)))
        peak = max(pool.map(peak_megabytes, range(PROCESSES)))
    total = sum(count for count, _ in checked)
    book = min(books, key=lambda path: abs(path.stat().st_size - peers * 100))
    peer_seconds, peer_rows = timed(lambda: openpyxl_rows(book))
    mine, peer = read_seconds / sum(counts), peer_seconds / peer_rows
    found = pl.concat([findings for _, findings in checked])
    truth = pl.read_parquet(province.truth).filter(pl.col("outcome") != "")
    missed = truth.join(found, on=["file", "number", "field"], how="anti")
    print(f"{len(files)} files, {total:,} rows read and checked in {seconds:.1f} s by {PROCESSES}")
    print(f"XLSX read {1 / mine:,.0f} rows/s, openpyxl {1 / peer:,.0f} rows/s")
    return {
        "files": len(files),
        "rows": total,
        "seconds": round(seconds, 2),
        "rows_per_second": round(total / seconds),
        "megabytes_per_process": peak,
        "xlsx_rows_per_second": round(1 / mine),
        "xlsx_ratio_openpyxl": round(peer / mine, 1),
        "errors_injected": truth.height,
        "errors_reported": truth.height - missed.height,
    }


def measure_csv(path: Path, rows: int, seed: int, peers: int) -> dict[str, Any]:
    """Measure one plain CSV against Pydantic per row and against Polars reading it bare."""
    write_csv(path, rows, seed)
    bare_seconds, _ = timed(lambda: pl.read_csv(path, separator=";", infer_schema=False))
    check(path)
    seconds, checked = timed(lambda: check(path))
    read_seconds, _ = timed(lambda: read_tables(path=path))
    peer_seconds, peer_rows = timed(lambda: validate_rows(path, peers))
    mine, peer = seconds / rows, peer_seconds / peer_rows
    print(f"CSV {1 / mine:,.0f} rows/s, Pydantic {1 / peer:,.0f}, bare {rows / bare_seconds:,.0f}")
    return {
        "csv_rows": rows,
        "csv_rows_per_second": round(1 / mine),
        "csv_read_rows_per_second": round(rows / read_seconds),
        "csv_findings": checked.findings.height,
        "pydantic_rows_per_second": round(1 / peer),
        "bare_rows_per_second": round(rows / bare_seconds),
        "ratio_peer": round(peer / mine, 2),
        "ratio_limit": round(mine / (bare_seconds / rows), 1),
    }


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def warm(_: int) -> None:
    load_gazetteer()
    for version in Version:
        load_classification(version=version)
    time.sleep(0.5)  # so that each process takes one


def count_rows(path: Path) -> int:
    return sum(table.cells.height for table in read_tables(path=path))


def check_file(path: Path) -> tuple[int, pl.DataFrame]:
    checked = [understood(table) for table in read_tables(path=path)]
    found = pl.concat([one.findings.select("number", "field") for one in checked])
    return sum(one.rows.height for one in checked), found.with_columns(file=pl.lit(path.name))


def check(path: Path) -> CheckedTable:
    [table] = read_tables(path=path)
    return understood(table)


def understood(table: Table) -> CheckedTable:
    """Check a table as an import does: first what its columns mean, then its rows."""
    samples = table.samples()
    columns = propose_mapping(header=table.header, rows=samples)
    told = understand_sheet(
        mapping=columns,
        rows=samples,
        gazetteer=load_gazetteer(),
        kbli=tuple(load_classification(version=version) for version in Version),
        today=TODAY,
    )
    return check_table(table=table, columns=columns, reader=told.reader)


def peak_megabytes(_: int) -> int:
    time.sleep(0.2)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def openpyxl_rows(path: Path) -> int:
    book = openpyxl.load_workbook(path, read_only=True)
    try:
        return sum(1 for page in book for _ in page.iter_rows(values_only=True))
    finally:
        book.close()


def write_csv(path: Path, rows: int, seed: int) -> None:
    """Write a plain CSV of synthetic businesses; every fiftieth row has a fault."""
    lines = pl.DataFrame(synthesise_linkage(businesses=rows, seed=seed))
    names = {place.code: place.name for place in load_gazetteer().regions_in(province="12")}
    lines = lines.with_columns(region_name=pl.col("region").replace(names)).cast(pl.String)
    lines = lines.with_row_index(".row")
    for turn, (name, text) in enumerate(FAULTS.items()):
        is_faulty = pl.col(".row") % (50 * len(FAULTS)) == 50 * turn
        lines = lines.with_columns(
            pl.when(is_faulty).then(pl.lit(text)).otherwise(name).alias(name)
        )
    lines = lines.select(pl.col(name).fill_null("").alias(title) for name, title in TITLES.items())
    lines.write_csv(path, separator=";")


def validate_rows(path: Path, most: int) -> int:
    """Validate rows with a Pydantic model, as most importers would, and keep what is wrong."""
    fields = {title: name for name, title in TITLES.items()}
    good, bad, count = [], [], 0
    with path.open(encoding="utf-8", newline="") as file:
        for count, row in enumerate(csv.DictReader(file, delimiter=";"), 1):
            try:
                good.append(PlainRow.model_validate({fields[key]: row[key] for key in row}))
            except ValidationError as error:
                bad.append(error.errors(include_url=False))
            if count >= most:
                break
    assert bad
    return count


@cache
def known(kind: str) -> frozenset[str]:
    """Return names of regions, codes of regions, or codes of KBLI."""
    if kind == "codes":
        versions = (load_classification(version=version) for version in Version)
        return frozenset(code for version in versions for code in version.by_code)
    if kind == "places":
        return frozenset(p.code.replace(".", "") for p in load_gazetteer().index.regions)
    return frozenset(p.name.casefold() for p in load_gazetteer().regions_in(province="12"))


def among(kind: str) -> AfterValidator:
    def check_one(text: str) -> str:
        if text and text.casefold() not in known(kind):
            raise ValueError(text)
        return text

    return AfterValidator(check_one)


def plain_name(text: str) -> str:
    if not text.strip():
        raise ValueError(text)
    return " ".join(text.split())


def plain_nik(text: str) -> str:
    if text:
        if not re.fullmatch(r"\d{16}", text) or text[:4] not in known("places"):
            raise ValueError(text)
        year = int(text[10:12])
        date(1900 + year if year > 20 else 2000 + year, int(text[8:10]), int(text[6:8]) % 40)
    return text


def plain_nib(text: str) -> str:
    if text and not re.fullmatch(r"\d{13}", text):
        raise ValueError(text)
    return text


def plain_phone(text: str) -> str:
    digits = re.sub(r"[^\d+]", "", text)
    if text and not re.fullmatch(r"(?:\+?62|0)?8\d{8,11}", digits):
        raise ValueError(text)
    return "+62" + digits.lstrip("+").removeprefix("62").removeprefix("0") if text else ""


def plain_money(text: str) -> int | None:
    read = read_money(text) if text else None
    if read and read.rupiah is None:
        raise ValueError(read.reason)
    return read.rupiah if read else None


class PlainRow(BaseModel):
    """What is usual: nine plain rules a row, far less than the core looks at."""

    id: int
    name: Annotated[str, AfterValidator(plain_name)]
    owner_name: str
    nik: Annotated[str, AfterValidator(plain_nik)]
    nib: Annotated[str, AfterValidator(plain_nib)]
    phone: Annotated[str, AfterValidator(plain_phone)]
    region_name: Annotated[str, among("regions")]
    district_name: str
    village_name: str
    address: str
    activity: str
    kbli_code: Annotated[str, among("codes")]
    sales_rupiah: Annotated[int | None, BeforeValidator(plain_money)]


if __name__ == "__main__":
    main()
