"""Finds every text that the window shows, where the sources say it: (context, English).

The window's own texts stand in calls of `tr` and `translate`; those of the engine in its errors,
advice and declarations, which `gui.text.wording` translates when they are shown. Those of the
experiments, of their page and of exported scripts stand in calls of `phrase`, and of `_` in the
templates.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ENGINE, SETTINGS, RECIPES, REPORT = "engine", "settings", "recipes", "report"
ERRORS = {
    "DiynnError", "SettingError", "ShapeError", "DataError", "FileError", "Diverged", "Cancelled",
    "WorkError",
}
TEMPLATES = dict.fromkeys(ERRORS, (0, 1)) | {
    "Advice": (1, 2), "Fact": (1,), "FaultKind": (0, 1), "Mend": (0,), "WayOut": (0,),
    "bad_line": (1,), "refuse": (1,), "require": (1,), "remark": (0,),
}  # fmt: skip
"""Which arguments of these calls are sentences of the engine's."""
MARKED = {"translated": ENGINE}
"""A function of `gui.text.wording` with its context, for what is said in the window itself."""
PLUMBING = {"gui/text/wording.py"}
"""Where texts only pass through."""
COMPOSED = {
    ("diynn/design/design.py", "first"), ("diynn/design/design.py", "below"),
    ("diynn/export/scripts.py", "english"), ("diynn/inference/report.py", "words"),
    ("diynn/tuning/cross_validation.py", "message"),
}
"""Sentences made of another one and its place: see `composed`."""
QT: dict[str, tuple[str, ...]] = {
    "QAbstractFileIconProvider": (
        "Alias", "Drive", "File", "File Folder", "Folder", "Shortcut", "Unknown",
    ),
    "QFileDialog": ("&Look in:", "Files of &type:"),
    "QFileSystemModel": (
        "%1 GB", "%1 KB", "%1 MB", "%1 TB", "%1 byte(s)", "%1 bytes",
        (
            '<b>The name "%1" can not be used.</b><p>Try using another name, with fewer characters '
            "or no punctuations marks."
        ),
    ),
    "QMessageBox": ("Help", "OK"),
    "QProgressBar": ("%p%",),
    "QShortcut": ("Control", "Keyboard"),
}  # fmt: skip
"""What Qt itself says in windows of ours and has no French for, by its contexts."""
NOT_SHOWN = ("gui/app/self_test.py", "gui/bench/", "diynn/cli", "diynn/bench/")
"""What speaks English: the command line, and what tries the program itself."""

COUNTED = re.compile(r"\w\((s|es)\)")
"""The mark of a word that is another one where there is only one of it: “sample(s)”."""

Text = tuple[str, str]
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Found:
    """The texts of all sources, and what no one could find: a text that is made while running."""

    def __init__(self) -> None:
        self.texts: dict[Text, str] = {}
        """Each with the file in which it stands."""
        self.unclear: list[str] = []
        self.counted: set[Text] = set()
        """Those that say how many there are of something: a form for one, and one for several."""
        self.messages: set[Text] = set()
        """The messages of errors: (kind, template)."""

    def add(self, context: str, text: str, where: str, *, counted: bool = False) -> None:
        """Note a text, if there is one; those of the engine count where they say “sample(s)”."""
        if text:
            self.texts.setdefault((context, text), where)
            if counted or (context in (ENGINE, REPORT) and COUNTED.search(text)):
                self.counted.add((context, text))


def every_text() -> Found:
    """All texts of window and engine."""
    found = Found()
    for path in sorted(ROOT.glob("gui/**/*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(NOT_SHOWN):
            Reader(name, ast.parse(path.read_text("utf-8")), found).read()
    for path in sorted(ROOT.glob("diynn/**/*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(NOT_SHOWN):
            Reader(name, ast.parse(path.read_text("utf-8")), found).read()
    templates = (*ROOT.glob("resources/report/*.html"), *ROOT.glob("resources/scripts/*.j2"))
    for path in sorted(templates):
        for text in re.findall(r'\b_\("([^"]+)"', path.read_text("utf-8")):
            found.add(REPORT, text, path.relative_to(ROOT).as_posix())
    for context, text, where in [*declared(), *composed(found)]:
        found.add(context, text, where)
    for context, texts in QT.items():
        for text in texts:
            found.add(context, text, "Qt")
    return found


def composed(found: Found) -> Iterator[tuple[str, str, str]]:
    """What the engine makes of the sentences of layers, and of trainings that diverged."""
    from diynn.design.design import placed_templates
    from diynn.tuning.cross_validation import in_fold

    for kind, message in sorted(found.messages):
        where = found.texts[ENGINE, message]
        if kind == "ShapeError" and where.startswith("diynn/layer"):
            for text in placed_templates(message):
                yield ENGINE, text, where
        elif kind == "Diverged":
            yield ENGINE, in_fold(message), where


class Reader:
    """Reads one source."""

    def __init__(self, name: str, tree: ast.Module, found: Found) -> None:
        self._name, self._tree, self._found = name, tree, found
        self._wrappers = dict(_wrappers(tree))

    def read(self) -> None:
        """Note every text in it."""
        self._walk(self._tree, "", [self._tree])

    def _walk(self, node: ast.AST, owner: str, scopes: list[ast.AST]) -> None:
        for child in ast.iter_child_nodes(node):
            inside, within = owner, scopes
            if isinstance(child, ast.ClassDef):
                inside = child.name
            elif isinstance(child, Function):
                within = [*scopes, child]
            elif isinstance(child, ast.Call):
                self._look(child, owner, scopes)
            self._walk(child, inside, within)

    def _look(self, call: ast.Call, owner: str, scopes: list[ast.AST]) -> None:
        name = called(call)
        if name == "tr" and isinstance(call.func, ast.Attribute) and call.args:
            self._note(owner, call.args[0], scopes, counted=len(call.args) == 3)
        elif name == "translate" and len(call.args) in (2, 4):
            context, text = str(getattr(call.args[0], "value", "")), call.args[1]
            passes_on = isinstance(scopes[-1], Function) and scopes[-1].name in self._wrappers
            if "painter" in ast.unparse(call.func):
                return
            if not passes_on and self._name not in PLUMBING:
                self._note(context, text, scopes, counted=len(call.args) == 4)
            elif self._name in PLUMBING:
                for one in texts_of(text, scopes) or ():
                    self._found.add(context, one, self._name, counted=len(call.args) == 4)
        elif name in self._wrappers and call.args:
            context, place = self._wrappers[name]
            context = context or ast.literal_eval(call.args[0])
            self._note(context, call.args[place], scopes, counted=len(call.args) > place + 1)
        elif name in MARKED and call.args:
            for one in texts_of(call.args[0], scopes) or ():
                self._found.add(MARKED[name], one, self._name)
        elif name == "phrase" and call.args and not isinstance(call.args[0], ast.Starred):
            # Of the experiments and their page.
            self._note(REPORT, call.args[0], scopes)
        elif name in TEMPLATES:
            self._look_at_template(call, name, scopes)
        elif name == "from_record" and len(call.args) == 3:
            for one in texts_of(call.args[2], scopes) or ():
                self._found.add(ENGINE, one, self._name)

    def _look_at_template(self, call: ast.Call, name: str, scopes: list[ast.AST]) -> None:
        for place in TEMPLATES[name]:
            if place < len(call.args) and not isinstance(call.args[place], ast.Starred):
                self._note(ENGINE, call.args[place], scopes)
        if name in ERRORS and call.args:
            self._found.messages |= {(name, text) for text in texts_of(call.args[0], scopes) or ()}
        # Words that fill a template are translated too.
        for keyword in call.keywords:
            if keyword.arg is not None:
                for one in texts_of(keyword.value, scopes) or ():
                    if any(letter.isalpha() for letter in one):
                        self._found.add(ENGINE, one, self._name)

    def _note(
        self, context: str, node: ast.expr, scopes: list[ast.AST], *, counted: bool = False
    ) -> None:
        texts = texts_of(node, scopes)
        if texts is None:
            words = ast.unparse(node)
            known = (self._name, words) in COMPOSED or self._name in PLUMBING
            if not known and not isinstance(node, ast.Attribute):
                self._found.unclear.append(f"{self._name}:{node.lineno} {words}")
        for text in texts or ():
            self._found.add(context, text, self._name, counted=counted)


def called(call: ast.Call) -> str:
    """The plain name of what is called."""
    function = call.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def texts_of(node: ast.expr, scopes: list[ast.AST]) -> list[str] | None:
    """The texts that an expression can be; None where that is not written down."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.IfExp):
        return _all([node.body, node.orelse], scopes)
    if isinstance(node, ast.BoolOp):
        return _all(node.values, scopes)
    if isinstance(node, ast.Subscript):
        held = node.value
        if isinstance(held, ast.Name):
            for one in _values(held.id, scopes):
                if isinstance(one, ast.Dict | ast.Tuple):
                    return texts_of(one, scopes)
            return None
        return texts_of(held, scopes) if isinstance(held, ast.Dict | ast.Tuple) else None
    if isinstance(node, ast.Dict):
        return _all(node.values, scopes)
    if isinstance(node, ast.Tuple):
        return _all(node.elts, scopes)
    if isinstance(node, ast.Name):
        values = _values(node.id, scopes)
        return _all(values, scopes) if values else None
    return None


def _all(nodes: list[ast.expr], scopes: list[ast.AST]) -> list[str] | None:
    """The texts of all these; None where one is not written down."""
    found: list[str] = []
    for node in nodes:
        texts = texts_of(node, scopes)
        if texts is None:
            return None
        found += texts
    return found


def _values(name: str, scopes: list[ast.AST]) -> list[ast.expr]:
    """What is assigned to a name in the innermost of the scopes that assigns to it."""
    for scope in reversed(scopes):
        found = [
            value
            for node in ast.walk(scope)
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            for value in _assigned(name, target, node.value)
        ]
        found += [
            value
            for node in ast.walk(scope)
            if isinstance(node, ast.For) and isinstance(node.iter, ast.Tuple)
            for one in node.iter.elts
            for value in _assigned(name, node.target, one)
        ]
        if found:
            return found
    return []


def _assigned(name: str, target: ast.expr, value: ast.expr) -> Iterator[ast.expr]:
    if isinstance(target, ast.Name) and target.id == name:
        yield value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, other in zip(target.elts, value.elts, strict=False):
            yield from _assigned(name, one, other)
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.IfExp):
        yield from _assigned(name, target, value.body)
        yield from _assigned(name, target, value.orelse)


def _wrappers(tree: ast.Module) -> Iterator[tuple[str, tuple[str, int]]]:
    """Functions that do nothing but translate one of their arguments, with their contexts and the
    place of that argument; "" for those whose first argument is the context. Who gives them more
    arguments than that says how many there are of something."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and getattr(node.value, "attr", "") == "translate":
            # Another name for the function itself.
            yield ast.unparse(node.targets[0]), ("", 1)
        elif isinstance(node, Function):
            names = [one.arg for one in node.args.args]
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and called(call) == "translate" and call.args[1:]:
                    context, text = call.args[:2]
                    if isinstance(text, ast.Name) and text.id in names[:2]:
                        place = names.index(text.id)
                        yield node.name, (str(getattr(context, "value", "")), place)


def declared() -> Iterator[tuple[str, str, str]]:
    """What is declared: context, text and place of names, helps and choices, and of recipes."""
    sys.path.insert(0, str(ROOT))
    from diynn.settings import OneOf, settings_of
    from diynn.storage.recipes import RECIPES as NAMES
    from diynn.storage.recipes import better_recipes, recipe, report_recipes

    for kind in declared_kinds():
        yield ENGINE, kind.title or kind.name(), kind.__module__
        yield ENGINE, kind.help(), kind.__module__
        yield ENGINE, getattr(kind, "group", ""), kind.__module__
        for setting in settings_of(kind):
            place = f"{kind.__name__}.{setting.name}"
            yield SETTINGS, setting.label, place
            yield SETTINGS, setting.help, place
            # In the midst of a sentence.
            yield ENGINE, setting.label.lower(), place
            if isinstance(setting.limits, OneOf):
                for word in setting.limits.choices:
                    yield SETTINGS, word, place
                    yield ENGINE, word, place
    for name in (*NAMES, *better_recipes(), *report_recipes()):
        yield RECIPES, recipe(name).title, name
        yield RECIPES, recipe(name).notes, name


def declared_kinds() -> list[Any]:
    """Every class that declares settings for a form."""
    import importlib
    import pkgutil

    import diynn
    import gui
    from diynn.settings import Declared

    for package in (diynn, gui):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            path = module.name.replace(".", "/")
            plan = module.name == "gui.tuning.sweep_window"
            if not path.startswith(("diynn/cli", "diynn/bench", "diynn/__main__")):
                if package is diynn or plan:
                    importlib.import_module(module.name)
    kinds, queue = [], [Declared]
    for kind in queue:
        # A test may have declared more, also below a kind of the program's.
        below = [one for one in kind.__subclasses__() if _is_ours(one)]
        queue += sorted(below, key=lambda one: one.__name__)
        if not below and not kind.__name__.startswith("_"):
            kinds.append(kind)
    return list(dict.fromkeys(kinds))


def _is_ours(kind: type) -> bool:
    return kind.__module__.partition(".")[0] in ("diynn", "gui")
