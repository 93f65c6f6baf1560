import os
import signal

import pytest

from laju.core.places import System
from laju.engines.aside import Aside, AsideFailed, AsideLost
from laju.engines.sheets import SheetNotFound, read_sheets


def test_aside_does_one_thing_after_the_other_in_another_process():
    with Aside() as aside:
        aside.ask(os.getpid)
        aside.ask(abs_of, number=-2)
        assert aside.answer() != os.getpid()
        assert aside.answer() == 2


def abs_of(*, number):
    print("said in between")
    return abs(number)


def test_aside_raises_what_people_may_see_as_it_was(tmp_path):
    with Aside() as aside, pytest.raises(SheetNotFound, match="tidak-ada"):
        aside.do(read_sheets, path=tmp_path / "tidak-ada.csv")


def test_aside_goes_on_after_a_failure():
    with Aside() as aside:
        with pytest.raises(AsideFailed, match="ValueError"):
            aside.do(System, value="ZZZ")
        assert aside.do(abs_of, number=3) == 3


def test_aside_says_when_the_process_is_gone():
    with Aside() as aside:
        os.kill(aside.do(os.getpid), signal.SIGKILL)
        with pytest.raises(AsideLost):
            aside.do(os.getpid)
