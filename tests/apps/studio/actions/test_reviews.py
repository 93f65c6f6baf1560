"""The owner answers by a link: once, in time, and to what was shown."""

from datetime import timedelta

import pytest

from laju.apps.accounts.queries import system_user
from laju.apps.ledger.models import Entry
from laju.apps.ledger.recording import NotAllowed
from laju.apps.studio.actions import (
    answer_review,
    compose_contents,
    gather_facts,
    open_review,
    save_draft,
    send_review,
)
from laju.apps.studio.actions.contents import DraftMoved
from laju.apps.studio.actions.reviews import (
    BY_LINK,
    DAYS,
    NoWordsOfChange,
    ReviewAnswered,
    ReviewOver,
)
from laju.apps.studio.actions.versions import NothingComposed
from laju.apps.studio.models import Content
from tests.factories import ParticipantFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def participant(agency, at):
    participant = ParticipantFactory()
    gather_facts(cohort=participant.application.cohort, by=agency, at=at)
    compose_contents(cohort=participant.application.cohort, by=agency, at=at)
    return participant


@pytest.fixture
def review(participant, facilitator, at):
    return send_review(participant=participant, by=facilitator, at=at)


def answer(review, at, **more):
    told = {"sha256": Content.objects.get().head.sha256, "is_approved": True, "note": ""}
    return answer_review(review=review, by=system_user(), at=at, **(told | more))


def test_saying_yes_approves_what_was_shown(review, at):
    open_review(review=review, by=system_user(), at=at + HOUR)
    told = answer(review, at + 2 * HOUR)
    content = Content.objects.get()
    review.refresh_from_db()
    assert (content.status, content.decided_by) == (Content.Status.APPROVED, BY_LINK)
    assert content.approved.sha256 == told
    assert (review.answer, review.version, review.opened_at) == (
        "APPROVED",
        content.head,
        at + HOUR,
    )
    entries = Entry.objects.filter(subject=f"studio.review:{review.pk}")
    assert list(entries.values_list("action", "result")) == [
        ("studio.open_review", "None"),
        ("studio.answer_review", told),
    ]


def test_words_of_change_reach_the_facilitator(review, at):
    with pytest.raises(NoWordsOfChange):
        answer(review, at, is_approved=False, note="  ")
    answer(review, at, is_approved=False, note="Harga salah " + "x" * 400)
    content = Content.objects.get()
    assert (content.status, content.note[:11]) == (Content.Status.HELD, "Harga salah")


def test_a_link_is_answered_once(review, at):
    answer(review, at)
    with pytest.raises(ReviewAnswered):
        answer(review, at, is_approved=False, note="Berubah pikiran")
    assert Content.objects.get().status == Content.Status.APPROVED


def test_a_link_is_good_for_some_days(review, at):
    with pytest.raises(ReviewOver):
        answer(review, at + timedelta(days=DAYS))
    assert Content.objects.get().status == Content.Status.READY


def test_a_new_link_ends_the_one_before(review, participant, facilitator, at):
    again = send_review(participant=participant, by=facilitator, at=at + HOUR)
    review.refresh_from_db()
    with pytest.raises(ReviewOver):
        answer(review, at + 2 * HOUR)
    answer(again, at + 2 * HOUR)


def test_nobody_says_yes_to_what_they_have_not_seen(review, participant, facilitator, at):
    seen = Content.objects.get().head.sha256
    save_draft(
        participant=participant,
        base=1,
        edits={"headline": "Keripik lain"},
        design={},
        products=[p["key"] for p in Content.objects.get().profile["products"]],
        by=facilitator,
        at=at + HOUR,
    )
    with pytest.raises(DraftMoved):
        answer(review, at + 2 * HOUR, sha256=seen)
    with pytest.raises(DraftMoved):
        answer(review, at + 2 * HOUR, sha256=seen, is_approved=False, note="Salah")
    answer(review, at + 3 * HOUR)


def test_a_page_held_already_takes_further_words(review, participant, facilitator, at):
    answer(review, at, is_approved=False, note="Harga salah")
    again = send_review(participant=participant, by=facilitator, at=at + HOUR)
    answer(again, at + 2 * HOUR, is_approved=False, note="Alamat juga salah")
    assert Content.objects.get().note == "Alamat juga salah"


def test_links_are_made_for_pages_that_are_there_by_those_who_help(
    participant, owner, assessor, facilitator, at
):
    for person in (owner, assessor):
        with pytest.raises(NotAllowed):
            send_review(participant=participant, by=person, at=at)
    with pytest.raises(NothingComposed):
        send_review(participant=ParticipantFactory(), by=facilitator, at=at)
