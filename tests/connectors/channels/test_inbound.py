import hashlib
import hmac
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laju.connectors.channels import Inbound, is_signed, read_inbound, read_reports


def call(**value):
    return json.dumps({"entry": [{"changes": [{"value": value}]}]}).encode()


def test_messages_and_reports_are_read():
    message = {"from": "6281234567890", "id": "wamid.9", "text": {"body": "MASUK 123456"}}
    picture = {"from": "6281234567890", "id": "wamid.10", "image": {"id": "1"}}
    report = {"id": "wamid.1", "status": "delivered", "biz_opaque_callback_data": "live:1"}
    body = call(messages=[message, picture], statuses=[report])
    assert read_inbound(body) == [Inbound("+6281234567890", "MASUK 123456", "wamid.9")]
    assert read_reports(body) == [("wamid.1", "live:1", "delivered")]


def test_only_a_signed_call_is_believed():
    body = b'{"entry": []}'
    good = "sha256=" + hmac.new(b"rahasia", body, hashlib.sha256).hexdigest()
    assert is_signed(body=body, signature=good, secret="rahasia")
    assert not is_signed(body=body + b" ", signature=good, secret="rahasia")
    assert not is_signed(body=body, signature=good, secret="lain")
    assert not is_signed(body=body, signature="sha256=é", secret="rahasia")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["entry", "changes", "value", "messages", "statuses", "text", "from"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=25,
)


@given(JSON)
def test_no_shape_breaks_the_reader(told):
    body = json.dumps(told).encode()
    assert isinstance(read_inbound(body), list) and isinstance(read_reports(body), list)


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"[" * 100_000, b"null", b'{"entry":{"a":1}}'])
def test_broken_calls_hold_nothing(body):
    assert read_inbound(body) == [] and read_reports(body) == []
