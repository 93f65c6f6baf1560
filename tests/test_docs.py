"""The documents tell the truth about this commit."""

import importlib.util
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import load_command_class

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    path
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("example/*.md"))
    if "screens" not in path.parts
)
README = (ROOT / "README.md").read_text(encoding="utf-8")
OPERATIONS = (ROOT / "docs/guide/operations.md").read_text(encoding="utf-8")
COMMANDS = sorted(p.stem for p in (ROOT / "laju/web/management/commands").glob("[a-z]*.py"))
OURS = {
    "fasttrack",
    "person",
    "erase",
    "import",
    "advance",
    "demo",
    "serve",
    "verify",
    "work",
    "cube",
    "snapshot",
    "index",
    "link",
    "synthesise",
    "draw",
    "write",
}
FROM_DJANGO = {"shell", "changepassword", "migrate", "check"}
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```\w*\n(.*?)^```", re.DOTALL | re.MULTILINE)

_spec = importlib.util.spec_from_file_location("reference", ROOT / "docs/reference/make.py")
reference = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(reference)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def anchors_of(path: Path) -> set[str]:
    """The anchors a reader's link can point to, as GitHub makes them from headings."""
    headings = re.findall(r"^#+\s+(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    plain = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings]
    return {heading.strip().replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page):
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    for link in LINK.findall(text):
        if link.startswith(("http:", "https:", "mailto:")):
            continue
        target, _, anchor = link.partition("#")
        found = (page.parent / target).resolve() if target else page
        assert found.exists(), f"{name_of(page)} links to {link}"
        assert not anchor or anchor in anchors_of(found), f"{name_of(page)} links to {link}"


def test_the_commands_are_those_the_readers_know():
    assert set(COMMANDS) == OURS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_both_readmes_and_the_reference(command):
    bahasa = (ROOT / "README.id.md").read_text(encoding="utf-8")
    told = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    call = re.compile(rf"laju {command}\b|make {command}\b")
    assert call.search(README)
    assert call.search(bahasa)
    assert f"## laju {command}\n" in told


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_in_examples_exist_with_their_options(page):
    for block in FENCE.findall(page.read_text(encoding="utf-8")):
        for command, rest in re.findall(r"(?:^|/|\$ )laju (\w[\w-]*)(.*)$", block, re.MULTILINE):
            assert command in OURS | FROM_DJANGO, f"{name_of(page)}: laju {command}"
            if command in OURS:
                assert_options_exist(command, rest.partition("#")[0], name_of(page))


def assert_options_exist(command: str, text: str, where: str) -> None:
    parser = load_command_class("laju.web", command).create_parser("laju", command)
    known = {option for action in parser._actions for option in action.option_strings}
    for option in re.findall(r"(?<!\S)--[a-z-]+", text):
        assert option in known, f"{where}: laju {command} {option}"


def test_every_option_of_fasttrack_is_in_the_readme():
    parser = load_command_class("laju.web", "fasttrack").create_parser("laju", "fasttrack")
    for action in parser._actions:
        if action.dest not in reference.BUILT_IN:
            assert f"`{(action.option_strings or ['SHEET'])[0]}" in README, action.dest


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_make_targets_exist(page):
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", text, re.MULTILINE))
    blocks = "\n".join(FENCE.findall(page.read_text(encoding="utf-8")))
    used = re.findall(r"(?:^|&& |`)make ([a-z]+)", blocks + "\n" + page.read_text(encoding="utf-8"))
    assert set(used) <= targets


def test_every_make_target_has_a_line_of_help():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert not [line for line in re.findall(r"^[a-z]+:.*$", text, re.MULTILINE) if "##" not in line]


def test_every_setting_is_explained_and_none_is_made_up():
    read = {name for name in reference.environment() if name != "DATABASE_URL"}
    explained = set(re.findall(r"^\| `(LAJU_\w+)`", OPERATIONS, re.MULTILINE))
    assert explained == read


@pytest.mark.parametrize("name", ["actions", "permissions", "commands", "figures", "settings"])
def test_the_reference_is_up_to_date(name):
    written = (ROOT / f"docs/reference/{name}.md").read_text(encoding="utf-8")
    assert written == reference.pages()[f"{name}.md"], "run: make docs"


@pytest.mark.parametrize("label", ["accounts.User", "registry.Owner", "registry.Business"])
def test_every_field_about_people_has_a_class(label):
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| {re.escape(label)} \|(.*)\|$", text, re.MULTILINE)
    told = {word.strip() for word in row.group(1).replace("|", ",").split(",")} - {""}
    assert told == {field.name for field in apps.get_model(label)._meta.fields}


def test_every_example_photo_is_credited():
    credits_ = (ROOT / "example/foto/KREDIT.csv").read_text(encoding="utf-8")
    licences = (ROOT / "REUSE.toml").read_text(encoding="utf-8")
    for photo in (ROOT / "example/foto").glob("*.jpg"):
        assert f"\n{photo.name}," in credits_
        assert f'"example/foto/{photo.name}"' in licences


def test_every_licence_named_has_its_text():
    named = set(re.findall(r'License-Identifier = "([^"]+)"', (ROOT / "REUSE.toml").read_text()))
    assert named <= {path.stem for path in (ROOT / "LICENSES").glob("*.txt")}


def test_translations_are_compiled():
    for source in (ROOT / "laju/web/locale").rglob("*.po"):
        compiled = source.with_suffix(".mo")
        assert compiled.exists(), f"{name_of(source)} is not compiled"


def test_pictures_are_light():
    for picture in (ROOT / "docs/screens").glob("*.png"):
        assert picture.stat().st_size <= 150_000, f"{picture.name} is heavier than 150 kB"


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


# A letter in brackets, so that this file does not find itself.
FORBIDDEN = re.compile(
    r"/wor[k]/(?:main|shared)|/roo[t]/|/hom[e]/\w+/|pytho[n]hosted|pyp[i]\.org|registry\.npm[j]s"
    r"|BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KE[Y]"
)


def test_no_file_names_machines_secrets_or_registries():
    wrong = []
    for path in tracked():
        data = path.read_bytes() if path.is_file() else b"\0"
        if b"\0" not in data[:2000] and (hit := FORBIDDEN.search(data.decode("utf-8", "replace"))):
            wrong.append(f"{name_of(path)}: {hit.group()}")
    assert not wrong
