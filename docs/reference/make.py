# ruff: noqa: INP001
"""Write docs/reference/*.md from the code itself: `make docs`."""

import argparse
import importlib
import importlib.util
import inspect
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NOTE = "<!-- Written by `make docs` from the code; do not edit. -->\n"
BUILT_IN = frozenset(
    {
        "help", "version", "verbosity", "settings", "pythonpath", "traceback", "no_color", "force_color", "skip_checks",
    }
)  # fmt: skip
ENVIRONMENT = re.compile(r"""environ(?:\.get|\.setdefault)?[\[(]\s*"([A-Z_]+)"(?:,\s*([^)\n]+))?""")


def pages() -> dict[str, str]:
    """Return the name and text of every page of the reference."""
    writers: dict[str, Callable[[], Iterator[str]]] = {
        "actions.md": _actions,
        "permissions.md": _permissions,
        "commands.md": _commands,
        "figures.md": _figures,
        "settings.md": _settings,
    }
    return {name: NOTE + "\n".join(write()) + "\n" for name, write in writers.items()}


def _known_actions() -> dict[str, Callable[..., Any]]:
    from django.conf import settings

    from laju.apps.ledger.recording import ACTIONS

    for app in settings.APPS:
        if importlib.util.find_spec(f"laju.apps.{app}.actions"):
            importlib.import_module(f"laju.apps.{app}.actions")
    return {n: f for n, f in sorted(ACTIONS.items()) if f.__module__.startswith("laju.")}


def _roles(action: str) -> str:
    from laju.apps.accounts.models import Role
    from laju.apps.accounts.rules import MAY

    return ", ".join(role.value for role in Role if action in MAY[role]) or "nobody"


def _actions() -> Iterator[str]:
    yield "# Actions\n"
    yield "Everything that changes stored data. Each is one permission, one transaction, one line in"
    yield "the ledger; its name is the same in all three. All take `by` (a person) and `at` (a moment).\n"
    for name, function in _known_actions().items():
        where = Path(inspect.getsourcefile(inspect.unwrap(function)) or "").relative_to(ROOT)
        takes = [p for p in inspect.signature(function).parameters if p not in {"by", "at"}]
        yield f"## {name}\n\n{inspect.getdoc(function) or ''}\n"
        yield f"Takes: {', '.join(f'`{p}`' for p in takes) or 'nothing else'}. May be done by:"
        yield f"{_roles(name)}. Code: [{where.name}](../../{where.as_posix()}).\n"


def _permissions() -> Iterator[str]:
    from laju.apps.accounts.models import Role
    from laju.apps.accounts.rules import MAY

    yield "# Permissions\n"
    yield "Role by action. A person with regions sees and changes rows of those regions only; one"
    yield "without regions sees all. Assessors change nothing.\n"
    yield f"| action | {' | '.join(role.value for role in Role)} |"
    yield f"|---|{'---|' * len(Role)}"
    for name in _known_actions():
        marks = " | ".join("yes" if name in MAY[role] else "" for role in Role)
        yield f"| `{name}` | {marks} |"


def _commands() -> Iterator[str]:
    from django.core.management import load_command_class

    yield "# Commands\n"
    yield "`laju COMMAND --help` shows the same in the terminal.\n"
    for path in sorted((ROOT / "laju/web/management/commands").glob("[a-z]*.py")):
        command = load_command_class("laju.web", path.stem)
        parser = command.create_parser("laju", path.stem)
        yield f"## laju {path.stem}\n\n{inspect.getdoc(type(command))} ({command.help})\n"
        options = [o for o in parser._actions if o.dest not in BUILT_IN]  # noqa: SLF001
        if options:
            yield "| option | value | meaning | if left out |\n|---|---|---|---|"
        for option in options:
            name = ", ".join(option.option_strings) or str(option.metavar or option.dest)
            value = str(option.metavar or option.dest).lower() if option.nargs != 0 else ""
            default = "" if option.default in (None, False, [], "") else str(option.default)
            left_out = "must be given" if option.required else default
            yield f"| `{name}` | {value if option.option_strings else ''} | {option.help or ''} | {left_out} |"
        yield ""


def _figures() -> Iterator[str]:
    from laju.apps.evidence.counting import COUNTS

    yield "# Figures\n"
    yield "Each published figure keeps the keys of its rows and their hash; its parts per region must"
    yield "make the whole, or nothing is published (ADR 0012).\n"
    yield "| name | title | what is counted | rows | share of |\n|---|---|---|---|---|"
    for name, count in COUNTS.items():
        share = f"`{count.of}`" if count.of else ""
        yield f"| `{name}` | {count.title} | {count.definition} | `{count.kind}` | {share} |"


def environment() -> dict[str, tuple[str, set[str]]]:
    """Return each environment variable the code reads: its default as written, and where."""
    found: dict[str, tuple[str, set[str]]] = {}
    for path in sorted((ROOT / "laju").rglob("*.py")):
        for name, default in ENVIRONMENT.findall(path.read_text(encoding="utf-8")):
            if name.startswith("LAJU_") or name == "DATABASE_URL":
                known, where = found.get(name, ("", set()))
                found[name] = (
                    known or default.strip(),
                    where | {path.relative_to(ROOT).as_posix()},
                )
    return found


def _settings() -> Iterator[str]:
    yield "# Settings\n"
    yield "Environment variables the code reads; [operations](../guide/operations.md#settings) says"
    yield "what each is for.\n"
    yield "| variable | default, as written in the code | read in |\n|---|---|---|"
    for name, (default, where) in sorted(environment().items()):
        yield f"| `{name}` | {f'`{default}`' if default else ''} | {', '.join(sorted(where))} |"


def main() -> None:
    """Write the pages, or with --check say which are out of date and fail."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if out of date")
    is_check = parser.parse_args().check
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"LAJU_HOME": home, "DJANGO_SETTINGS_MODULE": "laju.project.settings"}
        import django

        django.setup()
        told = pages()
    stale = [n for n, t in told.items() if not (HERE / n).exists() or (HERE / n).read_text() != t]
    for name in [] if is_check else stale:
        (HERE / name).write_text(told[name], encoding="utf-8")
    sys.stdout.write(f"docs/reference: {', '.join(stale) or 'all up to date'}\n")
    sys.exit(1 if is_check and stale else 0)


if __name__ == "__main__":
    main()
