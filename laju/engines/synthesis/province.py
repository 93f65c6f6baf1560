"""Write a synthetic province as the sheets of its 33 offices, with the truth beside them."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from random import Random

import polars as pl

from laju.engines.synthesis.chance import Chance
from laju.engines.synthesis.damage import REJECTED, WARNING, Told, foreign_rows, spoil_rows
from laju.engines.synthesis.linkage import LINKAGE, make_lines
from laju.engines.synthesis.offices import Office, plan_offices, tell_rows
from laju.engines.synthesis.vocabulary import Vocabulary, load_vocabulary
from laju.engines.synthesis.writing import write_csv, write_xlsx

TRUTH = {
    "file": pl.String,
    "number": pl.UInt32,  # of the row, as laju.engines.sheets counts
    "id": pl.Int64,  # of the business in clean.parquet, 0 for a line that is none
    "owner_id": pl.Int64,  # -1 for a line that is none
    "unit_id": pl.Int64,
    "kind": pl.String,  # ORDINARY, SECOND, STALL, COPY; FOREIGN for a line that is none
    "fault": pl.String,  # "" or what was injected, see damage.FAULTS
    "field": pl.String,  # of the finding to be made
    "outcome": pl.String,  # REJECTED, WARNING, REPAIRED, or "" when nothing need be said
}
_WORKERS = 2
_FEW = 20_000  # lines in workbooks below which a second process does not pay
_SAID = ("fault", "field", "outcome")
# Fields a warning leaves empty, and their names in the linkage input.
_EMPTIED = {"nik": "nik", "nib": "nib", "phone": "phone", "activity": "activity", "kbli": "kbli_code",
            "sales_rupiah": "sales_rupiah"}  # fmt: skip
_MAY_BE_MISSING = {"nib": "nib", "village": "village_name", "kbli": "kbli_code"}


@dataclass(frozen=True, slots=True)
class Province:
    """What was written: `lines` tell a business, `foreign` lines are none; a row is either."""

    folder: Path
    files: tuple[Path, ...]
    lines: int
    foreign: int
    units: int  # true businesses
    owners: int  # true owners
    faults: int
    rejected: int

    @property
    def rows(self) -> int:
        """Return the filled rows under the titles of all files."""
        return self.lines + self.foreign

    @property
    def truth(self) -> Path:
        """Return the file that tells each row."""
        return self.folder / "truth.parquet"

    @property
    def clean(self) -> Path:
        """Return the linkage input of the rows that are not rejected."""
        return self.folder / "clean.parquet"


def write_province(
    *,
    businesses: int,
    seed: int,
    folder: Path,
    share_xlsx: float = 0.5,
    advance: Callable[[int], None] = lambda _lines: None,
) -> Province:
    """Write the sheets of 33 offices, `truth.parquet` and `clean.parquet` into a folder.

    `businesses` counts lines, as in synthesise_linkage; a few lines that are no business (totals,
    repeated titles, signatures) come on top. `advance` hears of lines written. The same
    arguments give the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    words = load_vocabulary()
    lines = _with_position(make_lines(businesses=businesses, seed=seed), words, seed)
    sheets = [
        _sheet(lines.filter(pl.col("region") == office.code), office, seed)
        for office in plan_offices(words=words, seed=seed, share_xlsx=share_xlsx)
    ]
    for sheet in sheets:
        if not sheet.office.is_xlsx:
            write_csv(path=folder / sheet.office.file_name, office=sheet.office, rows=sheet.rows)
            advance(len(sheet.rows))
    _write_workbooks([sheet for sheet in sheets if sheet.office.is_xlsx], folder, advance)
    truth = pl.concat(sheet.truth for sheet in sheets)
    truth.write_parquet(folder / "truth.parquet")
    pl.concat(sheet.clean for sheet in sheets).write_parquet(folder / "clean.parquet")
    return Province(
        folder=folder,
        files=tuple(folder / sheet.office.file_name for sheet in sheets),
        lines=len(lines),
        foreign=len(truth) - len(lines),
        units=lines["unit_id"].n_unique(),
        owners=lines["owner_id"].n_unique(),
        faults=len(truth.filter(pl.col("fault") != "")),
        rejected=len(truth.filter(pl.col("outcome") == REJECTED)),
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    office: Office
    rows: pl.DataFrame  # text by field, in the order of the file
    truth: pl.DataFrame
    clean: pl.DataFrame


def _with_position(lines: pl.DataFrame, words: Vocabulary, seed: int) -> pl.DataFrame:
    """Place each line within 20 km of the middle of its region, and 200 m of its village."""
    chance = Chance(seed=seed, topic="positions")
    spots = chance.random.uniform(-0.18, 0.18, (len(words.villages), 2))
    village, region = lines["village"].to_numpy(), lines["region_index"].to_numpy()
    near = chance.random.normal(0, 0.001, (len(lines), 2))
    middle = words.regions.select("latitude", "longitude").to_numpy()[region]
    place = middle + spots[village] + near
    return lines.with_columns(latitude=pl.Series(place[:, 0]), longitude=pl.Series(place[:, 1]))


def _sheet(lines: pl.DataFrame, office: Office, seed: int) -> _Sheet:
    """Write the lines of one office down, spoil some, and put lines between that are none."""
    random = Random(f"{seed} {office.code}")
    count = len(lines)
    rows = tell_rows(lines=lines, office=office)
    before = int(lines["id"][0]) - 1 if count else 0
    spoiled = spoil_rows(rows=rows, office=office, before=before, random=random)
    foreign = foreign_rows(office=office, count=count, random=random)
    told = pl.DataFrame(
        [
            *((2 * place + 1, *_line(one, office)) for place, one in spoiled.items()),
            *((2 * place, *_line(one, office)) for place, ones in foreign.items() for one in ones),
        ],
        schema=["order", *office.titles, *_SAID],
        schema_overrides={"order": pl.Int64} | dict.fromkeys(office.titles, pl.String),
        orient="row",
    )
    whole = (
        rows.with_columns(
            order=pl.int_range(pl.len()) * 2 + 1,
            number=pl.int_range(1, pl.len() + 1).cast(pl.String),
            **dict.fromkeys(_SAID, pl.lit("")),
        )
        .join(told, on="order", how="anti")
        .select(told.columns)
    )
    filled = (
        pl.concat([whole, told])
        .sort("order", maintain_order=True)
        .with_columns(
            number=pl.when(pl.col("order") % 2 == 1)
            .then((pl.col("order") // 2 + 1).cast(pl.String))
            .otherwise("number")
        )
    )
    ids = lines.select("id", "owner_id", "unit_id", "kind").with_columns(
        order=pl.int_range(pl.len()) * 2 + 1
    )
    truth = (
        filled.select("order", *_SAID)
        .with_row_index("number", office.title_row + 1)
        .join(ids, on="order", how="left", maintain_order="left")
        .with_columns(
            pl.col("id").fill_null(0),
            pl.col("owner_id", "unit_id").fill_null(-1),
            pl.col("kind").fill_null("FOREIGN"),
            file=pl.lit(office.file_name),
        )
        .select(pl.col(name).cast(kind) for name, kind in TRUTH.items())
    )
    return _Sheet(office, filled.select(*office.titles), truth, _clean(lines, truth, office))


def _line(told: Told, office: Office) -> tuple[str, ...]:
    cells = (told.cells.get(field, "") for field in office.titles)
    return (*cells, told.fault, told.field, told.outcome)


def _clean(lines: pl.DataFrame, truth: pl.DataFrame, office: Office) -> pl.DataFrame:
    """Return what a careful reader takes from the sheet: no more than it has, no less."""
    said = lines.join(
        truth.select("id", "fault", "field", "outcome"), on="id", how="left", maintain_order="left"
    ).filter(pl.col("outcome") != REJECTED)
    gone = {
        name: (pl.col("field") == field) & (pl.col("outcome") == WARNING)
        for field, name in _EMPTIED.items()
    }
    for field in ("nik", "nib", "phone", "address"):
        gone[field] = gone.get(field, pl.lit(False)) | (pl.col("fault") == "DASHES")
    for field, name in _MAY_BE_MISSING.items():
        if field not in office.titles:
            gone[name] = pl.lit(True)
    broken = pl.col("fault") == "LINE_BREAK"
    coded = pl.col("fault") == "KBLI_WITHOUT_ZERO"
    return (
        said.with_columns(
            pl.when(flags)
            .then(pl.lit(None if name == "sales_rupiah" else ""))
            .otherwise(name)
            .alias(name)
            for name, flags in gone.items()
        )
        .with_columns(
            address=pl.when(broken).then(pl.col("address") + pl.lit(" RT 2")).otherwise("address"),
            kbli_code=pl.when(coded).then(pl.lit("01262")).otherwise("kbli_code"),
        )
        .select(LINKAGE)
    )


def _write_workbooks(sheets: list[_Sheet], folder: Path, advance: Callable[[int], None]) -> None:
    jobs = [(folder / sheet.office.file_name, sheet.office, sheet.rows) for sheet in sheets]
    if sum(len(sheet.rows) for sheet in sheets) < _FEW:
        for path, office, rows in jobs:
            write_xlsx(path=path, office=office, rows=rows)
            advance(len(rows))
        return
    with ProcessPoolExecutor(_WORKERS, mp_context=get_context("spawn")) as pool:
        waiting = {
            pool.submit(write_xlsx, path=path, office=office, rows=rows): len(rows)
            for path, office, rows in sorted(jobs, key=lambda job: -len(job[2]))
        }
        for done in as_completed(waiting):
            done.result()
            advance(waiting[done])
