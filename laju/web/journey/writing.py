"""Asks the outside writer for a cohort's sentences, and keeps those the guard lets stand."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from laju.apps.accounts.models import User
from laju.apps.programme.models import Cohort, Participant
from laju.apps.studio.actions import propose_words
from laju.apps.studio.actions.contents import DraftMoved
from laju.apps.studio.actions.drafts import UnbackedWords
from laju.apps.studio.models import Content
from laju.apps.studio.queries import contents_of, load_profile
from laju.connectors.writer import BadAnswer, NoWriter, Writer
from laju.core.errors import DomainError
from laju.core.profile import Profile
from laju.core.writing import facts_told, judge_sentences, texts_wanted

PATIENCE = 3  # so many in a row without an answer, and the writer is gone
Refused = dict[str, tuple[str, ...]]


class NoWriterSet(DomainError):
    message = "Penulis luar belum diatur, jadi tidak ada yang ditanya."
    remedy = (
        "Isi LAJU_WRITER_URL dan LAJU_WRITER_MODEL (lihat docs/guide/operations.md). Tanpa itu, "
        "semua teks disusun Laju dari fakta."
    )


@dataclass(frozen=True, slots=True)
class Written:
    """What came of one participant: names of texts proposed, and why others may not stand."""

    participant: Participant
    proposed: tuple[str, ...]
    refused: Mapping[str, Sequence[str]]


def writer_of_settings() -> Writer:
    """Return the writer of this office. Raises: NoWriterSet, UnsafeWriter."""
    if not (settings.WRITER_URL and settings.WRITER_MODEL):
        raise NoWriterSet
    return Writer(url=settings.WRITER_URL, model=settings.WRITER_MODEL, key=settings.WRITER_KEY)


def contents_awaiting_words(*, cohort: Cohort) -> QuerySet[Content]:
    """Return composed pages that nobody has changed, approved or held."""
    untouched = Q(head=None) | Q(head__is_edited=False)
    return contents_of(cohort=cohort).filter(untouched, status=Content.Status.READY)


def write_texts(
    *, cohort: Cohort, writer: Writer, most: int, by: User, at: Callable[[], datetime]
) -> Iterator[Written]:
    """Ask for one page after the other, each in a transaction of its own; safe to repeat.

    Raises: NoWriter after three pages in a row without an answer.
    """
    silent = 0
    for content in contents_awaiting_words(cohort=cohort)[:most]:
        try:
            yield _write(content, writer, by, at)
        except (NoWriter, BadAnswer) as error:
            silent += 1
            if silent == PATIENCE:
                raise
            yield Written(content.participant, (), {"": (str(error),)})
        else:
            silent = 0


def ask_twice(*, writer: Writer, profile: Profile, on: date) -> tuple[dict[str, str], Refused]:
    """Return the texts that may stand, and the reasons against the others after a second try."""
    facts = facts_told(profile=profile)
    wanted = texts_wanted(profile=profile, changed={})
    kept: dict[str, str] = {}
    refused: Refused = {}
    for _ in range(2):
        open_ = {name: limit for name, limit in wanted.items() if name not in kept}
        if not open_:
            break
        said = writer.ask(facts=facts, wanted=open_, tone=profile.tone, refused=refused)
        refused = {}
        for name, sentences in said.items():
            text, reasons = judge_sentences(name=name, sentences=sentences, profile=profile, on=on)
            if reasons:
                refused[name] = reasons
            elif name in open_:
                kept[name] = text
    return kept, refused


def _write(content: Content, writer: Writer, by: User, at: Callable[[], datetime]) -> Written:
    profile = load_profile(stored=content.profile)
    texts, refused = ask_twice(writer=writer, profile=profile, on=timezone.localdate(at()))
    if texts:
        try:
            propose_words(
                participant=content.participant, base=content.version, texts=texts, by=by, at=at()
            )
        except (DraftMoved, UnbackedWords) as error:  # changed while the writer was thinking
            return Written(content.participant, (), {"": (str(error),)})
    return Written(content.participant, tuple(texts), refused)
