"""The rubric readers judge by: criteria with weights and steps, kept as data and published."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from laju.core.errors import DomainError

STEPS = ("Tidak ada", "Lemah", "Cukup", "Baik", "Sangat baik")
MOST = len(STEPS) - 1
MOST_CRITERIA = 12
LONGEST_LABEL, LONGEST_HELP, LONGEST_KEY = 80, 300, 30


class BadRubric(DomainError):
    message = "Rubrik tidak dapat dibaca: {why}."
    remedy = "Perbaiki kriteria itu, lalu simpan lagi."
    status = 422


class BadPoints(DomainError):
    message = "Penilaian belum dapat disimpan: {why}."
    remedy = "Pilih satu langkah untuk setiap kriteria."
    status = 422


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing a reader looks at; the weight says how much of 100 it is, among all weights."""

    key: str
    label: str
    help: str
    weight: int = 1


DEFAULT_RUBRIC = (
    Criterion(
        "PRODUCT",
        "Produk siap dijual",
        "Apakah jelas apa yang dijual, untuk siapa, dan berapa harganya?",
        25,
    ),
    Criterion(
        "NEED",
        "Manfaat dari pendampingan",
        "Seberapa banyak yang berubah bila usaha ini didampingi berjualan daring?",
        25,
    ),
    Criterion(
        "READY",
        "Kesiapan meneruskan",
        "Apakah ada tanda bahwa usaha ini dapat meneruskannya sendiri sesudah program?",
        20,
    ),
    Criterion("DISTINCT", "Keunggulan produk", "Apa yang membuat pembeli memilih produk ini?", 15),
    Criterion(
        "IMPACT",
        "Manfaat bagi sekitar",
        "Apakah pekerja, pemasok, atau warga di sekitarnya ikut terbantu?",
        15,
    ),
)


def read_rubric(told: Sequence[Mapping[str, Any]]) -> tuple[Criterion, ...]:
    """Read a rubric from stored data; an empty one is the default. Raises: BadRubric.

    >>> [criterion.key for criterion in read_rubric([])][:2]
    ['PRODUCT', 'NEED']
    """
    if not isinstance(told, list | tuple) or len(told) > MOST_CRITERIA:
        raise BadRubric(why=f"paling banyak {MOST_CRITERIA} kriteria")
    rubric = tuple(_read(item) for item in told) or DEFAULT_RUBRIC
    if len({criterion.key for criterion in rubric}) != len(rubric):
        raise BadRubric(why="ada kriteria yang tertulis dua kali")
    return rubric


def rubric_data(rubric: Iterable[Criterion]) -> list[dict[str, Any]]:
    """Return a rubric as it is stored; `read_rubric` reads it back."""
    return [{"key": c.key, "label": c.label, "help": c.help, "weight": c.weight} for c in rubric]


def read_points(
    *, rubric: Sequence[Criterion], points: Mapping[str, Any], is_done: bool
) -> dict[str, int]:
    """Return the steps chosen so far, 0..4 by criterion; all of them when the reading is done.

    Raises: BadPoints for a step that does not exist, or a criterion left out at the end.
    """
    known = {criterion.key for criterion in rubric}
    if not set(points) <= known:
        raise BadPoints(why="ada kriteria yang tidak dikenal")
    for step in points.values():
        if not isinstance(step, int) or isinstance(step, bool) or not 0 <= step <= MOST:
            raise BadPoints(why="ada langkah yang tidak dikenal")
    missing = [criterion.label for criterion in rubric if criterion.key not in points]
    if is_done and missing:
        raise BadPoints(why=f"belum dinilai: {', '.join(missing)}")
    return {criterion.key: points[criterion.key] for criterion in rubric if criterion.key in points}


def total_points(*, rubric: Sequence[Criterion], points: Mapping[str, int]) -> float:
    """Return the weighted total of a finished reading, 0..100.

    >>> total_points(rubric=DEFAULT_RUBRIC, points={c.key: 3 for c in DEFAULT_RUBRIC})
    75.0
    """
    whole = sum(criterion.weight for criterion in rubric) * MOST
    told = sum(criterion.weight * points[criterion.key] for criterion in rubric)
    return round(100 * told / whole, 6)


def _read(item: Mapping[str, Any]) -> Criterion:
    try:
        criterion = Criterion(item["key"], item["label"], item.get("help", ""), item["weight"])
    except (KeyError, TypeError, AttributeError) as error:
        raise BadRubric(why="ada bagian yang hilang") from error
    texts = (criterion.key, criterion.label, criterion.help)
    if not all(isinstance(text, str) for text in texts) or not criterion.label.strip():
        raise BadRubric(why="setiap kriteria butuh nama")
    if not criterion.key.isascii() or not criterion.key.replace("_", "").isalnum():
        raise BadRubric(why=f"kunci “{criterion.key[:40]}” bukan huruf dan angka")
    lengths = (LONGEST_KEY, LONGEST_LABEL, LONGEST_HELP)
    if any(len(text) > most for text, most in zip(texts, lengths, strict=True)):
        raise BadRubric(why="ada tulisan yang terlalu panjang")
    if not isinstance(criterion.weight, int) or not 1 <= criterion.weight <= 100:  # noqa: PLR2004
        raise BadRubric(why="bobot antara 1 dan 100")
    return criterion
