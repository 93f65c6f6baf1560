from laju.connectors.channels import Outcome, WhatsApp
from tests.connectors.channels.gateway import serve_gateway


def test_text_and_template_are_sent_in_the_shape_the_api_wants():
    with serve_gateway() as gateway:
        way = WhatsApp(url=f"{gateway.url}/v24.0/", phone_id="77", token="t")
        receipt = way.send(to="+6281234567890", text="Halo", key="live:1")
        formal = WhatsApp(url=gateway.url, phone_id="77", token="t", template="kabar")
        formal.send(to="+6281234567890", text="Halo lagi", key="live:2")
    assert receipt.outcome is Outcome.SENT and receipt.reference == "wamid.1"
    plain, shaped = gateway.asked
    assert plain["to"] == "6281234567890"
    assert plain["text"] == {"preview_url": False, "body": "Halo"}
    assert plain["biz_opaque_callback_data"] == "live:1"
    assert shaped["template"]["name"] == "kabar" and shaped["type"] == "template"
    assert [text for _, _, text in gateway.taken] == ["Halo", "Halo lagi"]
