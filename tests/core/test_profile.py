"""The shape of what is known of a business."""

from dataclasses import FrozenInstanceError

import pytest

from laju.core.profile import MOODS, Mood, Profile, Sector


def test_every_sector_has_a_mood_and_every_mood_a_sector():
    assert set(MOODS) == set(Sector)
    assert set(MOODS.values()) == set(Mood)


@pytest.mark.parametrize("sector", Sector)
def test_mood_goes_with_the_sector(sector):
    assert Profile("LJ-000001-3", "x-1", "X", sector=sector).mood is MOODS[sector]


def test_what_is_not_told_is_not_known():
    profile = Profile("LJ-000001-3", "x-1", "X")
    told = {name for name in Profile.__dataclass_fields__ if getattr(profile, name)}
    assert told == {"code", "slug", "name", "sector"}
    with pytest.raises(FrozenInstanceError):
        profile.name = "Y"
