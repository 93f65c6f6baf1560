import pytest

from laju.apps.skills import actions
from laju.apps.skills.actions import (
    AlreadyRated,
    HasCertificate,
    NotEnough,
    NotInSample,
    NotProven,
    NotValid,
    ReasonMissing,
    answer_check,
    check_tasks,
    issue_certificate,
    rate_task,
    revoke_certificate,
    say_name,
    signer,
)
from laju.apps.skills.models import Certificate, Progress, Rating
from laju.core.skills import NEEDED, Level, lesson_by_key, load_lessons
from laju.engines.certificates import read_credential
from tests import factories

BASE = "https://laju.example"


@pytest.fixture(autouse=True)
def own_key(settings, tmp_path):
    settings.CERTIFICATE_KEY = tmp_path / "certificates.pem"


@pytest.fixture
def row(medan):
    return factories.ParticipantFactory(
        application__business__region=medan,
        application__business__name="Keripik Bu Ani",
        application__business__owner__name="Ani Contoh",
    )


@pytest.fixture
def owner(db):
    return factories.UserFactory(role="OWNER")


@pytest.fixture
def helper(db):
    return factories.UserFactory(role="FACILITATOR")


@pytest.fixture
def officer(db):
    return factories.UserFactory(role="AGENCY")


def prove(row, at, count=NEEDED):
    for lesson in load_lessons()[:count]:
        Progress.objects.create(
            participant=row, lesson=lesson.key, proven_at=at, evidence="dilihat", level=Level.CAN
        )


def right(key):
    return [question.right for question in lesson_by_key(key).questions]


def test_what_is_known_stays_known(row, owner, at):
    assert not answer_check(participant=row, lesson="foto", answers=[2, 2, 2], by=owner, at=at)
    assert answer_check(participant=row, lesson="foto", answers=right("foto"), by=owner, at=at)
    assert not answer_check(participant=row, lesson="foto", answers=[2, 2, 2], by=owner, at=at)
    [progress] = Progress.objects.all()
    assert (progress.tries, progress.level, progress.known_at) == (3, Level.KNOWS, at)


def test_tasks_are_found_done_once_and_stay_done(row, owner, at):
    factories.SiteFactory(participant=row)
    assert check_tasks(participants=[row], by=owner, at=at) >= 1
    progress = Progress.objects.get(lesson="tayang")
    assert progress.level == Level.CAN and "tayang" in progress.evidence
    assert check_tasks(participants=[row], by=owner, at=at) == 0
    from laju.apps.publishing.models import Site

    Site.objects.update(status="DOWN")
    check_tasks(participants=[row], by=owner, at=at)
    progress.refresh_from_db()
    assert progress.proven_at == at


def test_a_rating_needs_a_proof_and_is_given_once(row, helper, at):
    with pytest.raises(NotProven):
        rate_task(participant=row, lesson="foto", is_able=True, by=helper, at=at)
    prove(row, at)
    rate_task(participant=row, lesson="foto", is_able=True, note=" lihat ", by=helper, at=at)
    assert Progress.objects.get(lesson="foto").level == Level.MASTERS
    with pytest.raises(AlreadyRated):
        rate_task(participant=row, lesson="foto", is_able=False, by=helper, at=at)


def test_only_the_sample_is_rated_twice_and_a_no_lowers_the_level(row, helper, at, monkeypatch):
    prove(row, at)
    other = factories.UserFactory(role="FACILITATOR")
    rate_task(participant=row, lesson="foto", is_able=True, by=helper, at=at)
    monkeypatch.setattr(actions, "is_double_rated", lambda **_: False)
    with pytest.raises(NotInSample):
        rate_task(participant=row, lesson="foto", is_able=False, by=other, at=at)
    monkeypatch.setattr(actions, "is_double_rated", lambda **_: True)
    rate_task(participant=row, lesson="foto", is_able=False, by=other, at=at)
    assert Progress.objects.get(lesson="foto").level == Level.CAN and Rating.objects.count() == 2


def test_a_certificate_says_what_was_proven_and_can_be_checked(row, officer, at):
    prove(row, at)
    made = issue_certificate(participant=row, base_url=BASE, by=officer, at=at)
    assert made.holder == "Keripik Bu Ani" and len(made.lessons) == NEEDED
    told = read_credential(made.token, jwk=signer().public_jwk)
    assert told["id"] == f"{BASE}/sertifikat/{made.code}/" and len(told["evidence"]) == NEEDED
    assert "Ani Contoh" not in made.token and "BNSP" in str(told)


def test_the_owners_name_stands_on_it_only_when_allowed(row, officer, owner, at):
    prove(row, at)
    say_name(participant=row, is_agreed=True, by=owner, at=at)
    made = issue_certificate(participant=row, base_url=BASE, by=officer, at=at)
    assert made.holder == "Ani Contoh"
    revoke_certificate(certificate=made, reason="Ganti nama", by=officer, at=at)
    say_name(participant=row, is_agreed=False, by=owner, at=at)
    again = issue_certificate(participant=row, base_url=BASE, by=officer, at=at)
    assert again.holder == "Keripik Bu Ani" and again.index == made.index + 1


def test_one_valid_certificate_at_a_time_and_enough_proofs_first(row, officer, at):
    prove(row, at, NEEDED - 1)
    with pytest.raises(NotEnough):
        issue_certificate(participant=row, base_url=BASE, by=officer, at=at)
    Progress.objects.create(participant=row, lesson="izin", proven_at=at, level=Level.CAN)
    made = issue_certificate(participant=row, base_url=BASE, by=officer, at=at)
    with pytest.raises(HasCertificate):
        issue_certificate(participant=row, base_url=BASE, by=officer, at=at)
    with pytest.raises(ReasonMissing):
        revoke_certificate(certificate=made, reason=" ", by=officer, at=at)
    revoke_certificate(certificate=made, reason="Salah orang", by=officer, at=at)
    with pytest.raises(NotValid):
        revoke_certificate(certificate=made, reason="Lagi", by=officer, at=at)
    assert Certificate.objects.get().reason == "Salah orang"
