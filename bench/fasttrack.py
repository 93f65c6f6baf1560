"""The main job on the example sheets, by step: python -m bench.fasttrack [--posters].

`ratio_limit` is the job's time over that of only writing the files it leaves behind.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parent.parent / "example"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posters", action="store_true", help="draw the posters too")
    options = parser.parse_args()
    sheets = sorted(p for p in EXAMPLE.iterdir() if p.suffix in {".csv", ".xlsx"})
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        command = [sys.executable, "-m", "laju.project.cli", "fasttrack", *map(str, sheets)]
        command += ["--out", str(out), *([] if options.posters else ["--no-posters"])]
        began = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - began
        told = json.loads((out / "summary.json").read_text())
        files = {
            p: p.read_bytes() for p in out.rglob("*") if p.is_file() and ".laju" not in p.parts
        }
        limit = write_only(files, out, Path(folder) / "limit")
    print(
        json.dumps(
            {
                "benchmark": "fasttrack",
                "rows": told["rows_in"],
                "sites": told["sites"],
                "posters": told["posters"],
                "posts": told["posts"],
                "seconds": round(seconds, 2),
                "seconds_per_step": told["seconds"],
                "posters_per_second": rate(told["posters"], told["seconds"].get("posters", 0)),
                "ratio_limit": round(seconds / limit, 1),
            }
        )
    )


def rate(count: int, seconds: float) -> float | None:
    return round(count / seconds, 1) if count and seconds else None


def write_only(files: dict[Path, bytes], root: Path, into: Path) -> float:
    began = time.perf_counter()
    for path, content in files.items():
        target = into / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
