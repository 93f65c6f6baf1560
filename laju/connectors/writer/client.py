"""Asks a writer at any OpenAI-compatible address; slow, loud and foreign answers are none."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from laju.connectors.writer.payloads import BadAnswer, read_answer, request_of
from laju.core.errors import DomainError
from laju.core.profile import Tone
from laju.core.writing import Sentence

SECONDS = 60.0  # for the whole answer
MOST_BYTES = 200_000
_LOCAL = {"127.0.0.1", "localhost", "::1"}


class NoWriter(DomainError):
    message = "Penulis tidak menjawab: {why}."
    remedy = "Periksa alamat dan kuncinya, atau coba lagi nanti. Teks yang sekarang tetap dipakai."


class UnsafeWriter(DomainError):
    message = "Alamat penulis harus https."
    remedy = "Ganti LAJU_WRITER_URL dengan alamat https, atau dengan alamat di mesin ini sendiri."


@dataclass(frozen=True, slots=True)
class Writer:
    """Where the writer answers: `url` up to and with /v1; `key` may be empty on one's own machine."""

    url: str
    model: str
    key: str = ""
    seconds: float = SECONDS

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme != "https" and parts.hostname not in _LOCAL:
            raise UnsafeWriter

    def ask(
        self,
        *,
        facts: Mapping[str, str],
        wanted: Mapping[str, int],
        tone: Tone = Tone.PLAIN,
        refused: Mapping[str, Sequence[str]] | None = None,
    ) -> dict[str, tuple[Sentence, ...]]:
        """Return what the writer says, by name of text, not judged yet.

        Raises: NoWriter, BadAnswer.
        """
        body = request_of(model=self.model, facts=facts, wanted=wanted, tone=tone, refused=refused)
        headers = {"authorization": f"Bearer {self.key}"} if self.key else {}
        try:
            with (
                httpx.Client(timeout=self.seconds, trust_env=False) as client,
                client.stream(
                    "POST", f"{self.url.rstrip('/')}/chat/completions", json=body, headers=headers
                ) as answer,
            ):
                if (
                    answer.status_code != httpx.codes.OK
                ):  # a redirect is not followed: the key stays here
                    raise NoWriter(why=f"jawaban {answer.status_code}")
                said = self._read(answer)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise NoWriter(why="tidak tersambung atau terlalu lama") from error
        return read_answer(said, wanted=wanted)

    def _read(self, answer: httpx.Response) -> bytes:
        began, said = time.monotonic(), b""
        for part in answer.iter_bytes():
            said += part
            if len(said) > MOST_BYTES:
                raise BadAnswer(why="terlalu panjang")
            if time.monotonic() - began > self.seconds:
                raise NoWriter(why="terlalu lama")
        return said
