"""The twelve questions in their order, each with the facts it asks for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `facts` are fields of core.profile.Profile."""

    key: str
    facts: tuple[str, ...]


_ASKED = (
    Question("usaha", ("name", "activity")),
    Question("barang", ("products",)),
    Question("bahan", ("materials", "making")),
    Question("guna", ("uses",)),
    Question("awal", ("founded_year", "story")),
    Question("orang", ("employees", "owner_name")),
    Question("tempat", ("address", "village_name", "landmark")),
    Question("jam", ("hours",)),
    Question("pesan", ("phone", "lead_days")),
    Question("antar", ("delivery", "payments")),
    Question("izin", ("permits",)),
    Question("gaya", ("tone", "channels", "photo")),
)
QUESTIONS: Mapping[str, Question] = {question.key: question for question in _ASKED}


def next_question(*, dealt_with: Collection[str], after: str = "") -> str:
    """Return the key of the next open question behind `after`, from the start again; "" when none.

    >>> next_question(dealt_with={"usaha"}), next_question(dealt_with=set(), after="gaya")
    ('barang', 'usaha')
    >>> next_question(dealt_with=set(QUESTIONS))
    ''
    """
    keys = list(QUESTIONS)
    start = keys.index(after) + 1 if after in QUESTIONS else 0
    ordered = [*keys[start:], *keys[:start]]
    return next((key for key in ordered if key not in dealt_with), "")


def question_of_fact(*, name: str) -> str:
    """Return the key of the question that asks for a fact; "" when none does."""
    return next((key for key, question in QUESTIONS.items() if name in question.facts), "")
