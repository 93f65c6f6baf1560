"""Open Badges 3.0 credentials as JWT with EdDSA, and their list of revocations.

Source: 1EdTech Open Badges 3.0 (section 8.2, JWT proof); W3C Bitstring Status List 1.0.
"""

import base64
import contextlib
import gzip
import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from laju.core.errors import DomainError

CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
LIST_BITS = 131_072  # the least the standard allows, so that a place in it tells nothing
_ALGORITHM = "EdDSA"


class BadCredential(DomainError):
    message = "Sertifikat ini tidak dapat dibaca: {why}."
    remedy = "Pastikan berkasnya utuh dan diterbitkan oleh dinas ini."
    status = 422


@dataclass(frozen=True, slots=True)
class Signer:
    """The office's key pair, kept in a file of its own that only its service may read."""

    private: Ed25519PrivateKey

    @classmethod
    def from_file(cls, path: Path) -> "Signer":
        """Read the key, or make it the first time; two who make it at once get the same one."""
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            key = Ed25519PrivateKey.generate()
            _write_new(
                path,
                key.private_bytes(
                    serialization.Encoding.PEM,
                    serialization.PrivateFormat.PKCS8,
                    serialization.NoEncryption(),
                ),
            )
        key_read = serialization.load_pem_private_key(path.read_bytes(), password=None)
        if not isinstance(key_read, Ed25519PrivateKey):
            raise BadCredential(why="kuncinya dari jenis lain")
        return cls(key_read)

    @property
    def public_jwk(self) -> dict[str, str]:
        """Return the public key as a JSON Web Key."""
        raw = self.private.public_key().public_bytes(
            serialization.Encoding.Raw, serialization.PublicFormat.Raw
        )
        return {"kty": "OKP", "crv": "Ed25519", "x": _base64(raw), "alg": _ALGORITHM, "use": "sig"}


def achievement_of(*, url: str, name: str, narrative: str, units: Sequence[str]) -> dict[str, Any]:
    """Return what was achieved, with the units of the national standard it prepares for."""
    return {
        "id": url,
        "type": ["Achievement"],
        "name": name,
        "description": narrative,
        "criteria": {"narrative": narrative},
        "inLanguage": "id",
        "alignment": [
            {
                "type": ["Alignment"],
                "targetName": unit,
                "targetUrl": "https://skkni.kemnaker.go.id/",
            }
            for unit in units
        ],
    }


def sign_credential(
    *,
    signer: Signer,
    base_url: str,
    code: str,
    issuer: str,
    holder: str,
    achievement: Mapping[str, Any],
    evidence: Sequence[Mapping[str, str]],
    issued_at: datetime,
    index: int,
) -> str:
    """Return the credential as a JWT.

    holder: the name shown, of a person who agreed or of the business. evidence: id, name and
    narrative of each proof. index: the credential's place in the list of revocations.
    """
    url = f"{base_url}/sertifikat/{code}/"
    claims = {
        "@context": CONTEXT,
        "id": url,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": achievement["name"],
        "issuer": {
            "id": f"{base_url}/sertifikat/penerbit.json",
            "type": ["Profile"],
            "name": issuer,
        },
        "validFrom": issued_at.isoformat(),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "identityType": "name",
                    "hashed": False,
                    "identityHash": holder,
                }
            ],
            "achievement": dict(achievement),
        },
        "evidence": [{"type": ["Evidence"], **each} for each in evidence],
        "credentialStatus": {
            "id": f"{base_url}/sertifikat/status.jwt#{index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(index),
            "statusListCredential": f"{base_url}/sertifikat/status.jwt",
        },
    }
    named = {"iss": claims["issuer"]["id"], "jti": url, "nbf": int(issued_at.timestamp())}
    return _sign(signer, claims | named | {"sub": url})


def sign_status_list(
    *, signer: Signer, base_url: str, issuer: str, revoked: Collection[int], at: datetime
) -> str:
    """Return the list of revocations as a signed credential; bit 1 at a place means revoked."""
    bits = bytearray(LIST_BITS // 8)
    for index in revoked:
        bits[index // 8] |= 0x80 >> (index % 8)
    url = f"{base_url}/sertifikat/status.jwt"
    return _sign(
        signer,
        {
            "@context": CONTEXT[:1],
            "id": url,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": {"id": f"{base_url}/sertifikat/penerbit.json", "name": issuer},
            "validFrom": at.isoformat(),
            "credentialSubject": {
                "id": f"{url}#list",
                "type": "BitstringStatusList",
                "statusPurpose": "revocation",
                "encodedList": "u" + _base64(gzip.compress(bytes(bits), mtime=0)),
            },
        },
    )


def read_credential(token: str, *, jwk: Mapping[str, str]) -> dict[str, Any]:
    """Return what a token says if this key signed it; dates are the reader's to judge.

    Raises: BadCredential.
    """
    try:
        key = jwt.PyJWK(dict(jwk), algorithm=_ALGORITHM)
        return jwt.decode(
            token.strip(),
            key=key,
            algorithms=[_ALGORITHM],
            options={"verify_nbf": False, "verify_aud": False},
        )
    except jwt.PyJWTError as error:
        raise BadCredential(why="tanda tangannya tidak cocok") from error


def is_revoked(status: Mapping[str, Any], *, index: int) -> bool:
    """Read one place of a list of revocations, as whoever checks a credential does."""
    encoded = str(status["credentialSubject"]["encodedList"]).removeprefix("u")
    bits = gzip.decompress(base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
    return bool(bits[index // 8] & (0x80 >> (index % 8)))


def _sign(signer: Signer, claims: Mapping[str, Any]) -> str:
    headers = {"jwk": signer.public_jwk}
    return jwt.encode(dict(claims), signer.private, algorithm=_ALGORITHM, headers=headers)


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _write_new(path: Path, content: bytes) -> None:
    """Write a file only its owner may read, unless somebody was quicker."""
    with contextlib.suppress(FileExistsError), open(path, "xb", opener=_private) as file:
        file.write(content)


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
