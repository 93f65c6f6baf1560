import pytest
from django.test import RequestFactory

from laju.web.shared import tallies


def test_count_up_counts_until_the_time_is_over(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("laju.web.shared.tallies.time.time", lambda: now[0])
    asked = []
    monkeypatch.setattr(
        tallies.cache, "set", lambda key, told, seconds: asked.append((told[0], seconds))
    )
    monkeypatch.setattr(tallies.cache, "get", lambda key: (asked[-1][0], 1900.0) if asked else None)
    assert tallies.count_up(key="a", seconds=900) == 1
    now[0] = 1600.0
    assert tallies.count_up(key="a", seconds=900) == 2
    assert asked == [(1, 900.0), (2, 300.0)]  # the time does not begin anew


def test_tally_begins_and_can_begin_again():
    assert tallies.tally(key="b") == 0
    tallies.count_up(key="b", seconds=60)
    tallies.count_up(key="b", seconds=60)
    assert tallies.tally(key="b") == 2
    tallies.forget(key="b")
    assert tallies.tally(key="b") == 0


def test_tally_is_shared_by_all_workers(settings, tmp_path):
    backend = "django.core.cache.backends.filebased.FileBasedCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": tmp_path}}
    from django.core.cache import CacheHandler

    tallies.count_up(key="c", seconds=60)
    another = CacheHandler(settings.CACHES)["default"]  # as another process opens it
    assert another.get("c")[0] == 1


@pytest.mark.parametrize(
    ("near", "forwarded", "address"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # nobody chooses an own address
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("::1", "1.2.3.4, 198.51.100.1", "198.51.100.1"),
        ("", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("bukan alamat", "198.51.100.1", "bukan alamat"),
    ],
)
def test_address_of_believes_only_the_server_in_front(near, forwarded, address):
    request = RequestFactory().get("/", REMOTE_ADDR=near, headers={"X-Forwarded-For": forwarded})
    assert tallies.address_of(request) == address


def test_key_of_takes_any_text():
    assert tallies.key_of("masuk", "\ud800", "x" * 999) == tallies.key_of(
        "masuk", "\ud800", "X" * 500
    )
