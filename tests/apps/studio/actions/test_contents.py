"""Content is composed once, again only when facts changed, and decided on by people."""

from datetime import timedelta

import pytest

from laju.apps.ledger.models import Entry
from laju.apps.ledger.recording import NotAllowed
from laju.apps.studio.actions import (
    approve_content,
    compose_contents,
    gather_facts,
    hold_content,
    record_facts,
)
from laju.apps.studio.actions.contents import NotWaiting
from laju.apps.studio.models import Content
from laju.apps.studio.queries import count_contents_by_status, load_profile, load_texts
from tests.factories import ParticipantFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def participant(agency, at):
    participant = ParticipantFactory()
    gather_facts(cohort=participant.application.cohort, by=agency, at=at)
    return participant


def compose(participant, agency, at, **more):
    return compose_contents(cohort=participant.application.cohort, by=agency, at=at, **more)


def test_compose_contents_writes_once(participant, agency, at):
    assert compose(participant, agency, at) == 1
    content = Content.objects.get()
    assert (content.status, content.version) == (Content.Status.READY, 1)
    assert load_profile(stored=content.profile).name == participant.application.business.name
    assert load_texts(stored=content.texts).headline.text
    assert compose(participant, agency, at + HOUR) == 0


def test_compose_contents_stops_at_its_limit(participant, agency, at):
    cohort = participant.application.cohort
    ParticipantFactory.create_batch(4, application__cohort=cohort)
    gather_facts(cohort=cohort, by=agency, at=at)
    dealt = [compose(participant, agency, at, limit=2) for _ in range(4)]
    assert dealt == [2, 2, 1, 0]


def test_compose_contents_writes_anew_when_facts_changed(participant, agency, owner, at):
    compose(participant, agency, at)
    content = Content.objects.get()
    approve_content(content=content, by=owner, at=at)
    record_facts(participant=participant, facts={"address": "Jalan Baru 1"}, by=owner, at=at + HOUR)
    assert compose(participant, agency, at + 2 * HOUR) == 1
    content.refresh_from_db()
    assert (content.status, content.version) == (Content.Status.READY, 2)
    assert (content.decided_by, content.decided_at) == ("", None)
    assert content.profile["address"] == "Jalan Baru 1"
    assert compose(participant, agency, at + 3 * HOUR) == 0


def test_compose_contents_keeps_a_decision_when_nothing_it_shows_changed(
    participant, agency, owner, at
):
    compose(participant, agency, at)
    content = Content.objects.get()
    approve_content(content=content, by=owner, at=at)
    for step, value in enumerate(["Jalan A", ""], 1):
        record_facts(
            participant=participant, facts={"address": value}, by=owner, at=at + step * HOUR
        )
    assert compose(participant, agency, at + 3 * HOUR) == 1
    content.refresh_from_db()
    assert (content.status, content.version) == (Content.Status.APPROVED, 1)
    assert compose(participant, agency, at + 4 * HOUR) == 0


def test_hold_then_approve_by_whom(participant, agency, owner, facilitator, at):
    compose(participant, agency, at)
    content = Content.objects.get()
    hold_content(content=content, note="Harga salah " + "x" * 500, by=owner, at=at)
    content.refresh_from_db()
    assert (content.status, content.decided_by) == (Content.Status.HELD, "pemilik")
    assert len(content.note) == 300
    assert count_contents_by_status(cohort=participant.application.cohort) == {"HELD": 1}
    approve_content(content=content, by=facilitator, at=at + HOUR)
    content.refresh_from_db()
    assert (content.status, content.decided_by, content.note) == ("APPROVED", "pendamping", "")
    with pytest.raises(NotWaiting, match="disetujui"):
        approve_content(content=content, by=owner, at=at + HOUR)
    told = Entry.objects.filter(subject=f"studio.content:{content.pk}")
    assert list(told.values_list("action", "by")) == [
        ("studio.hold_content", "pemilik"),
        ("studio.approve_content", "pendamping"),
    ]


def test_an_assessor_decides_nothing(participant, agency, assessor, at):
    compose(participant, agency, at)
    with pytest.raises(NotAllowed):
        approve_content(content=Content.objects.get(), by=assessor, at=at)


HOSTILE = ["<script>alert(1)</script>", "{{ 7 * 7 }}", "\u202egnp.exe", "a" * 200, "'\"&;", "\x00x"]


@pytest.mark.parametrize("name", HOSTILE)
def test_compose_contents_takes_any_name(participant, agency, owner, at, name):
    name = name.replace("\x00", "")  # PostgreSQL keeps no NUL; sheets are freed of it on arrival
    record_facts(
        participant=participant,
        facts={"name": name, "activity": name, "address": name},
        products=[{"name": name, "note": name}],
        by=owner,
        at=at,
    )
    assert compose(participant, agency, at + HOUR) == 1
    assert load_profile(stored=Content.objects.get().profile).name == name
