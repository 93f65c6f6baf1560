"""Small invented tables for runners: businesses, evidence, sites."""

import random
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.parquet as pq

from laju.core.digital import EvidenceKind
from laju.core.grammar import compose_texts
from laju.core.profile import Product, Profile, Sector
from laju.engines.cubes import BUSINESSES
from laju.engines.scale import EVIDENCE, SITES, store_site
from laju.engines.sites import Campaign

ON = date(2026, 11, 23)


def business_rows(count):
    chance = random.Random(7)
    return [
        {
            "id": number,
            "region": chance.choice(["12.71", "12.12", "12"]),
            "size": chance.choice(["MICRO", "SMALL", ""]),
            "sector": chance.choice(["FOOD", "CRAFT"]),
            "level": chance.choice([-1, 0, 1, 2]),
            "district": chance.choice(["12.71.01", ""]),
            "kbli_version": "2020",
            "division": chance.choice(["10", "47", ""]),
            "kbli": chance.choice(["10794", "47111", ""]),
            "year": chance.choice([2025, 2026]),
        }
        for number in range(1, count + 1)
    ]


def evidence_rows(businesses):
    chance = random.Random(8)
    return [
        {
            "business": business,
            "presence": 10 * business + number,
            "kind": chance.choice(list(EvidenceKind)).value,
            "reference": chance.choice([f"https://contoh.id/{number}", f"@contoh{number}", " "]),
            "seen_on": ON - timedelta(days=chance.choice([1, 80, 100, 400])),
            "is_verified": chance.random() < 0.5,
            "source": "",
        }
        for business in range(1, businesses + 1)
        for number in range(chance.choice([0, 1, 3, 9]))
    ]


def site_inputs(number):
    profile = Profile(
        code=f"LJ-{number:06d}-0",
        slug=f"keripik-{number}",
        name=f"Keripik <Contoh> & {number}",
        sector=list(Sector)[number % len(Sector)],
        owner_name="Ani Contoh",
        products=(Product("keripik", "Keripik singkong", 15_000 + number, "bungkus"),),
        region_name="Kota Medan",
        province_name="Sumatera Utara",
        phone="+6281000000042",
        channels={"instagram": "contoh"},
    )
    return {
        "profile": profile,
        "texts": compose_texts(profile=profile, seed=profile.code),
        "updated_on": ON,
        "campaign": Campaign("pesan-keripik", "keripik", f"{profile.code}-P1"),
        "base_url": "https://umkm.example/sites",
        "programme": "Program Contoh",
        "posters": {"keripik": {"1080x1350": "poster.jpg"}},
    }


def write_samples(folder, *, businesses=300, sites=30):
    """Write the three tables, rows in no order, and return their paths by name."""
    chance = random.Random(9)
    tables = {
        "businesses": (business_rows(businesses), BUSINESSES),
        "evidence": (evidence_rows(businesses), EVIDENCE),
        "sites": ([store_site(**site_inputs(number)) for number in range(sites)], SITES),
    }
    paths = {}
    for name, (rows, schema) in tables.items():
        chance.shuffle(rows)
        paths[name] = folder / f"{name}.parquet"
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), paths[name])
    return paths
