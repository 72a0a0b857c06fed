"""The Spanish catalogue says everything the pages say, with the same holes, and is what the extraction gives today."""

import ast
import gettext
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils import translation

from parrilla import borrowed_strings
from parrilla.environment import ROOT
from parrilla.strings import STRINGS

CATALOGUE = ROOT / "locale" / "es" / "LC_MESSAGES" / "django.po"
PATH = "/usr/local/bin:/usr/bin:/bin"
HOLE = re.compile(r"%\((\w+)\)([sd])|(?<!%)%([sd])(?!\w)|\{(\w+)\}")
USTED = re.compile(
    r"\b([Uu]sted|su (contraseña|cuenta|correo))\b|(^|[.:;,?] )([Ii]ngrese|[Ii]ntroduzca|[Ee]scriba|[Ee]lija) "
)


@dataclass
class Entry:
    """One sentence: what English says, what Spanish says (one form, or one for each number)."""

    context: str = ""
    id: str = ""
    plural: str = ""
    spanish: dict[int, str] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.id

    def __str__(self) -> str:
        return f"{self.context}|{self.id}" if self.context else self.id


def read(path: Path) -> list[Entry]:
    """The entries of a catalogue, without its header. An obsolete one is flagged `obsolete`."""
    entries = []
    for block in re.split(r"\n\s*\n", path.read_text()):
        entry, into = Entry(), ""
        for line in block.splitlines():
            if line.startswith("#~"):
                entry.flags.add("obsolete")
                line = line[2:].strip()  # noqa: PLW2901
            if line.startswith("#,"):
                entry.flags |= {flag.strip() for flag in line[2:].split(",")}
            elif found := re.match(r'(?:(msg\w+(?:\[\d\])?) )?(".*")$', line):
                into = found[1] or into
                put(entry, into, ast.literal_eval(found[2]))
        entries.append(entry)
    return [entry for entry in entries if entry.id]


def put(entry: Entry, into: str, text: str) -> None:
    match into:
        case "msgctxt":
            entry.context += text
        case "msgid":
            entry.id += text
        case "msgid_plural":
            entry.plural += text
        case _:
            number = int(into[7:-1]) if "[" in into else 0
            entry.spanish[number] = entry.spanish.get(number, "") + text


def gather(script: Path, *arguments: Path) -> None:
    subprocess.run([script, *arguments], check=True, env={"PYTHON": sys.executable, "PATH": PATH})


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue as a new extraction would leave it."""
    result = tmp_path_factory.mktemp("messages") / "django.po"
    gather(ROOT / "deploy" / "messages", result)
    return result


@pytest.fixture(scope="module")
def entries(gathered: Path) -> list[Entry]:
    found = read(gathered)
    assert len(found) > len(STRINGS) // 2, "the extraction found next to nothing: this test looks in the wrong place"
    return found


def shown(entries: list[Entry]) -> str:
    return "\n".join(f"  {entry}" for entry in entries)


def test_nothing_waits_for_its_translation(entries: list[Entry]) -> None:
    empty = [entry for entry in entries if not all(text.strip() for text in entry.spanish.values())]
    assert not empty, f"no Spanish for:\n{shown(empty)}"


def test_no_translation_is_a_guess(entries: list[Entry]) -> None:
    fuzzy = [entry for entry in entries if "fuzzy" in entry.flags]
    assert not fuzzy, f"changed in English, look at the Spanish of:\n{shown(fuzzy)}"


def test_the_catalogue_kept_is_the_one_the_sources_give(gathered: Path) -> None:
    kept, given = read(CATALOGUE), read(gathered)
    assert not [entry for entry in kept if "obsolete" in entry.flags]
    ours, theirs = {entry.key for entry in kept}, {entry.key for entry in given}
    assert not theirs - ours, f"said by the sources only, run deploy/messages: {sorted(theirs - ours)}"
    assert not ours - theirs, f"said by nobody any more, run deploy/messages: {sorted(ours - theirs)}"


def test_gathering_twice_changes_nothing(gathered: Path, tmp_path: Path) -> None:
    catalogue = tmp_path / CATALOGUE.relative_to(ROOT)
    catalogue.parent.mkdir(parents=True)
    shutil.copy(gathered, catalogue)
    (tmp_path / "deploy").mkdir()
    script = shutil.copy(ROOT / "deploy" / "messages", tmp_path / "deploy")
    for room in ("templates", "platform", "lessons"):
        (tmp_path / room).symlink_to(ROOT / room)
    gather(script)
    assert catalogue.read_text() == gathered.read_text()


def test_every_hole_is_kept(entries: list[Entry]) -> None:
    """A sentence for one may leave out the number; nothing else may be left out, and nothing made up."""
    for entry in entries:
        for number, text in entry.spanish.items():
            english = Counter(HOLE.findall(entry.plural if entry.plural and number else entry.id))
            spanish = Counter(HOLE.findall(text))
            if entry.plural:
                assert set(spanish) <= set(HOLE.findall(entry.plural)) | set(english), str(entry)
                assert number == 0 or set(spanish) == set(english), str(entry)
            else:
                assert spanish == english, str(entry)


def test_the_holes_are_read_as_such() -> None:
    assert HOLE.findall("%(n)s of {all}, %d, 5 %, 70 % more") == [
        ("n", "s", "", ""),
        ("", "", "", "all"),
        ("", "", "d", ""),
    ]


def test_it_compiles_and_every_sentence_can_be_found(gathered: Path, entries: list[Entry], tmp_path: Path) -> None:
    compiled = tmp_path / "django.mo"
    subprocess.run(["msgfmt", "--check", "--output-file", compiled, gathered], check=True)
    with compiled.open("rb") as file:
        spanish = gettext.GNUTranslations(file)
    for entry in entries:
        context = entry.context or None
        for count in (1, 2):
            if entry.plural and context:
                said = spanish.npgettext(context, entry.id, entry.plural, count)
            elif entry.plural:
                said = spanish.ngettext(entry.id, entry.plural, count)
            else:
                said = spanish.pgettext(context, entry.id) if context else spanish.gettext(entry.id)
            assert said == entry.spanish[count - 1 if entry.plural else 0], str(entry)


def test_every_sentence_of_the_scripts_is_in_it(entries: list[Entry]) -> None:
    known = {entry.id for entry in entries}
    with translation.override(None):
        assert {str(sentence) for sentence in STRINGS.values()} <= known


def test_spanish_says_tu_and_does_not_shout(entries: list[Entry]) -> None:
    for entry in entries:
        for text in entry.spanish.values():
            assert not re.search("[!¡]", text), text
            assert not USTED.search(text), text


def test_what_is_borrowed_is_still_what_they_say() -> None:
    """The sentences of Django and allauth, to the letter: one they changed would be shown in their words again."""
    theirs = {
        entry.key
        for folder in ("django/conf", "django/contrib/auth", "allauth")
        for entry in read(Path(str(files("django"))).parent / folder / "locale" / "en" / "LC_MESSAGES" / "django.po")
    }
    tree = ast.parse(Path(str(borrowed_strings.__file__)).read_text())
    borrowed = [
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.args[0], ast.Constant)
    ]
    assert len(borrowed) > 20
    assert not [sentence for sentence in borrowed if ("", sentence) not in theirs]


def test_a_page_in_spanish_takes_our_words_before_theirs() -> None:
    page = Template("{% load i18n %}{% translate 'This field is required.' %}")
    with translation.override("es"):
        assert page.render(Context()) == "Falta llenar este campo."
