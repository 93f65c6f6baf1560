"""The code on the wall of a training session: another one each minute, good for three."""

from datetime import datetime

from django.utils.crypto import constant_time_compare, salted_hmac

MINUTE, GOOD_FOR = 60, 3
_LENGTH = 10


def code_of(*, training: int, at: datetime, back: int = 0) -> str:
    """Return the code of a minute; `back` minutes ago."""
    minute = int(at.timestamp()) // MINUTE - back
    told = salted_hmac("laju.training", f"{training}|{minute}", algorithm="sha256").hexdigest()
    return told[:_LENGTH]


def is_code(*, training: int, code: str, at: datetime) -> bool:
    """Test a code against this minute and the two before it."""
    return any(
        constant_time_compare(code, code_of(training=training, at=at, back=back))
        for back in range(GOOD_FOR)
    )
