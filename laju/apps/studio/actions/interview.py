"""The facts interview: one question, what was said, and who confirmed it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.programme.models import Participant
from laju.apps.studio.actions.facts import confirmation, write_facts
from laju.apps.studio.models import Fact, InterviewStep
from laju.core.errors import DomainError
from laju.core.interview import QUESTIONS


class UnknownQuestion(DomainError):
    message = "Pertanyaan {question} tidak ada dalam wawancara."
    remedy = "Kembali ke daftar pertanyaan, lalu pilih salah satu."
    status = 404


@action
def answer_question(
    *,
    participant: Participant,
    question: str,
    facts: Mapping[str, Any],
    products: Sequence[Mapping[str, Any]] | None = None,
    confirmed: Sequence[str] = (),
    is_skipped: bool = False,
    by: User,
    at: datetime,
) -> int:
    """Write down the answer to one question of the interview, and that it was answered.

    facts: what reads differently now, as studio.record_facts takes it; products likewise.
    confirmed: facts that stand as they are, because a person looked at them and said so.
    is_skipped: nothing is written but that the question was passed over for now.
    Returns: number of facts that changed.
    Raises: UnknownQuestion, UnknownFact, BadFact and what studio.record_facts raises.
    """
    if question not in QUESTIONS:
        raise UnknownQuestion(question=question)
    business = participant.application.business
    changed = 0
    if not is_skipped:
        changed = write_facts(participant, facts, products, by, at)
        _confirm(business.pk, confirmed, by, at)
    outcome = InterviewStep.Outcome.SKIPPED if is_skipped else InterviewStep.Outcome.TOLD
    InterviewStep.objects.update_or_create(
        business=business,
        question=question,
        defaults={"outcome": outcome, "by": by.username, "at": at},
    )
    return changed


def _confirm(business: int, names: Sequence[str], by: User, at: datetime) -> None:
    """Note who confirmed facts that stand; the first to say so is remembered."""
    told = confirmation(by, at)
    if told and names:
        Fact.objects.filter(
            business=business, name__in=names, is_current=True, confirmed_at=None
        ).update(**told)
