"""Pages of 500 sites before the Nu Html Checker (what validator.w3.org runs): errors, by kind.

python -m bench.validator [--sites 500]: made-up businesses of every sector, one in five with hostile
texts, samples with photos in each theme, and the directory beside them. Needs Java and npm; without
them it says so and prints JSON with "skipped". Goal: `errors` 0. Last line: JSON.
"""

import argparse
import json
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.publish import inputs, record
from laju.engines.sites import render_site, write_site
from tests.engines.site_samples import write_samples
from tests.web.hostile import HOSTILE

PACKAGE = "vnu-jar@26.9.27"
_ERROR = re.compile(r'^"(.+?)":[\d.-]+: (?:error|fatal)[^:]*: (.*)$', re.MULTILINE)
_QUOTED = re.compile(r"“[^”]*”")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=500)
    options = parser.parse_args()
    lacking = [name for name in ("java", "npm", "tar") if shutil.which(name) is None]
    if lacking:
        print(json.dumps({"bench": "validator", "skipped": f"needs {', '.join(lacking)}"}))
        return
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(Path(folder), options.sites)))


def measure(folder: Path, sites: int) -> dict[str, Any]:
    """Write the sites, have them checked, and count what is wrong."""
    pages = write_pages(folder / "sites", sites)
    checker = fetch(folder)
    command = ["java", "-Xss8m", "-jar", str(checker), "--errors-only", "--format", "gnu"]
    told = subprocess.run([*command, *pages], stderr=subprocess.PIPE, check=False).stderr.decode()
    found = _ERROR.findall(told)
    for path, words in found[:10]:
        print(f"{Path(path).parent.name}/{Path(path).name}: {words}")
    kinds = Counter(_QUOTED.sub("…", words) for _, words in found)
    return {
        "bench": "validator",
        "sites": sites,
        "pages": len(pages),
        "errors": len(found),
        "kinds": dict(kinds.most_common(10)),
    }


def write_pages(root: Path, sites: int) -> list[str]:
    """Write all pages; return their paths."""
    root.mkdir(parents=True)
    write_samples(root)
    for number in range(sites):
        given = inputs(record(number))
        if number % 5 == 0:  # what people paste, in every field that is shown
            text = HOSTILE[number // 5 % len(HOSTILE)]
            profile = given["profile"]
            goods = tuple(replace(each, name=text, note=text) for each in profile.products)
            profile = replace(profile, name=text, address=text, activity=text, products=goods)
            given["profile"] = replace(profile, landmark=text)
        given["counting"] = ("", "/", "https://hitung.example/")[number % 3]
        write_site(root=root, slug=given["profile"].slug, files=render_site(**given))
    return sorted(str(path) for path in root.rglob("*.html"))


def fetch(folder: Path) -> Path:
    """Return the checker, fetched by npm."""
    told = subprocess.run(
        ["npm", "pack", "--silent", PACKAGE], cwd=folder, stdout=subprocess.PIPE, check=True
    )
    name = told.stdout.decode().split()[-1]
    subprocess.run(["tar", "xzf", name], cwd=folder, check=True)
    return next(folder.rglob("vnu.jar"))


if __name__ == "__main__":
    main()
