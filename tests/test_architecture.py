"""Imports point down, and each kind of work has its place: rules for the written source."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Every module's floor. A module imports from lower floors only, so this is an order to read in too.
FLOORS: dict[str, int] = {
    # the engine
    "diynn.cli_interruption": 0,
    "diynn.cli_output": 0,
    "diynn.errors": 0,
    "diynn.snapshots": 0,
    "diynn.experiments": 0,
    "diynn.experiments.outcome": 0,
    "diynn.experiments.page_style": 0,
    "diynn.experiments.recipe_words": 10,
    "diynn.experiments.page_words": 10,
    "diynn.experiments.page_frame": 20,
    "diynn.experiments.page_charts": 30,
    "diynn.experiments.page_pictures": 40,
    "diynn.experiments.experiment": 10,
    "diynn.initializers": 0,
    "diynn.reports": 0,
    "diynn.runaway": 10,
    "diynn.workers": 0,
    "diynn.dataset": 10,
    "diynn.drawn": 20,
    "diynn.datasets.catalogue": 10,
    "diynn.datasets.opening": 10,
    "diynn.installation": 10,
    "diynn.settings": 10,
    "diynn.noise": 20,
    "diynn.augmentation": 20,
    "diynn.storage_lock": 0,
    "diynn.storage_atomic": 10,
    "diynn.datasets.csv_table": 20,
    "diynn.datasets.idx": 20,
    "diynn.datasets.image_folder": 20,
    "diynn.datasets.npz": 20,
    "diynn.datasets.numerals": 20,
    "diynn.datasets.source": 20,
    "diynn.maps": 20,
    "diynn.datasets.targets": 20,
    "diynn.layer": 20,
    "diynn.optimizers": 20,
    "diynn.schedules": 20,
    "diynn.validation": 20,
    "diynn.storage_container": 20,
    "diynn.storage_calls": 20,
    "diynn.storage_marked": 20,
    "diynn.storage_machine": 10,
    "diynn.datasets.digits": 30,
    "diynn.datasets.libsvm": 30,
    "diynn.datasets.toys": 30,
    "diynn.datasets.painted": 30,
    "diynn.code_layer": 30,
    "diynn.image_choice": 30,
    "diynn.principal": 30,
    "diynn.layers.activations": 30,
    "diynn.layers.flatten": 30,
    "diynn.layers.dropout": 40,
    "diynn.layers.normalisation": 40,
    "diynn.layers.reshape": 40,
    "diynn.layers.smooth": 40,
    "diynn.layers.upsampling": 40,
    "diynn.layers.global_pooling": 45,
    "diynn.layers.transposed": 50,
    "diynn.layers.residual": 50,
    "diynn.layers.linear": 30,
    "diynn.layers.windows": 30,
    "diynn.datasets.usps": 40,
    "diynn.layers.columns": 40,
    "diynn.layers.filters": 40,
    "diynn.layers.convolution": 45,
    "diynn.layers.pooling": 40,
    "diynn.layers.pooled": 50,
    "diynn.datasets.download": 50,
    "diynn.datasets.on_demand": 50,
    "diynn.datasets.user_file": 50,
    "diynn.layers": 55,
    "diynn.datasets": 60,
    "diynn.losses": 60,
    "diynn.design": 70,
    "diynn.metrics": 70,
    "diynn.sequential": 75,
    "diynn.rewriting": 60,
    "diynn.update": 65,
    "diynn.folding": 65,
    "diynn.step": 70,
    "diynn.earlier": 75,
    "diynn.evaluation": 78,
    "diynn.stand": 78,
    "diynn": 80,
    "diynn.advice": 80,
    "diynn.augmented": 80,
    "diynn.design_difference": 80,
    "diynn.cli_choices": 80,
    "diynn.codes": 80,
    "diynn.confusion": 80,
    "diynn.reconstruction": 80,
    "diynn.reconstruction_page": 90,
    "diynn.mending": 80,
    "diynn.training": 80,
    "diynn.inspection": 80,
    "diynn.cross_validation": 90,
    "diynn.rate_finder": 90,
    "diynn.denoising": 90,
    "diynn.every_layer": 90,
    "diynn.bench": 80,
    "diynn.bench.machine": 80,
    "diynn.bench.networks": 80,
    "diynn.bench.process": 90,
    "diynn.bench.products": 90,
    "diynn.bench.report_peer": 90,
    "diynn.bench.torch_peer": 90,
    "diynn.bench.steps": 100,
    "diynn.bench.subject": 100,
    "diynn.cli_data": 90,
    "diynn.code_maps": 90,
    "diynn.storage": 90,
    "diynn.storage_swap": 95,
    "diynn.sweep_settings": 90,
    "diynn.sweep": 95,
    "diynn.sweep_worker": 95,
    "diynn.storage_sweep": 96,
    "diynn.sweep_cluster": 96,
    "diynn.sweep_table": 96,
    "diynn.sweep_running": 97,
    "diynn.recipes": 100,
    "diynn.experiments.page_stack": 100,
    "diynn.experiments.page_settings": 110,
    "diynn.experiments.page_section": 120,
    "diynn.experiments.page": 130,
    "diynn.storage_outcomes": 20,
    "diynn.experiments.findings": 10,
    "diynn.experiments.trial": 110,
    "diynn.experiments.stopwatch": 115,
    "diynn.experiments.drawings": 120,
    "diynn.experiments.toys": 120,
    "diynn.experiments.classifiers": 120,
    "diynn.experiments.convolutions": 120,
    "diynn.experiments.code_trials": 120,
    "diynn.experiments.auto_encoders": 130,
    "diynn.experiments.denoising_trials": 130,
    "diynn.experiments.noise_training": 135,
    "diynn.experiments.registry": 140,
    "diynn.experiments.work": 150,
    "diynn.experiments.crew": 160,
    "diynn.experiments.reproduction": 170,
    "diynn.experiments.page_file": 175,
    "diynn.cli_reproduce": 180,
    "diynn.cli_info": 110,
    "diynn.cli_train": 110,
    "diynn.cli_cross_validate": 120,
    "diynn.cli_sweep": 120,
    "diynn.cli_find_rate": 120,
    # the window
    "gui": 300,
    "gui.bench": 300,
    "gui.bench.delays": 300,
    "gui.bench.memory": 300,
    "gui.bench.pipe": 300,
    "gui.collecting": 300,
    "gui.commands": 300,
    "gui.command_match": 305,
    "gui.mnemonics": 300,
    "gui.alive": 295,
    "gui.overrides": 290,
    "gui.stored_settings": 295,
    "gui.plain_keys": 305,
    "gui.told_keys": 305,
    "gui.colours": 300,
    "gui.first_paint": 300,
    "gui.last_resort": 325,
    "gui.flow_layout": 300,
    "gui.fonts": 300,
    "gui.latest": 300,
    "gui.pace": 300,
    "gui.plots.area": 300,
    "gui.plots.canvas": 300,
    "gui.plots.growth": 305,
    "gui.plots.paths": 300,
    "gui.loading": 300,
    "gui.plots": 300,
    "gui.plots.contour": 300,
    "gui.plots.confusion_layout": 300,
    "gui.plots.confusion_shades": 310,
    "gui.plots.export": 300,
    "gui.plots.figures": 300,
    "gui.plots.image_layout": 300,
    "gui.plots.keys": 300,
    "gui.plots.plane_layout": 300,
    "gui.plots.redraw": 300,
    "gui.plots.run_marks": 305,
    "gui.plots.smoothing": 300,
    "gui.plots.wall_readout": 300,
    "gui.resources": 300,
    "gui.spoken": 300,
    "gui.tabs": 300,
    "gui.tabs.boundary": 300,
    "gui.tabs.codes": 300,
    "gui.tabs.denoising": 300,
    "gui.tabs.reconstruction": 300,
    "gui.tabs.runs": 300,
    "gui.tabs.weights": 300,
    "gui.experiments": 300,
    "gui.trials": 300,
    "gui.widgets": 300,
    "gui.widgets.caption": 300,
    "gui.widgets.named_combo": 300,
    "gui.widgets.value_table": 300,
    "gui.icons": 310,
    "gui.tabs.codes.map_run": 310,
    "gui.plots.class_colours": 310,
    "gui.plots.export_menu": 310,
    "gui.plots.decibels": 310,
    "gui.plots.rounded": 310,
    "gui.plots.confusion_words": 310,
    "gui.plots.series": 310,
    "gui.bench.bare_subject": 310,
    "gui.bench.subject": 310,
    "gui.bench.training_subject": 310,
    "gui.plots.ticks": 310,
    "gui.style_sheet": 310,
    "gui.plots.curve_range": 320,
    "gui.theme": 320,
    "gui.text_zoom": 325,
    "gui.panels": 330,
    "gui.presentation": 335,
    "gui.window_memory": 330,
    "gui.wording": 320,
    "gui.languages": 320,
    "gui.language_menu": 330,
    "gui.view_state": 300,
    "gui.plots.boundary_words": 330,
    "gui.plots.card": 325,
    "gui.plots.plot": 327,
    "gui.plots.schedule_plot": 340,
    "gui.plots.colour_bar": 330,
    "gui.plots.confusion_plot": 330,
    "gui.plots.probability_bars": 330,
    "gui.plots.curve_bar": 330,
    "gui.plots.curve_items": 338,
    "gui.plots.plot_words": 325,
    "gui.plots.field": 330,
    "gui.plots.noise_map": 330,
    "gui.widgets.quality_table": 330,
    "gui.plots.image_strip": 330,
    "gui.plots.health_model": 330,
    "gui.plots.wall_blocks": 330,
    "gui.plots.plot_view": 330,
    "gui.plots.variant_strip": 330,
    "gui.bench.window": 320,
    "gui.plots.axis": 325,
    "gui.plots.plot_buttons": 330,
    "gui.plots.boundary_picture": 335,
    "gui.plots.shapes": 335,
    "gui.plots.map_tiles": 330,
    "gui.plots.stroke_marks": 340,
    "gui.plots.value_rows": 330,
    "gui.plots.size_bar": 330,
    "gui.widgets.block_drag": 330,
    "gui.widgets.columns": 325,
    "gui.widgets.command_search": 330,
    "gui.widgets.shortcut_list": 330,
    "gui.widgets.drawing_pad": 330,
    "gui.widgets.drop_line": 330,
    "gui.widgets.message_bar": 330,
    "gui.widgets.number_field": 330,
    "gui.widgets.play_bar": 330,
    "gui.widgets.run_figures": 330,
    "gui.widgets.unfolder": 330,
    "gui.widgets.epoch_bar": 330,
    "gui.widgets.fold_panel": 340,
    "gui.widgets.paint_bar": 330,
    "gui.plots.boundary_key": 340,
    "gui.plots.boundary_points": 340,
    "gui.plots.curve_readout": 340,
    "gui.plots.image_content": 340,
    "gui.plots.health_table": 340,
    "gui.plots.wall_heading": 340,
    "gui.plots.wall_pieces": 340,
    "gui.widgets.sample_chooser": 340,
    "gui.plots.restoration_grid": 340,
    "gui.plots.legend": 340,
    "gui.plots.map_picture": 340,
    "gui.plots.map_points": 340,
    "gui.plots.spread": 340,
    "gui.widgets.setting_editor": 340,
    "gui.plots.boundary_items": 350,
    "gui.plots.curve_picture": 350,
    "gui.plots.image_painter": 350,
    "gui.tabs.codes.sample": 350,
    "gui.plots.map_labels": 350,
    "gui.plots.health_page": 350,
    "gui.plots.wall_panels": 350,
    "gui.widgets.kind_combo": 350,
    "gui.widgets.settings_form": 350,
    "gui.data_loader": 360,
    "gui.tabs.boundary.plane_answer": 360,
    "gui.layers_mime": 360,
    "gui.plots.boundary_plot": 360,
    "gui.plots.large_map": 360,
    "gui.plots.plane_plot": 370,
    "gui.plots.curve_plot": 360,
    "gui.plots.image_page": 360,
    "gui.plots.map_view": 360,
    "gui.widgets.map_controls": 360,
    "gui.tabs.weights.inspected": 360,
    "gui.plots.wall": 360,
    "gui.plots.error_histogram": 360,
    "gui.plots.run_rows_page": 370,
    "gui.tabs.reconstruction.principal_errors": 360,
    "gui.tabs.reconstruction.words": 360,
    "gui.widgets.code_size": 360,
    "gui.widgets.image_choice_bar": 360,
    "gui.widgets.noise_bar": 360,
    "gui.widgets.sample_list": 370,
    "gui.widgets.palette": 362,
    "gui.widgets.palette_block": 360,
    "gui.layer_rows": 370,
    "gui.tabs.codes.tsne": 370,
    "gui.plots.map_hand": 370,
    "gui.plots.map_panel": 370,
    "gui.design_edit": 380,
    "gui.tabs.codes.images": 380,
    "gui.plots.map_bar": 380,
    "gui.plots.map_plot": 380,
    "gui.widgets.layer_row": 380,
    "gui.design_model": 390,
    "gui.training_run": 390,
    "gui.training_swap": 390,
    "gui.early_stop": 390,
    "gui.run_holder": 395,
    "gui.training_store": 400,
    "gui.widgets.augmentation_row": 400,
    "gui.widgets.input_row": 400,
    "gui.widgets.loss_row": 400,
    "gui.widgets.misfit_banner": 400,
    "gui.widgets.row_view": 400,
    "gui.widgets.run_settings": 405,
    "gui.widgets.schedule_form": 400,
    "gui.rate_teller": 425,
    "gui.reader": 425,
    "gui.widgets.training_noise": 400,
    "gui.session": 410,
    "gui.augmentation_examples": 415,
    "gui.shelf": 415,
    "gui.obstacles": 415,
    "gui.tabs.weights.inspected_runs": 416,
    "gui.tabs.boundary.movie": 415,
    "gui.tabs.boundary.painting": 415,
    "gui.tabs.boundary.panels": 417,
    "gui.tabs.boundary.stage": 417,
    "gui.curve_overlay": 418,
    "gui.tabs.runs.difference_table": 418,
    "gui.run_edits": 418,
    "gui.tabs.runs.summary": 418,
    "gui.tabs.runs.notes": 419,
    "gui.tabs.runs.model": 420,
    "gui.tabs.runs.table": 421,
    "gui.widgets.layer_view": 410,
    "gui.controls": 420,
    "gui.curves": 420,
    "gui.data_notice": 420,
    "gui.documents": 420,
    "gui.swap": 425,
    "gui.recovery_dialog": 330,
    "gui.recovery": 430,
    "gui.workplace": 425,
    "gui.tabs.boundary.tab": 420,
    "gui.tabs.codes.beside": 420,
    "gui.tabs.codes.finds": 420,
    "gui.tabs.codes.tab": 430,
    "gui.tabs.weights.tab": 420,
    "gui.tabs.reconstruction.runs": 418,
    "gui.tabs.reconstruction.tab": 420,
    "gui.tabs.denoising.resting": 415,
    "gui.tabs.denoising.runs": 416,
    "gui.tabs.denoising.answer": 417,
    "gui.tabs.denoising.strength_map": 417,
    "gui.tabs.denoising.page": 418,
    "gui.tabs.denoising.tab": 420,
    "gui.tabs.runs.tab": 425,
    "gui.tabs.mistakes.words": 420,
    "gui.tabs.mistakes.judged": 420,
    "gui.tabs.mistakes.matrices": 421,
    "gui.tabs.mistakes.confusion_page": 422,
    "gui.tabs.mistakes.sight": 422,
    "gui.tabs.mistakes.disagreement_page": 424,
    "gui.tabs.mistakes.drawing_page": 424,
    "gui.tabs.mistakes.tab": 426,
    "gui.tabs.mistakes": 428,
    "gui.widgets.layer_list": 420,
    "gui.widgets.design_panel": 430,
    "gui.menus": 430,
    "gui.trials.run": 300,
    "gui.trials.fold_words": 330,
    "gui.plots.rate_plot": 350,
    "gui.trials.window": 420,
    "gui.trials.fold_window": 430,
    "gui.trials.rate_window": 430,
    "gui.plots.sweep_axes": 330,
    "gui.plots.sweep_plot": 345,
    "gui.plots.banded": 345,
    "gui.plots.lines_plot": 355,
    "gui.trials.sweep_plan": 330,
    "gui.trials.sweep_words": 340,
    "gui.widgets.axis_rows": 345,
    "gui.trials.sweep_shelving": 418,
    "gui.trials.sweep_window": 430,
    "gui.trials.offers": 435,
    "gui.help": 300,
    "gui.help.kinds": 310,
    "gui.help.topics": 330,
    "gui.help.formula": 300,
    "gui.help.sketch": 310,
    "gui.help.sketched_curves": 325,
    "gui.help.sketched_images": 320,
    "gui.help.pictures": 330,
    "gui.help.page": 340,
    "gui.help.places": 425,
    "gui.help.panel": 430,
    "gui.help.pointing": 430,
    "gui.help.desk": 435,
    "gui.help.spotlight": 330,
    "gui.help.parts": 415,
    "gui.help.tour": 420,
    "gui.help.first_tour": 425,
    "gui.tab_deck": 300,
    "gui.tab_pages": 435,
    "gui.experiments.laboratory": 300,
    "gui.experiments.report_laboratory": 310,
    "gui.experiments.verdict_badge": 330,
    "gui.experiments.model": 340,
    "gui.experiments.pictures": 400,
    "gui.experiments.details": 410,
    "gui.experiments.data": 400,
    "gui.experiments.layout": 420,
    "gui.experiments.window": 430,
    "gui.command_sources": 435,
    "gui.going": 436,
    "gui.home": 438,
    "gui.main_window": 440,
    "gui.staging": 445,
    "gui.app": 450,
    "gui.self_test": 460,
    "gui.file_open": 300,
    "gui.desktop": 310,
    # the way in
    "diynn.cli_bench": 970,
    "diynn.cli": 980,
    "gui.bench.measured_window": 985,
    "gui.bench.window_subject": 986,
    "diynn.__main__": 990,
}

# Where the engine's side leads to the window: `diynn` alone opens it, `diynn bench` measures it.
DOORS = {
    ("diynn.cli", "gui.app"), ("diynn.cli", "gui.desktop"), ("diynn.cli", "gui.self_test"),
    ("diynn.cli_bench", "gui.bench.window"),
}  # fmt: skip
# A measured process: its standard output is a pipe to the process that measures, no terminal.
PIPED = "diynn.bench.subject"
QT = {"PySide6", "gui", "pyqtgraph", "qtawesome", "qtpy", "shiboken6", "superqt"}
HEAVY = {
    "PIL", "dask", "distributed", "matplotlib", "onnx", "onnxruntime", "openTSNE", "pandas",
    "pooch", "requests", "scipy", "sklearn", "torch", "ziafont", "ziamath",
}  # fmt: skip
# What only a window needs that is opened later, and what comes with it.
LATER = {
    "diynn.cross_validation", "diynn.experiments", "diynn.rate_finder", "diynn.sweep",
    "gui.experiments.window", "gui.trials.window",
    "gui.help.page", "gui.help.panel", "gui.help.tour",
}  # fmt: skip
VAGUE = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
THREADS = {"ProcessPoolExecutor", "QThread", "QThreadPool", "Thread", "ThreadPoolExecutor", "Timer"}
FILES = {
    "fromfile", "load_file", "loadtxt", "genfromtxt", "memmap", "read_bytes", "read_text",
    "safe_open", "save_file", "savetxt", "savez", "savez_compressed", "tofile",
    "write_bytes", "write_text",
}  # fmt: skip
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
    known = set(sources) | set(FLOORS)
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


def floors_complete(sources: Sources) -> list[str]:
    """Every module has a floor, every floor a module."""
    lacking = [f"{module} has no floor" for module in sources if module not in FLOORS]
    stale = [f"{module} has a floor but is gone" for module in FLOORS if module not in sources]
    return lacking + stale


def imports_point_down(sources: Sources) -> list[str]:
    """A module imports from lower floors only."""
    return [
        f"{module} ({FLOORS[module]}) imports {name} ({FLOORS.get(name, 'no floor')})"
        for module, name in imports(sources)
        if ours(name) and module in FLOORS and FLOORS.get(name, 10**6) >= FLOORS[module]
    ]


def no_circles(sources: Sources) -> list[str]:
    """Following imports never leads back, whatever the table of floors says."""
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
        for name in imported(statement, set(FLOORS))
    }
    return [
        f"{module} imports {name}"
        for module, name in from_engine
        if (module, name) not in DOORS or (module, name) in at_start_too
    ]


def tabs_apart(sources: Sources) -> list[str]:
    """Tabs know nothing of each other; parts of one tab may."""
    return [
        f"tab {module} imports {name}"
        for module, name in imports(sources)
        if module.startswith("gui.tabs.") and name.startswith("gui.tabs.")
        if module.split(".")[2] != name.split(".")[2]
    ]


def heavy_when_used(sources: Sources) -> list[str]:
    """Heavy libraries are imported where they are used; `diynn` starts without them."""
    return [
        f"{module}:{statement.lineno} imports {name} at its start"
        for module, source in sources.items()
        for statement in at_start(ast.parse(source).body)
        for name in imported(statement, set())
        if name.partition(".")[0] in HEAVY
    ]


def later_when_opened(sources: Sources) -> list[str]:
    """The window starts without what only the windows beside it need."""
    reached, found, known = ["gui.app"], [], set(sources)
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
    allowed = ("diynn.storage", "diynn.datasets", "gui.resources", "gui.plots.export")
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
    floors_complete, imports_point_down, no_circles, no_relative_imports, engine_without_qt,
    tabs_apart, heavy_when_used, later_when_opened, printing_in_cli, files_in_storage,
    threads_in_gui, nothing_global, names_say_something, modules_short,
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

ENGINE = "diynn.training"
BAD: list[tuple[Rule, str, Sources]] = [
    (floors_complete, "diynn.new has no floor", {"diynn.new": ""}),
    (floors_complete, "diynn.errors has a floor but is gone", {}),
    (imports_point_down, "gui.app", {"diynn.errors": "import gui.app"}),
    (imports_point_down, "diynn.settings", {"diynn.errors": "from diynn import settings"}),
    (imports_point_down, "diynn.errors (", {"diynn.errors": "from diynn.errors import DataError"}),
    (imports_point_down, "no floor", {ENGINE: "import diynn.new"}),
    (
        imports_point_down,
        "diynn.settings",
        {"diynn.errors": "if TYPE_CHECKING:\n    from diynn.settings import Range"},
    ),
    (no_circles, "a > b > a", {"a": "import b", "b": "def f():\n    import a", "c": "import a"}),
    (no_relative_imports, "relative", {"diynn.layers": "from .linear import Linear"}),
    (no_relative_imports, "relative", {"diynn.layers": "from . import linear"}),
    (engine_without_qt, "PySide6", {ENGINE: "from PySide6.QtCore import QThread"}),
    (engine_without_qt, "pyqtgraph", {ENGINE: "def f():\n    import pyqtgraph as pg"}),
    (engine_without_qt, "gui.app", {ENGINE: "from gui import app"}),
    (engine_without_qt, "gui.app", {"diynn.cli": "from gui.app import main"}),
    (tabs_apart, "gui.tabs.codes", {"gui.tabs.boundary": "from gui.tabs.codes import Codes"}),
    (heavy_when_used, "sklearn", {ENGINE: "from sklearn.datasets import load_digits"}),
    (heavy_when_used, "torch", {"gui.app": "try:\n    import torch\nfinally:\n    pass"}),
    (heavy_when_used, "PIL", {"gui.app": "class A:\n    import PIL.Image"}),
    (later_when_opened, "gui.app:1 imports diynn.sweep", {"gui.app": "import diynn.sweep"}),
    (
        later_when_opened,
        "gui.icons:1 imports gui.trials.window",
        {"gui.app": "import gui.icons", "gui.icons": "from gui.trials.window import TrialWindow"},
    ),
    (printing_in_cli, "terminal", {ENGINE: "print('epoch')"}),
    (printing_in_cli, "terminal", {"gui.app": "import sys\nsys.stderr.write('epoch')"}),
    (files_in_storage, "open", {ENGINE: "with open('x') as file:\n    pass"}),
    (files_in_storage, "open", {"gui.app": "path.open(mode='w')"}),
    (files_in_storage, "write_text", {"gui.app": "Path('x').write_text('')"}),
    (files_in_storage, "np.save", {ENGINE: "np.save('x', x)"}),
    (threads_in_gui, "Thread", {ENGINE: "import threading\nthreading.Thread(target=f).start()"}),
    (threads_in_gui, "ThreadPoolExecutor", {ENGINE: "ThreadPoolExecutor(2)"}),
    (nothing_global, "QApplication", {"gui.app": "QApplication.instance()"}),
    (nothing_global, "window", {"gui.app": "self.parent().window().show()"}),
    (names_say_something, "vague", {"diynn.utils": ""}),
    (names_say_something, "vague", {"gui.manager.tabs": ""}),
    (modules_short, "501 lines", {ENGINE: "x = 1\n\n" * 501}),
]

GOOD: Sources = {
    "diynn.errors": "class DataError(Exception): pass",
    "diynn.settings": "from diynn.errors import DataError",
    "diynn.cli": "def f():\n    from gui.app import main\n    print('done')",
    "diynn.datasets.idx": "def f(path):\n    import PIL.Image\n    return path.open('rb').read()",
    "diynn.workers": "ThreadPoolExecutor(2)",
    "gui.app": "dialog.open()\nbuffer.open(1)\nopen(os.devnull)\nwidget.window()\nQThread()",
    "gui.tabs.codes.rows": "if TYPE_CHECKING:\n    import torch\nimport gui.tabs.codes.figure",
}


@pytest.mark.parametrize(("rule", "words", "sources"), BAD)
def test_rule_finds_what_it_forbids(rule: Rule, words: str, sources: Sources) -> None:
    assert any(words in wrong for wrong in rule(sources)), rule(sources)


@pytest.mark.parametrize("rule", RULES[2:], ids=lambda rule: rule.__name__)
def test_rule_lets_good_sources_pass(rule: Rule) -> None:
    assert rule(GOOD) == []


def test_every_rule_has_a_bad_source() -> None:
    assert {rule for rule, _, _ in BAD} == set(RULES)
