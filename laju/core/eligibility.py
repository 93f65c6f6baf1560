"""Who may take part: rules kept as data, and the answer for one applicant in plain words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from laju.core.errors import DomainError
from laju.core.notation import format_count, format_rupiah

MOST_RULES = 20
MOST_NUMBER = 10**15
SIZES = {"MICRO": "mikro", "SMALL": "kecil", "MEDIUM": "menengah", "LARGE": "besar"}


class BadRule(DomainError):
    message = "Syarat peserta tidak dapat dibaca: {why}."
    remedy = "Perbaiki syarat itu, lalu simpan lagi."
    status = 422


class RuleKind(StrEnum):
    """What a rule asks; each is published with its sentence before applications open."""

    SIZE = "SIZE"  # values: size classes of PP 7/2021
    SECTOR = "SECTOR"  # values: sectors that may take part
    NIB = "NIB"
    MIN_YEARS = "MIN_YEARS"  # number: years since the business began
    MAX_SALES = "MAX_SALES"  # number: rupiah a year
    REACHABLE = "REACHABLE"
    NEW = "NEW"  # took part in no cohort before
    ONE_PER_OWNER = "ONE_PER_OWNER"


class Answer(StrEnum):
    """What the data say; UNKNOWN is not a no: a person looks at it."""

    YES = "YES"
    NO = "NO"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Rule:
    """One condition: `values` for SIZE and SECTOR, `number` for MIN_YEARS and MAX_SALES."""

    kind: RuleKind
    values: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the rules look at; "" and None mean: not known."""

    year: int  # of the cohort
    size: str = ""
    sector: str = ""
    has_nib: bool = False
    founded_year: int | None = None
    sales_rupiah: int | None = None
    is_reachable: bool = False
    was_participant: bool = False
    other_applications: int = 0  # of the same owner to the same cohort, entered earlier


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule beside the answer and the reason as a sentence."""

    kind: RuleKind
    answer: Answer
    sentence: str


@dataclass(frozen=True, slots=True)
class Eligibility:
    """NO if any rule says no, else UNKNOWN if any is not known, else YES."""

    answer: Answer
    findings: tuple[Finding, ...]


DEFAULT_RULES: tuple[Rule, ...] = (
    Rule(RuleKind.SIZE, values=("MICRO", "SMALL")),
    Rule(RuleKind.REACHABLE),
    Rule(RuleKind.NEW),
    Rule(RuleKind.ONE_PER_OWNER),
)


def read_rules(told: Sequence[Mapping[str, Any]]) -> tuple[Rule, ...]:
    """Read rules from stored data. Raises: BadRule.

    >>> read_rules([{"kind": "MIN_YEARS", "number": 1}])[0].number
    1
    """
    if not isinstance(told, list | tuple) or len(told) > MOST_RULES:
        raise BadRule(why=f"paling banyak {MOST_RULES} syarat")
    rules = tuple(_read(item) for item in told)
    if len({rule.kind for rule in rules}) != len(rules):
        raise BadRule(why="ada syarat yang tertulis dua kali")
    return rules


def rules_data(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    """Return rules as they are stored; `read_rules` reads them back."""
    return [
        {"kind": str(rule.kind)}
        | ({"values": list(rule.values)} if rule.values else {})
        | ({"number": rule.number} if rule.number else {})
        for rule in rules
    ]


def rule_sentence(rule: Rule) -> str:
    """Say a rule as it is published.

    >>> rule_sentence(Rule(RuleKind.MIN_YEARS, number=1))
    'Usaha sudah berjalan paling sedikit 1 tahun.'
    """
    number = format_count(rule.number)
    sizes = " atau ".join(SIZES.get(value, value) for value in rule.values)
    return {
        RuleKind.SIZE: f"Usaha berskala {sizes}.",
        RuleKind.SECTOR: f"Bidang usaha: {', '.join(rule.values)}.",
        RuleKind.NIB: "Usaha punya Nomor Induk Berusaha (NIB).",
        RuleKind.MIN_YEARS: f"Usaha sudah berjalan paling sedikit {number} tahun.",
        RuleKind.MAX_SALES: f"Penjualan setahun paling banyak {format_rupiah(rule.number)}.",
        RuleKind.REACHABLE: "Ada nomor telepon yang dapat dihubungi.",
        RuleKind.NEW: "Usaha belum pernah menjadi peserta angkatan lain.",
        RuleKind.ONE_PER_OWNER: "Satu pemilik mendaftarkan satu usaha.",
    }[rule.kind]


def check_eligibility(*, candidate: Candidate, rules: Iterable[Rule]) -> Eligibility:
    """Answer every rule for one applicant, with the reason in words.

    >>> told = check_eligibility(
    ...     candidate=Candidate(year=2027, size="LARGE"),
    ...     rules=[Rule(RuleKind.SIZE, values=("MICRO",))])
    >>> told.answer.value, told.findings[0].sentence
    ('NO', 'Skala usaha besar; yang dapat ikut: mikro.')
    """
    findings = tuple(
        Finding(rule.kind, *_CHECKS[rule.kind](candidate, rule))
        for rule in sorted(rules, key=lambda rule: rule.kind)
    )
    answers = {finding.answer for finding in findings}
    worst = next((a for a in (Answer.NO, Answer.UNKNOWN) if a in answers), Answer.YES)
    return Eligibility(worst, findings)


Told = tuple[Answer, str]


def _size(candidate: Candidate, rule: Rule) -> Told:
    wanted = " atau ".join(SIZES.get(value, value) for value in rule.values)
    if not candidate.size:
        return Answer.UNKNOWN, f"Skala usaha belum diketahui; yang dapat ikut: {wanted}."
    size = SIZES.get(candidate.size, candidate.size)
    if candidate.size in rule.values:
        return Answer.YES, f"Skala usaha {size}."
    return Answer.NO, f"Skala usaha {size}; yang dapat ikut: {wanted}."


def _sector(candidate: Candidate, rule: Rule) -> Told:
    if not candidate.sector or candidate.sector == "OTHER":
        return Answer.UNKNOWN, "Bidang usaha belum diketahui."
    if candidate.sector in rule.values:
        return Answer.YES, "Bidang usaha termasuk yang dapat ikut."
    return Answer.NO, "Bidang usaha ini tidak termasuk yang dapat ikut."


def _nib(candidate: Candidate, rule: Rule) -> Told:
    del rule
    if candidate.has_nib:
        return Answer.YES, "NIB sudah tercatat."
    return Answer.UNKNOWN, "NIB belum tercatat; minta pemilik menunjukkannya."


def _min_years(candidate: Candidate, rule: Rule) -> Told:
    if candidate.founded_year is None:
        return Answer.UNKNOWN, "Tahun berdiri belum diketahui."
    years = candidate.year - candidate.founded_year
    if years < 0:
        return Answer.UNKNOWN, f"Tahun berdiri {candidate.founded_year} belum lewat."
    if years >= rule.number:
        return Answer.YES, f"Usaha berjalan {format_count(years)} tahun."
    return Answer.NO, (
        f"Usaha baru berjalan {format_count(years)} tahun; "
        f"syaratnya {format_count(rule.number)} tahun."
    )


def _max_sales(candidate: Candidate, rule: Rule) -> Told:
    if candidate.sales_rupiah is None:
        return Answer.UNKNOWN, "Penjualan setahun belum diketahui."
    sales, most = format_rupiah(candidate.sales_rupiah), format_rupiah(rule.number)
    if candidate.sales_rupiah <= rule.number:
        return Answer.YES, f"Penjualan {sales} setahun, tidak lewat {most}."
    return Answer.NO, f"Penjualan {sales} setahun; paling banyak {most}."


def _reachable(candidate: Candidate, rule: Rule) -> Told:
    del rule
    if candidate.is_reachable:
        return Answer.YES, "Ada nomor telepon."
    return Answer.UNKNOWN, "Belum ada nomor telepon; cari lewat kantor desa atau pendamping."


def _new(candidate: Candidate, rule: Rule) -> Told:
    del rule
    if candidate.was_participant:
        return Answer.NO, "Usaha ini sudah menjadi peserta angkatan lain."
    return Answer.YES, "Belum pernah menjadi peserta."


def _one_per_owner(candidate: Candidate, rule: Rule) -> Told:
    del rule
    if candidate.other_applications:
        return Answer.NO, "Pemilik yang sama sudah mendaftarkan usaha lain lebih dahulu."
    return Answer.YES, "Satu-satunya usaha pemilik ini pada angkatan ini."


_CHECKS: Mapping[RuleKind, Callable[[Candidate, Rule], Told]] = {
    RuleKind.SIZE: _size,
    RuleKind.SECTOR: _sector,
    RuleKind.NIB: _nib,
    RuleKind.MIN_YEARS: _min_years,
    RuleKind.MAX_SALES: _max_sales,
    RuleKind.REACHABLE: _reachable,
    RuleKind.NEW: _new,
    RuleKind.ONE_PER_OWNER: _one_per_owner,
}


def _read(item: Mapping[str, Any]) -> Rule:
    kind = item.get("kind") if isinstance(item, Mapping) else None
    if kind not in set(RuleKind):
        raise BadRule(why=f"jenis “{str(kind)[:40]}” tidak dikenal")
    values, number = item.get("values", []), item.get("number", 0)
    if not isinstance(values, list | tuple) or not all(isinstance(v, str) for v in values):
        raise BadRule(why="pilihannya harus berupa daftar kata")
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= MOST_NUMBER:
        raise BadRule(why="angkanya tidak masuk akal")
    rule = Rule(RuleKind(str(kind)), tuple(values), number)
    if rule.kind in {RuleKind.SIZE, RuleKind.SECTOR} and not rule.values:
        raise BadRule(why="pilih sedikitnya satu")
    if rule.kind is RuleKind.SIZE and not set(rule.values) <= set(SIZES):
        raise BadRule(why="ada skala usaha yang tidak dikenal")
    if rule.kind in {RuleKind.MIN_YEARS, RuleKind.MAX_SALES} and not rule.number:
        raise BadRule(why="angkanya belum diisi")
    return rule
