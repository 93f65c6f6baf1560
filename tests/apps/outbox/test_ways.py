from laju.apps.outbox.ways import cost_of, office_link, ways


def test_ways_are_tried_in_order_and_only_when_set_up(settings):
    settings.WHATSAPP_TOKEN, settings.WHATSAPP_PHONE_ID, settings.SMS_URL = "t", "1", "https://x"
    assert [way.name for way in ways()] == ["whatsapp", "sms"]
    settings.WHATSAPP_PHONE_ID = ""
    assert [way.name for way in ways()] == ["sms"]


def test_an_sms_costs_by_its_parts(settings):
    settings.SMS_PRICE, settings.WHATSAPP_PRICE = 350, 360
    assert cost_of(way="sms", text="a" * 161) == 700
    assert cost_of(way="whatsapp", text="a" * 500) == 360
    assert cost_of(way="hand", text="a" * 500) == 0


def test_a_link_needs_an_address(settings):
    settings.OFFICE_URL = "https://laju.example"
    assert office_link("/daftar/") == "https://laju.example/daftar/"
    settings.OFFICE_URL = ""
    assert "/" not in office_link("/daftar/")
