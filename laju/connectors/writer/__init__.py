"""An outside writer of sentences, through any OpenAI-compatible address; off by default."""

from laju.connectors.writer.client import NoWriter, UnsafeWriter, Writer
from laju.connectors.writer.payloads import BadAnswer

__all__ = ["BadAnswer", "NoWriter", "UnsafeWriter", "Writer"]
