from datetime import UTC, datetime, timedelta

import pyotp

from laju.engines.one_time import address_of, locked, new_secret, step_of, unlocked

# RFC 6238, appendix B: this secret at 59 seconds gives 94287082, of which six digits are shown.
RFC, AT = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", datetime.fromtimestamp(59, UTC)


def test_the_vector_of_the_standard():
    assert step_of(secret=RFC, code="287 082", at=AT) == 1
    assert step_of(secret=RFC, code="287083", at=AT) is None


def test_a_code_lives_a_minute_around_and_counts_once():
    secret, now = new_secret(), datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    code = pyotp.TOTP(secret).at(now)
    step = step_of(secret=secret, code=code, at=now)
    assert step is not None
    assert step_of(secret=secret, code=code, at=now + timedelta(seconds=30)) == step
    assert step_of(secret=secret, code=code, at=now + timedelta(seconds=90)) is None
    assert step_of(secret=secret, code=code, at=now, after=step) is None


def test_what_is_typed_may_be_anything():
    for code in ("", "abc", "١٢٣٤٥٦", "9" * 9999, "\x00"):
        assert step_of(secret=RFC, code=code, at=AT) is None


def test_secrets_are_kept_enciphered():
    secret = new_secret()
    kept = locked(secret=secret, key="kunci")
    assert secret.encode() not in kept
    assert unlocked(kept=kept, key="kunci") == secret
    assert unlocked(kept=kept, key="lain") == ""


def test_the_address_names_the_account():
    assert "rina" in address_of(secret=RFC, account="rina", issuer="Dinas Koperasi")
