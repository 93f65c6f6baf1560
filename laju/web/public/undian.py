"""Ulangi undian peserta Laju di komputer sendiri / repeat the draw of a Laju cohort.

    python3 undian.py undian-2027.jsonl "BENIH"

Hanya perlu Python 3, tanpa jaringan, tanpa pustaka lain. Hasilnya sama dengan berkas hasil di
halaman umum, sampai ke bitnya. Needs nothing but Python 3; prints the result file byte for byte.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any


def sha256(text: str) -> str:
    """Return what sha256sum prints."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def draw(text: str, seed: str) -> str:
    """Return the text of the result for the text of a draw file and the public seed."""
    head, *rows = [json.loads(line) for line in text.split("\n") if line]
    seats = head["seats"]
    if head["panels"]:  # crossing quotas: the seed picks one of the published seat plans
        seats = head["panels"][int(sha256(f"{seed}|panel"), 16) % len(head["panels"])]
    order = {"IN": 0, "DRAW": 1, "OUT": 2}
    groups: dict[str, list[Any]] = {}
    for key, group, band in rows:
        groups.setdefault(group, []).append((order[band], sha256(f"{seed}|{key}"), key))
    lines = []
    for group in sorted(groups):
        for place, (rank, lot, key) in enumerate(sorted(groups[group]), 1):
            outcome = "CHOSEN" if place <= seats.get(group, 0) else "WAITING"
            line = [group, place, key, outcome, lot]
            if rank == order["OUT"]:
                line = [group, 0, key, "OUT", lot]
            lines.append(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    return "".join(lines)


def main() -> int:
    """Read the file named first, draw with the seed named second, print the result."""
    if len(sys.argv) != 3:  # noqa: PLR2004  file and seed
        sys.stderr.write(__doc__ or "")
        return 2
    text = Path(sys.argv[1]).read_bytes().decode("utf-8")
    seed = " ".join(sys.argv[2].split())
    result = draw(text, seed)
    sys.stdout.buffer.write(result.encode("utf-8"))
    sys.stdout.buffer.flush()
    sys.stderr.write(f"sidik berkas undian: {sha256(text)}\nsidik hasil: {sha256(result)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
