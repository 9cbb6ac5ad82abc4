"""Imports point down, and each kind of work has its place: rules for the written source."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Where the engine's side leads to the window: `diynn` alone opens it, `diynn bench` measures it.
DOORS = {
    ("diynn.cli.main", "gui.app.app"), ("diynn.cli.main", "gui.app.desktop"),
    ("diynn.cli.main", "gui.app.self_test"),
    ("diynn.cli.bench", "gui.bench.window"),
}  # fmt: skip
# A measured process: its standard output is a pipe to the process that measures, no terminal.
PIPED = "diynn.bench.subject"
QT = {"PySide6", "gui", "pyqtgraph", "qtawesome", "qtpy", "shiboken6", "superqt"}
HEAVY = {
    "PIL", "dask", "distributed", "jinja2", "matplotlib", "onnx", "onnxruntime", "openTSNE",
    "pandas", "pooch", "requests", "scipy", "sklearn", "torch", "ziafont", "ziamath",
}  # fmt: skip
# Estimators are kinds of scikit-learn's; nothing of the program imports them.
KINDS_OF = ("diynn.sklearn", "sklearn")
# What only a window needs that is opened later, and what comes with it.
LATER = {
    "diynn.experiments", "diynn.lessons", "diynn.tuning", "gui.lessons",
    "gui.experiments.window", "gui.tuning.tuning_window", "gui.data_window.window",
    "gui.help.page", "gui.help.panel", "gui.help.tour",
}  # fmt: skip
VAGUE = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
THREADS = {"ProcessPoolExecutor", "QThread", "QThreadPool", "Thread", "ThreadPoolExecutor", "Timer"}
FILES = {
    "fromfile", "load_file", "loadtxt", "genfromtxt", "memmap", "read_bytes", "read_text",
    "safe_open", "save_file", "savetxt", "savez", "savez_compressed", "tofile",
    "write_bytes", "write_text",
}  # fmt: skip
ADOPTED = {
    "buddy", "focusProxy", "focusWidget", "nextInFocusChain", "previousInFocusChain", "setBuddy",
}  # fmt: skip
ADOPTING = "gui.widgets.alive"
MOST_LINES = 500

Sources = dict[str, str]
Rule = Callable[[Sources], list[str]]


# What is found in a source


@cache
def parsed(source: str) -> tuple[ast.AST, ...]:
    """All nodes of a source, flat."""
    return tuple(ast.walk(ast.parse(source)))


def nodes(sources: Sources, *kinds: type[ast.AST]) -> Iterator[tuple[str, ast.AST]]:
    """Every node of these kinds, with its module."""
    for module, source in sources.items():
        for node in parsed(source):
            if isinstance(node, kinds):
                yield module, node


def called(sources: Sources) -> Iterator[tuple[str, str, str, ast.Call]]:
    """Every call: its module, what it is called on (source text; "" for a plain name), its name."""
    for module, node in nodes(sources, ast.Call):
        assert isinstance(node, ast.Call)
        if isinstance(node.func, ast.Name):
            yield module, "", node.func.id, node
        elif isinstance(node.func, ast.Attribute):
            yield module, ast.unparse(node.func.value), node.func.attr, node


def imported(node: ast.AST, known: set[str]) -> list[str]:
    """The modules that an import statement names; `from a import b` is a.b where that is one."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level and node.module:
        longer = [f"{node.module}.{alias.name}" for alias in node.names]
        return sorted({name if name in known else node.module for name in longer})
    return []


def imports(sources: Sources) -> Iterator[tuple[str, str]]:
    """Every import, for the type checker and inside functions too: (importer, named)."""
    known = set(sources)
    for module, node in nodes(sources, ast.Import, ast.ImportFrom):
        for name in imported(node, known):
            yield module, name


def at_start(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run when a module is imported, at any depth."""
    for statement in body:
        yield statement
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for part in ("body", "orelse", "finalbody"):
            if part == "body" and isinstance(statement, ast.If):
                if "TYPE_CHECKING" in ast.unparse(statement.test):
                    continue
            yield from at_start(getattr(statement, part, []))
        for handler in getattr(statement, "handlers", []):
            yield from at_start(handler.body)


def ours(name: str) -> bool:
    """Whether a module is one of the project's own."""
    return name.partition(".")[0] in ("diynn", "gui")


# The rules: each takes sources by module and returns what is wrong with them


def no_circles(sources: Sources) -> list[str]:
    """Following imports never leads back."""
    graph: dict[str, set[str]] = {module: set() for module in sources}
    for module, name in imports(sources):
        if name in graph:
            graph[module].add(name)
    done: set[str] = set()
    found = []

    def visit(module: str, path: tuple[str, ...]) -> None:
        if module in path:
            found.append("circle: " + " > ".join([*path[path.index(module) :], module]))
        elif module not in done:
            for name in sorted(graph[module]):
                visit(name, (*path, module))
            done.add(module)

    for module in graph:
        visit(module, ())
    return found


def no_relative_imports(sources: Sources) -> list[str]:
    """Imports give the whole name."""
    return [
        f"{module}:{node.lineno} has a relative import"
        for module, node in nodes(sources, ast.ImportFrom)
        if isinstance(node, ast.ImportFrom) and node.level
    ]


def engine_without_qt(sources: Sources) -> list[str]:
    """The engine runs where no Qt is installed: only doors lead to the window, opened when used."""
    from_engine = [
        (module, name)
        for module, name in imports(sources)
        if module.startswith("diynn") and name.partition(".")[0] in QT
    ]
    at_start_too = {
        (module, name)
        for module, source in sources.items()
        for statement in at_start(ast.parse(source).body)
        for name in imported(statement, set(sources))
    }
    return [
        f"{module} imports {name}"
        for module, name in from_engine
        if (module, name) not in DOORS or (module, name) in at_start_too
    ]


def heavy_when_used(sources: Sources) -> list[str]:
    """Heavy libraries are imported where they are used; `diynn` starts without them."""
    return [
        f"{module}:{statement.lineno} imports {name} at its start"
        for module, source in sources.items()
        for statement in at_start(ast.parse(source).body)
        for name in imported(statement, set())
        if name.partition(".")[0] in HEAVY and (module, name.partition(".")[0]) != KINDS_OF
    ]


def later_when_opened(sources: Sources) -> list[str]:
    """The window starts without what only the windows beside it need."""
    reached, found, known = ["gui.app.app"], [], set(sources)
    for module in reached:
        for statement in at_start(ast.parse(sources.get(module, "")).body):
            for name in imported(statement, known):
                if any(f"{name}.".startswith(f"{late}.") for late in LATER):
                    found.append(f"{module}:{statement.lineno} imports {name} at its start")
                elif name in sources and name not in reached:
                    reached.append(name)
    return found


def printing_in_cli(sources: Sources) -> list[str]:
    """Only the command line writes to the terminal."""
    return [
        f"{module} writes to the terminal: {ast.unparse(node)}"
        for module, node in nodes(sources, ast.Call, ast.Attribute)
        if not module.startswith("diynn.cli") and module != PIPED
        and (
            (isinstance(node, ast.Call) and ast.unparse(node.func) == "print")
            or ast.unparse(node) in ("sys.stdout", "sys.stderr")
        )
    ]


def files_in_storage(sources: Sources) -> list[str]:
    """Files are opened where they are kept safe: in storage and in the readers of data sets."""
    # A picture or a table of a plot is no file of ours: it is written where the plots save theirs.
    # What the system tells of its memory stands in its own files.
    allowed = (
        "diynn.storage", "diynn.atomic_files", "diynn.machine",
        "diynn.data.sources", "diynn.memory", "diynn.experiments", "diynn.tuning.sweep_folder",
        "gui.theme.resources", "gui.widgets.export",
    )  # fmt: skip
    return [
        f"{module}:{call.lineno} opens a file: {on and on + '.'}{name}"
        for module, on, name, call in called(sources)
        if not module.startswith(allowed)
        and (
            (name == "open" and not opens_no_file(on, call))
            or name in FILES
            or (name in ("load", "save") and on in ("np", "numpy"))
        )
    ]


def opens_no_file(on: str, call: ast.Call) -> bool:
    """Whether a call of `open` is for a dialog (no arguments), a page, a buffer or nowhere."""
    dialog = bool(on) and not call.args and not call.keywords
    nowhere = any(ast.unparse(argument) == "os.devnull" for argument in call.args)
    return dialog or nowhere or on == "webbrowser" or "buffer" in on


def threads_in_gui(sources: Sources) -> list[str]:
    """Threads start in the window and in the engine's one pool."""
    return [
        f"{module}:{call.lineno} starts a {name}"
        for module, _, name, call in called(sources)
        if name in THREADS and not module.startswith("gui") and module != "diynn.workers"
    ]


def nothing_global(sources: Sources) -> list[str]:
    """A widget is handed what it needs; it does not look for it."""
    return [
        f"{module}:{call.lineno} fetches {on}.{name}()"
        for module, on, name, call in called(sources)
        if (name == "instance" and on.endswith("Application"))
        or (name == "window" and on.endswith("parent()"))
    ]


def neighbours_stay_nobodys(sources: Sources) -> list[str]:
    """PySide makes what these return or take a child of the object: one place undoes it."""
    return [
        f"{module}:{call.lineno} calls {on}.{name}(): see {ADOPTING}"
        for module, on, name, call in called(sources)
        if name in ADOPTED and module != ADOPTING and not on.endswith("Application")
    ]


def names_say_something(sources: Sources) -> list[str]:
    """A module is named by what it is about."""
    return [f"{module} has a vague name" for module in sources if VAGUE & set(module.split("."))]


def modules_short(sources: Sources) -> list[str]:
    """A long module is two concepts."""
    lengths = {
        module: sum(1 for line in source.splitlines() if line.strip())
        for module, source in sources.items()
    }
    return [f"{module} has {n} lines: split it" for module, n in lengths.items() if n > MOST_LINES]


RULES: tuple[Rule, ...] = (
    no_circles, no_relative_imports, engine_without_qt, heavy_when_used, later_when_opened,
    printing_in_cli, files_in_storage, threads_in_gui, nothing_global,
    neighbours_stay_nobodys, names_say_something, modules_short,
)  # fmt: skip


def module_name(path: Path) -> str:
    """The name that imports a file; a package is its __init__."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.fixture(scope="module")
def project() -> Sources:
    """The project's own sources."""
    paths = [*(ROOT / "diynn").rglob("*.py"), *(ROOT / "gui").rglob("*.py")]
    return {module_name(path): path.read_text("utf-8") for path in sorted(paths)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_project(rule: Rule, project: Sources) -> None:
    if wrong := rule(project):
        pytest.fail("\n".join(wrong), pytrace=False)


def test_what_is_loaded_later_is_there(project: Sources) -> None:
    """A module of another name would be watched for in vain."""
    assert set(project) >= LATER


# That each rule does find what it forbids

ENGINE = "diynn.training.training"
BAD: list[tuple[Rule, str, Sources]] = [
    (no_circles, "a > b > a", {"a": "import b", "b": "def f():\n    import a", "c": "import a"}),
    (no_relative_imports, "relative", {"diynn.layers": "from .linear import Linear"}),
    (no_relative_imports, "relative", {"diynn.layers": "from . import linear"}),
    (engine_without_qt, "PySide6", {ENGINE: "from PySide6.QtCore import QThread"}),
    (engine_without_qt, "pyqtgraph", {ENGINE: "def f():\n    import pyqtgraph as pg"}),
    (engine_without_qt, "imports gui", {ENGINE: "from gui import app"}),
    (engine_without_qt, "gui.app.app", {"diynn.cli.main": "from gui.app.app import main"}),
    (heavy_when_used, "sklearn", {ENGINE: "from sklearn.datasets import load_digits"}),
    (heavy_when_used, "torch", {"gui.app.app": "try:\n    import torch\nfinally:\n    pass"}),
    (heavy_when_used, "PIL", {"gui.app.app": "class A:\n    import PIL.Image"}),
    (
        later_when_opened,
        "gui.app.app:1 imports diynn.tuning.sweep",
        {"gui.app.app": "import diynn.tuning.sweep"},
    ),
    (
        later_when_opened,
        "gui.theme.resources:1 imports gui.tuning.tuning_window",
        {
            "gui.app.app": "import gui.theme.resources",
            "gui.theme.resources": "from gui.tuning.tuning_window import TrialWindow",
        },
    ),
    (printing_in_cli, "terminal", {ENGINE: "print('epoch')"}),
    (printing_in_cli, "terminal", {"gui.app.app": "import sys\nsys.stderr.write('epoch')"}),
    (files_in_storage, "open", {ENGINE: "with open('x') as file:\n    pass"}),
    (files_in_storage, "open", {"gui.app.app": "path.open(mode='w')"}),
    (files_in_storage, "write_text", {"gui.app.app": "Path('x').write_text('')"}),
    (files_in_storage, "np.save", {ENGINE: "np.save('x', x)"}),
    (threads_in_gui, "Thread", {ENGINE: "import threading\nthreading.Thread(target=f).start()"}),
    (threads_in_gui, "ThreadPoolExecutor", {ENGINE: "ThreadPoolExecutor(2)"}),
    (nothing_global, "QApplication", {"gui.app.app": "QApplication.instance()"}),
    (nothing_global, "window", {"gui.app.app": "self.parent().window().show()"}),
    (neighbours_stay_nobodys, "nextInFocusChain", {"gui.app.app": "a.nextInFocusChain()"}),
    (neighbours_stay_nobodys, "focusWidget", {"gui.app.app": "self.focusWidget()"}),
    (names_say_something, "vague", {"diynn.utils": ""}),
    (names_say_something, "vague", {"gui.manager.tabs": ""}),
    (modules_short, "501 lines", {ENGINE: "x = 1\n\n" * 501}),
]

GOOD: Sources = {
    "diynn.errors": "class DataError(Exception): pass",
    "diynn.settings": "from diynn.errors import DataError",
    "diynn.cli.main": "def f():\n    from gui.app.app import main\n    print('done')",
    "diynn.data.sources.idx": "def f(path):\n    import PIL\n    return path.open('rb').read()",
    "diynn.workers": "ThreadPoolExecutor(2)",
    "gui.app.app": "dialog.open()\nbuffer.open(1)\nopen(os.devnull)\nwidget.window()\nQThread()",
    "gui.widgets.alive": "found = window.focusWidget()",
    "gui.commands.commands": "QApplication.focusWidget()",
    "gui.tabs.codes.rows": "if TYPE_CHECKING:\n    import torch\nimport gui.tabs.codes.figure",
}


@pytest.mark.parametrize(("rule", "words", "sources"), BAD)
def test_rule_finds_what_it_forbids(rule: Rule, words: str, sources: Sources) -> None:
    assert any(words in wrong for wrong in rule(sources)), rule(sources)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_lets_good_sources_pass(rule: Rule) -> None:
    assert rule(GOOD) == []


def test_every_rule_has_a_bad_source() -> None:
    assert {rule for rule, _, _ in BAD} == set(RULES)
