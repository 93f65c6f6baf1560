"""Passkeys (WebAuthn level 2): made and used on the person's own device, never leaving it.

User verification is required, so a passkey is two factors by itself: the device, and what opens it.
What a browser sends and gets is JSON with bytes in base64url.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)


class BadPasskey(ValueError):
    """What came from the browser does not prove a passkey of this place and question."""


@dataclass(frozen=True, slots=True)
class Made:
    """A new passkey. data: its public key with its identity, to be kept; count: uses so far."""

    identity: str
    data: bytes
    count: int


class Passkeys:
    """Passkeys of one place. host: its name without port; origin: as the browser says it."""

    def __init__(self, *, host: str, origin: str, name: str) -> None:
        place = PublicKeyCredentialRpEntity(id=host, name=name)
        self._server = Fido2Server(place, verify_origin=lambda told: told == origin)

    def ask_to_make(
        self, *, handle: bytes, account: str, name: str, known: Sequence[bytes]
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return what the browser is asked, and what must be kept until it answers.

        handle: of the account, at most 64 bytes; known: data of passkeys it has already.
        """
        person = PublicKeyCredentialUserEntity(id=handle, name=account, display_name=name)
        options, state = self._server.register_begin(
            person,
            [AttestedCredentialData(data) for data in known],
            resident_key_requirement=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return dict(options), dict(state)

    def made(self, *, state: Mapping[str, Any], answer: Mapping[str, Any]) -> Made:
        """Return the passkey a browser has made. Raises: BadPasskey."""
        try:
            told = self._server.register_complete(dict(state), answer)
        except Exception as error:  # the library raises whatever a hostile answer trips over
            raise BadPasskey(type(error).__name__) from error
        data = told.credential_data
        if data is None:
            raise BadPasskey
        return Made(data.credential_id.hex(), bytes(data), told.counter)

    def ask_to_sign(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return what the browser is asked, and what must be kept; any passkey of the place may answer."""
        options, state = self._server.authenticate_begin(
            user_verification=UserVerificationRequirement.REQUIRED
        )
        return dict(options), dict(state)

    def signed(
        self, *, state: Mapping[str, Any], answer: Mapping[str, Any], data: bytes, count: int
    ) -> int:
        """Return the uses a passkey now counts; a count that does not grow tells of a copy.

        Raises: BadPasskey.
        """
        try:
            self._server.authenticate_complete(dict(state), [AttestedCredentialData(data)], answer)
            told = AuthenticationResponse.from_dict(answer).response.authenticator_data.counter
        except Exception as error:
            raise BadPasskey(type(error).__name__) from error
        if (told or count) and told <= count:
            raise BadPasskey("copied")
        return int(told)


def identity_in(answer: Any) -> str:
    """Return which passkey an answer is of, in hexadecimal; "" when it says nothing sensible."""
    try:
        return str(AuthenticationResponse.from_dict(answer).raw_id.hex())
    except Exception:  # noqa: BLE001  anything may come in
        return ""
