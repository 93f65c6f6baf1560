"""Sites in bulk: from stored inputs to pages as bytes, row by row."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from laju.core.design import load_design
from laju.core.stored import load_profile, load_texts, plain
from laju.engines.scale.runner import Runner, parquet_files
from laju.engines.sites import Campaign, Picture, SiteWrite, render_site, write_batch

SITES = pa.schema([("slug", pa.string()), ("inputs", pa.string())])  # of render_site, as JSON
PAGES = pa.schema(
    [
        ("slug", pa.string()),
        ("page", pa.string()),
        ("sha256", pa.string()),
        ("body", pa.binary()),
    ]
)


def store_site(**inputs: Any) -> dict[str, str]:
    """Return the row of SITES for what `render_site` would be called with."""
    told = json.dumps({name: plain(value) for name, value in inputs.items()}, ensure_ascii=False)
    return {"slug": inputs["profile"].slug, "inputs": told}


def publish(*, runner: Runner, sites: Path, out: Path) -> Path:
    """Render every site of a table (SITES); returns PAGES, to be put in place by `place_pages`."""
    return runner.spread(function=render_table, schema=PAGES, table=sites, out=out)


def render_table(table: pa.Table) -> pa.Table:
    """Render the sites of a table; the bytes are those of `render_site`, wherever it runs."""
    rows = [
        {"slug": slug, "page": page, "sha256": hashlib.sha256(body).hexdigest(), "body": body}
        for slug, inputs in zip(*(table[name].to_pylist() for name in SITES.names), strict=True)
        for page, body in render_site(**_inputs(json.loads(inputs))).items()
    ]
    return pa.Table.from_pylist(rows, schema=PAGES)


def place_pages(*, pages: Path, root: Path) -> Iterator[SiteWrite]:
    """Put rendered pages in place on disk, a site whole or not at all."""
    return write_batch(root=root, sites=_sites(pages))


def _sites(pages: Path) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Yield each site with its pages; those of one site stand together in one file."""
    for file in parquet_files(pages):
        batches = pq.ParquetFile(file).iter_batches(batch_size=1000)
        rows = (row for batch in batches for row in batch.to_pylist())
        for slug, told in groupby(rows, key=lambda row: row["slug"]):
            yield slug, {row["page"]: row["body"] for row in told}


def _inputs(stored: dict[str, Any]) -> dict[str, Any]:
    campaign = stored.get("campaign")
    return {
        **stored,
        "profile": load_profile(stored=stored["profile"]),
        "texts": load_texts(stored=stored["texts"]),
        "updated_on": date.fromisoformat(stored["updated_on"]),
        "campaign": Campaign(**campaign) if campaign else None,
        "design": load_design(stored=stored.get("design") or {}),
        "photos": {
            key: Picture(path, width, height, tuple((name, size) for name, size in sources))
            for key, (path, width, height, sources) in (stored.get("photos") or {}).items()
        },
    }
