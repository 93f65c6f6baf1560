"""Texts of 1,000 businesses that give one line each: `python -m bench.words [--businesses 1000]`.

The lines are real ones where the list lies beside the project, otherwise made up. Checked by rules
of this file's own, not by the guard: a number is invented when its digits stand in no fact, a claim
is banned when the word stands outside the names. Near twins: captions of one region and sector that
share more than half of their four-word runs. The guard itself is measured on the public set, and a
writer that lies in twenty ways on the stand-in. The limit is filling twelve fixed templates. Last
line: JSON.
"""

import argparse
import csv
import json
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from laju.connectors.writer import Writer
from laju.connectors.writer.fake import LIES, lying, stand_in
from laju.core.claims import check_text, check_written
from laju.core.grammar import compose_texts
from laju.core.profile import Product, Profile, Sector
from laju.core.sectors import read_products
from laju.core.slugs import make_slug
from laju.core.texts import Texts
from laju.core.writing import facts_told, judge_sentences, texts_wanted
from tests.core.claims.test_guard import SET, SHOP
from tests.core.grammar.profiles import REGIONS, make_profile
from tests.core.grammar.test_captions import count_twins

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "data" / "teks" / "deskripsi_umkm_nyata.jsonl"
BANNED = re.compile(
    r"\b(terbaik|terenak|termurah|terlezat|terlaris|terpercaya|nomor satu|no\.? ?1|satu-satunya|dijamin|garansi"
    r"|berkhasiat|menyembuhkan|mengobati|obat|ampuh|halal|bpom|100 ?%|asli|murni|promo|diskon|gratis|buruan"
    r"|terbatas|ribuan pelanggan|viral|premium|berkualitas|enak|lezat|nikmat|murah|mantap)\b",
    re.IGNORECASE,
)
PLAIN = tuple(
    f"{{nama}} menjual {{barang}} di {{kota}}. Pesan lewat WhatsApp{'.' * n}" for n in range(12)
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--businesses", type=int, default=1_000)
    businesses = list(profiles(parser.parse_args().businesses))
    began = time.perf_counter()
    texts = [compose_texts(profile=each, seed=each.code) for each in businesses]
    seconds = time.perf_counter() - began
    limit = timed(lambda: [plain_words(each) for each in businesses])
    invented = [
        w for each, said in zip(businesses, texts, strict=True) for w in numbers(each, said)
    ]
    banned = [w for each, said in zip(businesses, texts, strict=True) for w in claims(each, said)]
    show("invented numbers", invented)
    show("banned claims", banned)
    print(
        json.dumps(
            {
                "benchmark": "words",
                "businesses": len(businesses),
                "real_lines": REAL.exists(),
                "seconds": round(seconds, 2),
                "invented_numbers": len(invented),
                "banned_claims": len(banned),
                **twins(businesses, texts),
                **guard(),
                **lies(),
                "sentences_per_about": round(
                    sum(said.about.text.count(".") for said in texts) / len(texts), 1
                ),
                "ratio_limit": round(seconds / limit, 1),
            }
        )
    )


def profiles(count: int) -> Iterator[Profile]:
    """Yield businesses whose own line is real, or made up; what else is known is as seldom as it is."""
    chance, lines = random.Random(5), real_lines()
    for number in range(count):
        made = make_profile(number, chance)
        if not lines:
            yield made
            continue
        told = lines[number % len(lines)]
        names = read_products(text=told["produk"] or told["deskripsi"])[:4]
        kept = number < len(lines)  # each line once as it is; then with other facts around it
        yield replace(
            made,
            name=told["nama_usaha"] if kept else made.name,
            slug=make_slug(told["nama_usaha"]),
            sector=Sector.FOOD if "ulin" in told["kategori"] else made.sector,
            activity=told["deskripsi"][:200],
            products=tuple(Product(f"p{at}", name[:80]) for at, name in enumerate(names)),
            region_name=chance.choice(REGIONS),
        )


def real_lines() -> list[dict[str, str]]:
    if not REAL.exists():
        return []
    told = [json.loads(line) for line in REAL.read_text(encoding="utf-8").splitlines()]
    return [
        {key: str(each.get(key) or "") for key in ("nama_usaha", "kategori", "deskripsi", "produk")}
        for each in told
        if each.get("nama_usaha") and each.get("deskripsi")
    ]


def every_text(said: Texts) -> Iterator[str]:
    yield from (said.headline.text, said.tagline.text, said.about.text, said.description.text)
    yield from (said.offer.text, said.greeting.text)
    yield from (line.text for line in (*said.product_lines.values(), *said.alts.values()))
    yield from (question.answer.text for question in said.faq)
    for caption in said.captions:
        yield from (caption.text, caption.short, caption.long)


def numbers(profile: Profile, said: Texts) -> Iterator[str]:
    """Yield runs of digits that stand in no fact, however they are parted."""
    facts = re.sub(r"\D", "", repr(profile)) + repr(profile) + "0" + profile.phone[3:]
    digits = re.sub(r"\D", " ", facts) + " " + re.sub(r"\D", "", facts)
    for text in every_text(said):
        for found in re.findall(r"\d[\d.\-]*", text):
            if re.sub(r"\D", "", found) not in digits:
                yield found


def claims(profile: Profile, said: Texts) -> Iterator[str]:
    """Yield banned words outside the names of business and products."""
    names = sorted((profile.name, *(each.name for each in profile.products)), key=len)[::-1]
    for text in every_text(said):
        bare = text
        for name in names:
            bare = re.sub(re.escape(name), " ", bare, flags=re.IGNORECASE)
        yield from (f"{found[0]}: {text}" for found in BANNED.finditer(bare))


def twins(businesses: Sequence[Profile], texts: Sequence[Texts]) -> dict[str, float]:
    """Count near twins among those who read each other: of one region and sector."""
    shares = {}
    for place, kind in enumerate(("product", "story", "order")):
        groups = defaultdict(list)
        for profile, said in zip(businesses, texts, strict=True):
            groups[profile.region_name, profile.sector].append(said.captions[place].text)
        found = sum(count_twins(group) for group in groups.values())
        shares[f"near_twins_{kind}"] = round(found / len(businesses), 4)
    return shares


def guard() -> dict[str, float]:
    with SET.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    refused = [row["text"] for row in rows if row["verdict"] == "tolak"]
    allowed = [row["text"] for row in rows if row["verdict"] == "boleh"]

    def share(texts: Sequence[str], check: Callable[..., Any]) -> float:
        return round(sum(bool(check(text=t, profile=SHOP)) for t in texts) / len(texts), 3)

    return {
        "recall": share(refused, check_text),
        "false_flags": share(allowed, check_text),
        "recall_with_vocabulary": share(refused, check_written),
        "false_flags_with_vocabulary": share(allowed, check_written),
    }


def lies() -> dict[str, int]:
    """Ask the stand-in once per lie; count sentences that would have reached an owner."""
    facts, wanted = facts_told(profile=SHOP), texts_wanted(profile=SHOP, changed={})
    passed = 0
    for lie in LIES:
        with stand_in(lying(lie)) as server:
            said = Writer(url=server.url, model="contoh").ask(facts=facts, wanted=wanted)
        for name, sentences in said.items():
            passed += not judge_sentences(name=name, sentences=sentences, profile=SHOP)[1]
    return {"lies": len(LIES), "lies_passed": passed}


def plain_words(profile: Profile) -> list[str]:
    goods = profile.products[0].name if profile.products else profile.activity
    return [
        line.format(nama=profile.name, barang=goods, kota=profile.region_name) for line in PLAIN
    ]


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def show(title: str, found: Sequence[str]) -> None:
    for each in dict.fromkeys(found[:10]):
        print(f"{title}: {each}", file=sys.stderr)


if __name__ == "__main__":
    main()
