import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.visits import (
    MOST_PER_VISITOR,
    PAGE,
    Kind,
    add_up,
    is_bot,
    line_of,
    visitor_key,
)

PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36"


@pytest.mark.parametrize(
    "agent",
    [
        "", "WhatsApp/2.23.20.0 A", "facebookexternalhit/1.1", "Googlebot/2.1", "TelegramBot",
        "curl/8.4", "python-requests/2.31", "HeadlessChrome/156", "Mozilla/5.0 ... SkypeUriPreview",
    ],
)  # fmt: skip
def test_is_bot_knows_machines(agent):
    assert is_bot(agent)


@pytest.mark.parametrize("agent", [PHONE, "Opera/9.80 (J2ME/MIDP; Opera Mini/9)", "UCWEB/2.0"])
def test_is_bot_leaves_people(agent):
    assert not is_bot(agent)


def test_visitor_key_changes_with_the_day_and_tells_nothing():
    one = visitor_key(secret=b"a" * 32, address="203.0.113.7", agent=PHONE)
    assert one == visitor_key(secret=b"a" * 32, address="203.0.113.7", agent=PHONE)
    assert one != visitor_key(secret=b"b" * 32, address="203.0.113.7", agent=PHONE)
    assert one != visitor_key(secret=b"a" * 32, address="203.0.113.8", agent=PHONE)
    assert len(one) == 18 and "203" not in one


def test_add_up_leaves_our_own_people_out_wherever_their_mark_stands():
    lines = ["v a index 01", "c a index 01", "o - - 01", "v a index 02"]
    day = add_up(lines)
    assert day.hits == {("v", "a", "index"): 1}
    assert day.left_out == {"own": 2}


def test_add_up_caps_what_one_visitor_can_add():
    day = add_up(["v a index 01"] * (MOST_PER_VISITOR + 5))
    assert day.hits[("v", "a", "index")] == MOST_PER_VISITOR
    assert day.visitors[("v", "a", "index")] == 1
    assert day.left_out == {"capped": 5}


def test_add_up_passes_over_what_is_no_line():
    assert add_up(["", "v a index", "z a index 01", "v a index 01 02"]).left_out == {"broken": 4}


kinds = st.sampled_from([kind.value for kind in Kind])
hits = st.tuples(
    kinds, st.sampled_from("ab"), st.sampled_from(["index", "promo"]), st.sampled_from("0123")
)


@given(st.lists(hits, max_size=200), st.randoms())
def test_add_up_accounts_for_every_line_in_any_order(told, chance):
    lines = [" ".join(hit) for hit in told]
    day = add_up(lines)
    marks = sum(line.startswith("o ") for line in lines)
    assert sum(day.hits.values()) + sum(day.left_out.values()) == len(lines) - marks
    chance.shuffle(lines)
    assert add_up(lines) == day
    assert all(day.visitors[key] <= count for key, count in day.hits.items())


@pytest.mark.parametrize("name", ["", "-a", "a-", "a b", "A", "a/b", "é", "a" * 81, "..", "a\n"])
def test_page_refuses_names_no_site_has(name):
    assert not PAGE.fullmatch(name)


def test_line_of_can_be_read_back():
    line = line_of(kind=Kind.CHAT, site="a-1", page="promo", visitor="0f")
    assert add_up([line]).hits == {("c", "a-1", "promo"): 1}
