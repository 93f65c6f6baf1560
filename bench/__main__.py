"""Run every benchmark as a process of its own and write docs/benchmarks.md.

python -m bench [NAME...]: with names only those are run, and only their parts of the report change.
A benchmark is a module here that can be run. The last line it prints is JSON; one that fails
gets a note instead of numbers, and the others still run.
"""

import json
import os
import platform
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
REPORT = HERE.parent / "docs" / "benchmarks.md"
TIME_LIMIT_SECONDS = 1800


def benchmarks() -> list[str]:
    """Return the names of the modules that can be run."""
    found = sorted(path for path in HERE.glob("*.py") if not path.name.startswith("__"))
    return [path.stem for path in found if '__name__ == "__main__"' in path.read_text("utf-8")]


def run(name: str) -> tuple[dict[str, Any], float]:
    """Return what one benchmark says of itself and how many seconds it took."""
    start = time.perf_counter()
    command = [sys.executable, "-m", f"bench.{name}"]
    try:
        done = subprocess.run(
            command, cwd=HERE.parent, stdout=subprocess.PIPE, check=True, timeout=TIME_LIMIT_SECONDS
        )
        found = json.loads(done.stdout.decode().strip().splitlines()[-1])
        result = found if isinstance(found, dict) else {"result": found}
    except (subprocess.SubprocessError, OSError, ValueError, IndexError) as error:
        result = {"failed": str(error).splitlines()[0] if str(error) else type(error).__name__}
    return result, time.perf_counter() - start


def machine() -> str:
    """Return the machine in one line."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [x for x in cpuinfo.read_text().splitlines() if x.startswith("model name")]
        model = names[0].partition(":")[2].strip() if names else model
    system = f"{platform.system()} {platform.release()}"
    return f"{model}, {os.cpu_count()} cores, {system}, Python {platform.python_version()}"


def section(name: str, result: dict[str, Any], seconds: float) -> str:
    """Return the part of the report about one benchmark."""
    ran = f"{datetime.now(UTC):%Y-%m-%d}, {seconds:.0f} s"
    lines = [f"## {name}", "", f"`python -m bench.{name}` ({ran})", ""]
    for word in ("failed", "skipped"):
        if word in result:
            return "\n".join([*lines, f"{word.capitalize()}: {result[word]}", ""])
    lines += ["| what | value |", "|---|---|"]
    lines += [f"| {key} | {cell(value)} |" for key, value in result.items() if key != "bench"]
    return "\n".join([*lines, ""])


def cell(value: object) -> str:
    """Return a value as a table shows it.

    >>> cell(12345), cell({"a": 1})
    ('12,345', '`{"a": 1}`')
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    if isinstance(value, dict | list):
        return f"`{json.dumps(value, ensure_ascii=False)}`".replace("|", "\\|")
    return str(value).replace("|", "\\|")


def parts_of(report: str) -> dict[str, str]:
    r"""Return the parts of a report by the name of their benchmark.

    >>> parts_of("# Benchmarks\n\n## a\n\n1\n\n## b\n\n2\n")
    {'a': '## a\n\n1\n', 'b': '## b\n\n2\n'}
    """
    found = report.split("\n## ")[1:]
    return {part.partition("\n")[0]: f"## {part.rstrip()}\n" for part in found}


def main() -> None:
    known = benchmarks()
    asked = sys.argv[1:] or known
    if wrong := sorted(set(asked) - set(known)):
        sys.exit(f"no such benchmark: {', '.join(wrong)}; there are {', '.join(known)}")
    parts = parts_of(REPORT.read_text("utf-8")) if sys.argv[1:] and REPORT.exists() else {}
    failures = 0
    for name in asked:
        print(f"{name} ...", flush=True)
        result, seconds = run(name)
        failures += "failed" in result
        print(json.dumps(result, ensure_ascii=False), flush=True)
        parts[name] = section(name, result, seconds)
    head = [
        "# Benchmarks",
        "",
        "Written by `make bench`. Read the ratios; seconds differ from machine to machine.",
        "",
        f"- Machine: {machine()}",
        "",
    ]
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(
        "\n".join([*head, *(parts[name] for name in sorted(parts))]), encoding="utf-8"
    )
    print(f"{REPORT.relative_to(HERE.parent)} written" + f", {failures} failed" * bool(failures))


if __name__ == "__main__":
    main()
