"""A device with passkeys, as a browser speaks for it: for tests."""

import hashlib
import json
import secrets
import struct
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

PRESENT, VERIFIED, CARRIES_KEY = 0x01, 0x04, 0x40


@dataclass
class Device:
    """One device with one passkey. is_verifying: it asks for the finger or the PIN."""

    origin: str
    is_verifying: bool = True
    count: int = 0
    identity: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer `navigator.credentials.create`."""
        asked = options["publicKey"]
        cose = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        carried = bytes(16) + struct.pack(">H", len(self.identity)) + self.identity + cose
        told = self._data(asked["rp"]["id"], CARRIES_KEY) + carried
        attested = cbor.encode({"fmt": "none", "attStmt": {}, "authData": told})
        client = self._client("webauthn.create", asked["challenge"])
        return self._answer(clientDataJSON=client, attestationObject=attested)

    def sign(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer `navigator.credentials.get`."""
        asked = options["publicKey"]
        self.count += 1
        told = self._data(asked["rpId"], 0)
        client = self._client("webauthn.get", asked["challenge"])
        signed = told + hashlib.sha256(client).digest()
        signature = self.key.sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=told, signature=signature)

    def _data(self, place: str, flags: int) -> bytes:
        flags |= PRESENT | (VERIFIED if self.is_verifying else 0)
        return hashlib.sha256(place.encode()).digest() + struct.pack(">BI", flags, self.count)

    def _client(self, kind: str, challenge: str) -> bytes:
        told = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(told).encode()

    def _answer(self, **parts: bytes) -> dict[str, Any]:
        told = {name: websafe_encode(part) for name, part in parts.items()}
        identity = websafe_encode(self.identity)
        return {"id": identity, "rawId": identity, "type": "public-key", "response": told}
