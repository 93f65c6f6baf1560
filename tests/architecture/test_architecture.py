"""The rules of the architecture, as tests: what is not checked is not a rule."""

import ast
import collections
import inspect
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from laju.apps.accounts.rules import MAY
from laju.apps.ledger.recording import ACTIONS

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 400
FILES = sorted(p for p in (ROOT / "laju").rglob("*.py") if "migrations" not in p.parts)
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
PUBLIC = [
    (path, node)
    for path, tree in TREES.items()
    for node in tree.body
    if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
]
APPS = sorted(p.name for p in (ROOT / "laju" / "apps").iterdir() if (p / "models.py").exists())


def parts_of(path):
    return path.relative_to(ROOT / "laju").with_suffix("").parts


def place(path):
    """Return `core`, or the part of an app a file belongs to: actions, queries, models..."""
    parts = parts_of(path)
    if parts[0] == "core":
        return "core"
    return parts[2] if parts[0] == "apps" and len(parts) > 2 else ""


def name(path, node=None):
    return f"{path.relative_to(ROOT)}" + (f"::{node.name}" if node else "")


def decorators(node):
    return {ast.unparse(decorator) for decorator in node.decorator_list}


def committed():
    """Return the files that are part of the project, as git knows them."""
    told = subprocess.run(
        ["git", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if told.returncode:
        pytest.skip("not a git work tree: a shipped copy has no list of its files")
    paths = [ROOT / line for line in told.stdout.decode().split("\0") if line]
    return [path for path in paths if path.is_file()]


def test_modules_say_what_they_are():
    silent = [p for p, tree in TREES.items() if p.name != "apps.py" and not ast.get_docstring(tree)]
    assert [name(p) for p in silent] == []


def test_public_functions_say_what_they_do():
    assert [name(p, n) for p, n in PUBLIC if not ast.get_docstring(n)] == []


@pytest.mark.parametrize("app", APPS)
def test_names_of_actions_and_queries_are_unique_in_their_app(app):
    where = collections.defaultdict(set)
    for path, node in PUBLIC:
        if parts_of(path)[:2] == ("apps", app) and place(path) in {"actions", "queries"}:
            where[node.name].add(name(path))
    assert {key: places for key, places in where.items() if len(places) > 1} == {}


def test_names_of_actions_are_unique_over_all_apps():
    counted = collections.Counter(full.split(".")[1] for full in ACTIONS)
    assert [key for key, count in counted.items() if count > 1] == []


def test_every_action_is_given_to_some_role_and_every_right_is_an_action():
    given = set().union(*MAY.values())
    assert given - set(ACTIONS) == set(), "rights without an action"
    assert set(ACTIONS) - given == set(), "actions nobody may do"


def test_decorated_functions_are_the_actions_known():
    written = {
        f"{parts_of(path)[1]}.{node.name}"
        for path, node in PUBLIC
        if place(path) == "actions" and "action" in decorators(node)
    }
    assert written == set(ACTIONS)


def test_actions_stand_in_action_modules_only():
    elsewhere = [
        name(path, node)
        for path, node in PUBLIC
        if "action" in decorators(node) and place(path) != "actions"
    ]
    assert elsewhere == []


@pytest.mark.parametrize(
    "app", [a for a in APPS if (ROOT / "laju" / "apps" / a / "actions" / "__init__.py").exists()]
)
def test_every_action_of_a_package_is_exported(app):
    package = import_module(f"laju.apps.{app}.actions")
    mine = {full.split(".")[1] for full in ACTIONS if full.startswith(f"{app}.")}
    assert mine - set(package.__all__) == set()
    assert [key for key in mine if getattr(package, key) is not ACTIONS[f"{app}.{key}"]] == []


@pytest.mark.parametrize("full", sorted(ACTIONS))
def test_actions_take_keywords_only_with_by_and_at(full):
    parameters = inspect.signature(ACTIONS[full]).parameters
    assert {"by", "at"} <= set(parameters)
    assert all(p.kind is p.KEYWORD_ONLY for p in parameters.values())
    assert all(parameters[key].default is inspect.Parameter.empty for key in ("by", "at"))


def test_actions_do_not_read_the_clock():
    clock = re.compile(r"\b(?:timezone\.now|datetime\.now|date\.today|time\.time)\(")
    told = [p for p in FILES if place(p) in {"core", "actions"}]
    assert [name(p) for p in told if clock.search(p.read_text(encoding="utf-8"))] == []


def test_queries_do_not_write():
    """Laju's own account is made when first asked for: accounts lie below the ledger."""
    told = [p for p in FILES if place(p) == "queries" and parts_of(p)[1] != "accounts"]
    assert [hit for p in told for hit in writes(p)] == []


def test_keys_to_other_apps_have_no_way_back():
    back = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("laju.apps")
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and field.related_model._meta.app_label != model._meta.app_label
        and field.related_model.__module__.startswith("laju.apps")
        and not field.remote_field.hidden
    ]
    assert back == []


@pytest.mark.parametrize("path", [p for p in FILES if place(p) in {"core", "actions"}], ids=name)
def test_each_module_has_its_mirror_in_tests(path):
    """Modules inside a core package may be tested through its face, by the names they define."""
    if path.name in {"__init__.py", "errors.py"} or not has_functions(path):
        return
    parts = path.relative_to(ROOT / "laju").parts
    folder = ROOT / "tests" / Path(*parts[:-1])
    if (folder / f"test_{parts[-1]}").exists():
        return
    assert place(path) == "core" and len(parts) > 2, "no mirror"
    told = " ".join(test.read_text(encoding="utf-8") for test in folder.glob("test_*.py"))
    called = set(re.findall(r"\w+", told))
    used = {word for p in path.parent.glob("*.py") if p != path for word in words_of(p)}
    names = {node.name for node in functions_of(path) if not node.name.startswith("_")}
    assert names & called or names & used, "neither tested nor used"


def has_functions(path):
    """Tell whether a module does anything; shapes and values alone need no test."""
    return any(isinstance(node, ast.FunctionDef) for node in ast.walk(TREES[path]))


def functions_of(path):
    kinds = ast.FunctionDef | ast.ClassDef
    return [node for node in ast.walk(TREES[path]) if isinstance(node, kinds)]


def words_of(path):
    return set(re.findall(r"\w+", path.read_text(encoding="utf-8")))


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_core_is_the_standard_library_only():
    foreign = [
        f"{name(path)}: {module}"
        for path, tree in TREES.items()
        if place(path) == "core"
        for module in imported(tree)
        if module.split(".")[0] not in sys.stdlib_module_names | {"laju"}
        or (module.startswith("laju.") and not module.startswith("laju.core"))
    ]
    assert foreign == []


def test_apps_do_not_reach_by_name_what_they_may_not_import():
    assert [name(p) for p in FILES if "get_model(" in p.read_text(encoding="utf-8")] == []


def writes(path):
    """Return the calls of a file that write to the database."""
    words = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create"}
    words |= {"update_or_create"}
    for node in ast.walk(TREES[path]):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        told = ast.unparse(node.func)
        if told.startswith("cache."):  # counts failed sign-ins, forgets by itself
            continue
        # A dict or a hash is updated without a database.
        if node.func.attr in words and ("objects" in told or node.func.attr != "update"):
            yield f"{name(path)}:{node.lineno} {told}"


def test_pages_do_not_write_to_the_database():
    views = [p for p in FILES if parts_of(p)[0] == "web" and "management" not in p.parts]
    assert [hit for p in views for hit in writes(p)] == []


def test_no_file_is_longer_than_can_be_read():
    lengths = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in FILES}
    largest = sorted(lengths.items(), key=lambda item: -item[1])[:5]
    print("largest files:", *(f"{name(p)} {n}" for p, n in largest), sep="\n  ")
    assert [f"{name(p)}: {n}" for p, n in lengths.items() if n > LONGEST_FILE] == []


# Written apart, so that this file does not find itself.
REGISTRIES = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry." + "npmjs",
    "npmjs" + ".com/package",
    "crates" + ".io/api",
    "proxy." + "golang",
    "deb.debian" + ".org",
]
MACHINE = re.compile(r"(?<![\w.~$}/-])/(?:work|root|home/[a-z]+|Users/[A-Za-z]+)/[\w.]")  # fmt: skip
TEXT = {".py", ".md", ".toml", ".txt", ".html", ".css", ".js", ".yaml", ".yml", ".cfg", ".ini", ".sh", ".json", ".csv", ".lock", ".in", ""}  # fmt: skip


def test_no_file_names_a_package_registry_or_a_place_on_one_machine():
    found = []
    for path in committed():
        if path.suffix not in TEXT or path.stat().st_size > 2_000_000:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{name(path)}: {host}" for host in REGISTRIES if host in text]
        found += [f"{name(path)}: {hit[0]}" for hit in MACHINE.finditer(text)]
    assert found == []
