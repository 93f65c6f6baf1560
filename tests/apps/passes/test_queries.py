from laju.apps.passes.actions import ask_pass
from laju.apps.passes.actions.entering import LIFE
from laju.apps.passes.queries import owners_by_phone, pass_of
from tests import factories


def test_a_browser_finds_its_newest_pass_while_it_holds(db, at):
    ask_pass(browser="b", at=at)
    newest, _ = ask_pass(browser="b", at=at)
    ask_pass(browser="other", at=at)
    assert pass_of(browser="b", at=at) == newest
    assert pass_of(browser="b", at=at + LIFE) is None
    assert pass_of(browser="", at=at) is None


def test_a_number_leads_to_at_most_two_owners(medan):
    for _ in range(3):
        factories.BusinessFactory(region=medan, phone="+6281100000001")
    assert len(owners_by_phone(phone="+6281100000001")) == 2
    assert owners_by_phone(phone="") == []
