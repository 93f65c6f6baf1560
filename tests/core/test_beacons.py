from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.beacons import QUICKNET, BadBeacon, moment_of, read_beacon, round_at

# Round 1000 of quicknet, as the network published it.
SIGNATURE = (
    "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125"
    "e342b73a8dd2bacbe47e4b6b63ed5e39"
)
RANDOMNESS = "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd"


def test_read_beacon_takes_a_round_of_the_real_network():
    assert read_beacon(signature=SIGNATURE, randomness=RANDOMNESS) == RANDOMNESS
    assert read_beacon(signature=f" {SIGNATURE.upper()}\n") == RANDOMNESS


@pytest.mark.parametrize(
    ("signature", "randomness"),
    [
        (SIGNATURE, RANDOMNESS.replace("f", "e", 1)),
        (SIGNATURE[:-2], ""),
        (SIGNATURE[:-1] + "x", ""),
        ("", RANDOMNESS),
        ("０" * 96, ""),
    ],
)
def test_read_beacon_refuses_what_does_not_fit(signature, randomness):
    with pytest.raises(BadBeacon):
        read_beacon(signature=signature, randomness=randomness)


@given(st.integers(1, 10**9))
def test_a_round_comes_out_at_its_moment(number):
    at = moment_of(number)
    assert round_at(at) == number
    assert round_at(at + timedelta(seconds=1)) == number + 1
    assert round_at(at - timedelta(seconds=2)) == number


def test_rounds_begin_with_the_network():
    assert moment_of(1) == datetime.fromtimestamp(QUICKNET.genesis, tz=UTC)
    assert round_at(datetime(2000, 1, 1, tzinfo=UTC)) == 1
