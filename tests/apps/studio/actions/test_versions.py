"""How a state is put together: same facts, same hash; what counts is put on top."""

from datetime import timedelta

from laju.apps.studio.actions.versions import (
    digest_of_profile,
    draw_up,
    locked,
    next_number,
    profile_now,
    put_on_top,
    version_of_old,
)
from laju.apps.studio.models import Content, Version
from laju.apps.studio.queries import (
    contents_with_heads,
    last_numbers,
    version_by_number,
    versions_of,
)
from tests.factories import ContentFactory, ParticipantFactory

HOUR = timedelta(hours=1)


def drawn(participant, by, at, **more):
    told = {"number": 1, "parent": None, "kind": "COMPOSED", "edits": {}, "design": {}}
    version, texts = draw_up(
        participant=participant,
        profile=profile_now(participant, on=at.date()),
        by=by,
        at=at,
        **(told | more),
    )
    return version, texts


def test_draw_up_hashes_the_state_and_not_the_writer(agency, owner, at):
    participant = ParticipantFactory()
    one, _ = drawn(participant, agency, at)
    two, _ = drawn(participant, owner, at + HOUR, number=7)
    assert one.sha256 == two.sha256
    other, texts = drawn(participant, owner, at, edits={"offer": "Pesan sekarang"})
    assert other.sha256 != one.sha256
    assert (other.is_edited, texts.offer.text) == (True, "Pesan sekarang")
    assert drawn(participant, owner, at, design={"theme": "shop"})[0].sha256 != one.sha256


def test_draw_up_leaves_out_what_no_fact_backs(owner, at):
    version, texts = drawn(ParticipantFactory(), owner, at, edits={"offer": "Terbaik di dunia"})
    assert (version.dropped, version.edits, version.is_edited) == (["offer"], {}, False)
    assert "Terbaik" not in texts.offer.text


def test_locked_gives_old_content_its_first_version(db, at):
    content = ContentFactory(composed_at=at, version=4)
    kept = locked(content.participant)
    assert (kept.head.number, kept.head.kind, kept.head.made_at) == (4, "COMPOSED", at)
    assert locked(content.participant).head == kept.head
    assert next_number(content.participant) == 5
    assert last_numbers(participants=[content.participant]) == {content.participant_id: 4}
    assert version_of_old(content).sha256 == kept.head.sha256


def test_put_on_top_composes_captions_anew(owner, at):
    content = ContentFactory(composed_at=at)
    version, _ = drawn(content.participant, owner, at, number=2)
    version.save()
    put_on_top(content, version, texts=None, at=at + HOUR)
    [kept] = contents_with_heads(participants=[content.participant])
    assert (kept.head, kept.version, kept.composed_at) == (version, 2, at + HOUR)
    assert kept.texts["captions"]
    assert kept.profile_sha256 == digest_of_profile(version.profile)


def test_versions_belong_to_one_participant(owner, at):
    one, other = ParticipantFactory(), ParticipantFactory()
    version, _ = drawn(one, owner, at)
    version.save()
    assert version_by_number(participant=one, number=1) == version
    assert version_by_number(participant=other, number=1) is None
    assert list(versions_of(participant=other)) == []
    assert Content.objects.count() == 0
    assert Version.objects.get().made_by == owner.username
