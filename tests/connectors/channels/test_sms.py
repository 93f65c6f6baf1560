from laju.connectors.channels import Outcome, Sms
from tests.connectors.channels.gateway import serve_gateway


def test_a_message_goes_out_as_a_form():
    with serve_gateway() as gateway:
        way = Sms(url=gateway.url, account="AC1", token="t", sender="Laju")
        receipt = way.send(to="+6281234567890", text="Halo & selamat", key="k")
    assert (receipt.outcome, receipt.reference) == (Outcome.SENT, "SM1")
    assert gateway.taken == [("sms", "+6281234567890", "Halo & selamat")]
