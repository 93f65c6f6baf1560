import json
import stat

import jwt
import pytest

from laju.engines.certificates import (
    BadCredential,
    Signer,
    achievement_of,
    read_credential,
    sign_credential,
    sign_status_list,
)
from laju.engines.certificates.credential import LIST_BITS, is_revoked
from tests.factories import AT

BASE = "https://laju.example"


@pytest.fixture(scope="module")
def signer(tmp_path_factory):
    return Signer.from_file(tmp_path_factory.mktemp("keys") / "certificates.pem")


def credential(signer, **more):
    achievement = achievement_of(
        url=f"{BASE}/cara-kami-menghitung/",
        name="Sertifikat",
        narrative="Delapan tugas",
        units=["G.1"],
    )
    given = {
        "signer": signer,
        "base_url": BASE,
        "code": "KQ4R7MXA",
        "issuer": "Dinas",
        "holder": "Ani Contoh",
        "achievement": achievement,
        "evidence": [{"id": f"{BASE}/x", "name": "Foto", "narrative": "satu foto"}],
        "issued_at": AT,
        "index": 77,
    }
    return sign_credential(**given | more)


def test_what_was_signed_can_be_read_with_the_public_key_alone(signer):
    token = credential(signer)
    told = read_credential(token, jwk=signer.public_jwk)
    assert told["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert told["credentialSubject"]["achievement"]["alignment"][0]["targetName"] == "G.1"
    assert told["credentialStatus"]["statusListIndex"] == "77"
    assert told["evidence"][0]["name"] == "Foto"
    header = jwt.get_unverified_header(token)
    assert header["alg"] == "EdDSA" and header["jwk"] == signer.public_jwk
    assert "d" not in header["jwk"]  # never the private part


def test_a_changed_or_foreign_credential_is_refused(signer, tmp_path):
    head, body, end = credential(signer).split(".")
    changed = body[:-4] + ("AAAA" if body[-4:] != "AAAA" else "BBBB")
    with pytest.raises(BadCredential):
        read_credential(f"{head}.{changed}.{end}", jwk=signer.public_jwk)
    foreign = credential(Signer.from_file(tmp_path / "other.pem"))
    with pytest.raises(BadCredential):
        read_credential(foreign, jwk=signer.public_jwk)
    unsigned = jwt.encode({"id": "x"}, key="", algorithm="none")
    for nonsense in ("", "a.b.c", unsigned, "x" * 5000):
        with pytest.raises(BadCredential):
            read_credential(nonsense, jwk=signer.public_jwk)


def test_the_list_of_revocations_tells_each_place(signer):
    token = sign_status_list(
        signer=signer, base_url=BASE, issuer="Dinas", revoked=[0, 77, LIST_BITS - 1], at=AT
    )
    told = read_credential(token, jwk=signer.public_jwk)
    places = [0, 1, 76, 77, 78, LIST_BITS - 1]
    assert [is_revoked(told, index=n) for n in places] == [True, False, False, True, False, True]
    assert len(token) < 4000 and json.dumps(told)


def test_the_key_is_made_once_and_is_nobody_elses_to_read(tmp_path):
    path = tmp_path / "deep" / "certificates.pem"
    first, second = Signer.from_file(path), Signer.from_file(path)
    assert first.public_jwk == second.public_jwk
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
