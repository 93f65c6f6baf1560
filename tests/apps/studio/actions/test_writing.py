"""Words of a writer are a draft: people's words stay, and nothing goes out unapproved."""

from datetime import timedelta

import pytest

from laju.apps.ledger.models import Entry
from laju.apps.ledger.recording import NotAllowed
from laju.apps.studio.actions import (
    approve_content,
    compose_contents,
    gather_facts,
    propose_words,
    save_draft,
)
from laju.apps.studio.actions.contents import DraftMoved
from laju.apps.studio.actions.drafts import TooLong, UnbackedWords
from laju.apps.studio.models import Content
from tests.factories import ParticipantFactory

HOUR = timedelta(hours=1)
WORDS = "Kami menjual keripik ubi."


@pytest.fixture
def content(agency, at):
    participant = ParticipantFactory(application__business__products_text="Keripik ubi")
    cohort = participant.application.cohort
    gather_facts(cohort=cohort, by=agency, at=at)
    compose_contents(cohort=cohort, by=agency, at=at)
    return Content.objects.get()


def propose(content, by, at, **more):
    told = {"base": content.version, "texts": {"about": WORDS}} | more
    return propose_words(participant=content.participant, by=by, at=at + HOUR, **told)


def test_propose_words_makes_a_version_that_waits_for_a_person(content, agency, owner, at):
    version = propose(content, agency, at)
    content.refresh_from_db()
    assert (version.kind, version.edits, version.is_edited) == ("WRITTEN", {"about": WORDS}, True)
    assert (content.status, content.approved) == ("READY", None)
    assert Entry.objects.filter(action="studio.propose_words").count() == 1
    approve_content(content=content, by=owner, at=at + 2 * HOUR)
    content.refresh_from_db()
    assert content.approved == version


def test_propose_words_leaves_what_a_person_wrote(content, agency, owner, at):
    said = "Keripik ubi kami bisa dipesan."
    save_draft(
        participant=content.participant,
        base=content.version,
        edits={"about": said},
        design={},
        products=[product["key"] for product in content.profile["products"]],
        by=owner,
        at=at,
    )
    content.refresh_from_db()
    version = propose(content, agency, at, texts={"about": WORDS, "tagline": "Mau keripik ubi?"})
    assert version.edits == {"about": said, "tagline": "Mau keripik ubi?"}


def test_propose_words_never_writes_over_a_draft_made_meanwhile(content, agency, at):
    propose(content, agency, at)
    with pytest.raises(DraftMoved):
        propose(content, agency, at, texts={"tagline": "Mau keripik ubi?"})


@pytest.mark.parametrize("words", ["Keripik ubi terenak.", "Keripik ubi dengan cabai rawit."])
def test_propose_words_reads_the_words_once_more(content, agency, at, words):
    with pytest.raises(UnbackedWords):
        propose(content, agency, at, texts={"about": words})
    with pytest.raises(TooLong):
        propose(content, agency, at, texts={"tagline": "keripik ubi " * 50})


def test_propose_words_is_not_for_owners_and_assessors(content, owner, assessor, at):
    for person in (owner, assessor):
        with pytest.raises(NotAllowed):
            propose(content, person, at)
