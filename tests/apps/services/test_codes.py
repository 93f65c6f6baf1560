from datetime import timedelta

from laju.apps.services.codes import code_of, is_code


def test_a_code_is_good_for_three_minutes_and_for_one_session(at):
    code = code_of(training=1, at=at)
    assert is_code(training=1, code=code, at=at)
    assert is_code(training=1, code=code, at=at + timedelta(minutes=2))
    assert not is_code(training=1, code=code, at=at + timedelta(minutes=3))
    assert not is_code(training=1, code=code, at=at - timedelta(minutes=1))
    assert not is_code(training=2, code=code, at=at)
    assert not is_code(training=1, code="", at=at) and not is_code(training=1, code="é" * 9, at=at)
