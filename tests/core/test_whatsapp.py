"""Chat links reach the right number with the right words."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.core.whatsapp import (
    MAX_TEXT,
    NotAPhone,
    chat_link,
    is_phone,
    order_text,
    share_link,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)


@given(TEXT)
def test_chat_link_carries_any_text_unchanged(text):
    link = urlsplit(chat_link(phone="+6281000000042", text=text))
    assert (link.scheme, link.netloc, link.path) == ("https", "wa.me", "/6281000000042")
    assert parse_qs(link.query, keep_blank_values=True)["text"] == [text]


@given(st.text(max_size=30))
def test_links_are_plain_ascii_without_quotes(text):
    for link in (share_link(text), chat_link(phone="+6281000000042", text=text)):
        assert link.isascii()
        assert not set(link) & set("\"'<> \n")


@pytest.mark.parametrize("phone", ["", "0812", "+0812345678", "+62812345678901234", "+6281\n"])
def test_chat_link_refuses_what_is_no_number(phone):
    assert not is_phone(phone)
    with pytest.raises(NotAPhone):
        chat_link(phone=phone)


@given(st.text(max_size=3000))
def test_order_text_ends_in_its_code_and_is_short_enough(text):
    words = order_text(text, code="LJ-000042-7")
    assert words.endswith("(kode LJ-000042-7)")
    assert len(words) <= MAX_TEXT
