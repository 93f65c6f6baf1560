"""One permission, one transaction, one line."""

import pytest

from laju.apps.accounts.models import Role
from laju.apps.accounts.rules import MAY
from laju.apps.ledger.models import Entry, Secret
from laju.apps.ledger.recording import ACTIONS, NotAllowed, _digest, action
from laju.apps.programme.actions import open_cohort, submit_application
from laju.apps.programme.actions.cohorts import CohortExists
from laju.apps.programme.models import Application, Cohort
from laju.apps.registry.actions import record_business
from laju.apps.studio.actions import record_facts
from tests.factories import BusinessFactory, CohortFactory, ParticipantFactory, UserFactory


def open_one(by, at, area, **more):
    return open_cohort(year=2027, area=area, seats=10, by=by, at=at, **more)


def test_an_action_leaves_one_line(agency, north_sumatra, at):
    cohort = open_one(agency, at, north_sumatra)
    entry = Entry.objects.get()
    assert (entry.action, entry.by, entry.at) == ("programme.open_cohort", "dinas", at)
    assert entry.result == f"programme.cohort:{cohort.pk}"
    assert entry.subject == "regions.region:12"  # the first stored thing it was given


def test_an_action_that_fails_leaves_nothing(agency, north_sumatra, at):
    CohortFactory(year=2027)
    with pytest.raises(CohortExists):
        open_one(agency, at, north_sumatra)
    assert Entry.objects.count() == 0


def test_an_action_that_breaks_halfway_leaves_nothing(agency, north_sumatra, at):
    """What was written before the break is taken back with it."""

    def break_halfway(*, by, at):
        Cohort.objects.create(year=2031, area=north_sumatra, seats=1)
        raise ZeroDivisionError

    break_halfway.__module__ = "laju.apps.programme.actions"
    break_halfway.__name__ = "open_cohort"
    kept = ACTIONS["programme.open_cohort"]
    try:
        with pytest.raises(ZeroDivisionError):
            action(break_halfway)(by=agency, at=at)
    finally:
        ACTIONS["programme.open_cohort"] = kept
    assert (Cohort.objects.count(), Entry.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (role, name)
        for role in [*Role.values, ""]
        for name in sorted(ACTIONS)
        if name not in MAY.get(role, frozenset())
    ],
)
def test_every_action_refuses_a_role_without_the_right(db, at, role, name):
    with pytest.raises(NotAllowed):
        ACTIONS[name](by=UserFactory.build(username="siapa", role=role), at=at)
    assert Entry.objects.count() == 0


def hash_of(facts, participant, agency, at):
    record_facts(participant=participant, facts=facts, by=agency, at=at)
    return Entry.objects.latest("pk").inputs_sha256


def test_the_hash_of_inputs_is_stable(agency, at):
    participant = ParticipantFactory()
    told = {"activity": "Keripik", "address": "Jalan Contoh 1"}
    first = hash_of(told, participant, agency, at)
    assert hash_of(dict(reversed(told.items())), participant, agency, at) == first
    assert hash_of({**told, "address": "Jalan Contoh 2"}, participant, agency, at) != first
    mixed = {"activity": "Keripik, address: Jalan Contoh 1", "address": ""}
    assert hash_of(mixed, participant, agency, at) != first


def test_the_hash_of_inputs_sees_the_last_of_many(agency, at):
    cohort = CohortFactory()

    def digest(keys):
        return _digest({"cohort": cohort, "keys": keys}, key=b"")

    assert digest(list(range(5000))) != digest([*range(4999), 1])
    assert digest({"a", "b", "c", "d"}) == digest({"d", "c", "b", "a"})


def test_no_personal_data_stands_in_the_ledger(agency, north_sumatra, at):
    business = BusinessFactory(owner__nik="1271010101800001", owner__name="Siti Rahasia")
    cohort = CohortFactory(area=north_sumatra)
    submit_application(cohort=cohort, business=business, by=agency, at=at)
    participant = ParticipantFactory(application=Application.objects.get())
    record_facts(
        participant=participant,
        facts={"phone": "+6281000000777", "owner_name": "Siti Rahasia"},
        products=[{"name": "Rendang Siti", "price_rupiah": 1}],
        by=agency,
        at=at,
    )
    columns = Entry.objects.values_list("action", "by", "inputs_sha256", "subject", "result")
    told = " ".join(" ".join(row) for row in columns)
    secrets = [
        "1271010101800001",
        business.owner.phone,
        "81000000777",
        "Siti",
        business.name,
        "Rendang",
    ]
    assert columns.count() == 2
    assert [secret for secret in secrets if secret in told] == []


def test_a_short_input_cannot_be_guessed_from_its_hash(agency, at):
    """The hash is keyed, one key per business; without the key nothing tells what was hashed."""
    participant = ParticipantFactory()
    told = {"phone": "+6281000000777"}
    kept = hash_of(told, participant, agency, at)
    subject = Entry.objects.latest("pk").subject
    inputs = {"participant": participant, "facts": told}
    secret = Secret.objects.get(subject=subject)
    assert _digest(inputs, key=bytes(secret.key)) == kept
    assert _digest(inputs, key=b"") != kept
    secret.delete()
    assert hash_of(told, participant, agency, at) != kept


def test_what_tells_of_nobody_has_no_key(agency, north_sumatra, at):
    open_one(agency, at, north_sumatra)
    assert not Secret.objects.exists()


def test_a_business_entered_is_the_subject_of_its_line(agency, at, medan):
    values = {"name": "Keripik Contoh", "region": medan.name, "phone": "081200000001"}
    record_business(values=values, area="12", by=agency, at=at)
    entry = Entry.objects.get(action="registry.record_business")
    assert entry.subject.startswith("registry.business:")
    assert Secret.objects.filter(subject=entry.subject).exists()
