import pytest

from laju.connectors.channels import Outcome, Sms, WhatsApp
from laju.connectors.channels.delivery import hand_over
from tests.connectors.channels.gateway import serve_gateway

TO = "+6281234567890"


@pytest.fixture(scope="module")
def gateway():
    with serve_gateway() as found:
        yield found


@pytest.mark.parametrize(
    ("mood", "outcome"),
    [
        ("ok", Outcome.SENT),
        ("busy", Outcome.BUSY),
        ("refuses", Outcome.REFUSED),
        ("breaks", Outcome.DOUBT),
        ("mumbles", Outcome.DOUBT),
    ],
)
def test_what_became_of_a_message_is_told(gateway, mood, outcome):
    gateway.mood["whatsapp"] = gateway.mood["sms"] = mood
    whatsapp = WhatsApp(url=gateway.url, phone_id="1", token="t")
    sms = Sms(url=gateway.url, account="a", token="t", sender="Laju")
    assert whatsapp.send(to=TO, text="Halo", key="k").outcome is outcome
    assert sms.send(to=TO, text="Halo", key="k").outcome is outcome


def test_a_gateway_that_does_not_answer_leaves_a_doubt_and_one_that_is_away_does_not(gateway):
    gateway.mood["sms"] = "hangs"
    form = {"To": TO, "Body": "Halo"}
    slow = hand_over(
        f"{gateway.url}/Messages.json", reference=lambda told: told["sid"], timeout=0.2, data=form
    )
    assert slow.outcome is Outcome.DOUBT
    away = Sms(url="http://127.0.0.1:9", account="a", token="t", sender="Laju")
    assert away.send(to=TO, text="Halo", key="k").outcome is Outcome.AWAY
    nonsense = Sms(url="nowhere", account="a", token="t", sender="Laju")
    assert nonsense.send(to=TO, text="Halo", key="k").outcome is not Outcome.SENT
