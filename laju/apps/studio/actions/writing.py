"""Words of an outside writer: kept as a draft that a person still has to approve."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from laju.apps.accounts.models import User
from laju.apps.ledger.recording import action
from laju.apps.programme.models import Participant
from laju.apps.studio.actions.contents import DraftMoved
from laju.apps.studio.actions.drafts import TooLong, UnbackedWords
from laju.apps.studio.actions.versions import locked, profile_now, settle
from laju.apps.studio.models import Version
from laju.core.claims import check_written
from laju.core.drafts import limit_of


@action
def propose_words(
    *, participant: Participant, base: int, texts: Mapping[str, str], by: User, at: datetime
) -> Version:
    """Keep a writer's words as a new version; words that people wrote stay as they are.

    base: number of the version the writer was told of. texts: words by name (core.drafts).
    Nothing of it is published before somebody approves the version.
    Raises: DraftMoved, UnbackedWords, TooLong, NothingComposed.
    """
    content = locked(participant)
    head = content.head
    assert head is not None
    if head.number != base:
        raise DraftMoved
    profile = profile_now(participant, on=timezone.localdate(at))
    for name, words in texts.items():
        if len(words) > limit_of(name):
            raise TooLong(length=len(words), limit=limit_of(name))
        for found in check_written(text=words, profile=profile, on=timezone.localdate(at)):
            raise UnbackedWords(words=found.words, reason=found.reason, advice=found.remedy)
    return settle(
        content,
        kind=Version.Kind.WRITTEN,
        edits={**texts, **head.edits},
        design=head.design,
        by=by,
        at=at,
    )
