"""`diynn check`: whether the gradients of a network are right."""

from __future__ import annotations

import argparse
from typing import Any

from diynn.analysis.gradient_check import ALONE, STACK, STEPS, Finding, check_gradients, is_right
from diynn.cli.arguments import add_network, load_data, with_choices
from diynn.cli.output import Output
from diynn.design.design import Design, prepared
from diynn.layers.layer import Array
from diynn.storage.model_file import SavedModel, load_any
from diynn.storage.recipes import is_path, recipe
from diynn.text import figure, several, short

NAME = "check"
TITLES = {
    ALONE: "Each layer and the loss alone", STACK: "The whole stack", STEPS: "Two steps",
}  # fmt: skip


def add(commands: Any) -> None:
    """Add the command to the parser's."""
    parser = commands.add_parser(
        NAME,
        help="check the gradients against finite differences",
        description="Compare the gradients with differences of the loss: of each layer alone, of "
        "the whole stack, and of two steps. The exit status is 1 where one is wrong.",
        allow_abbrev=False,
    )
    add_network(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Check what `chosen` names, and print what was found."""
    output = Output(chosen.json)
    model = load_any(chosen.what) if is_path(chosen.what) else SavedModel(recipe(chosen.what))
    design = with_choices(model.design, chosen)
    data = prepared(design, load_data(design))
    weights: Array | None = None
    if model.trained and tuple(model.input_shape) == tuple(data.shape):
        weights = model.network().weight_vector
    findings = []
    for finding in check_gradients(design, data, weights):
        findings.append(finding)
        output.record(_record(finding, design))
    right = is_right(findings)
    for column, title in TITLES.items():
        output.line(title)
        output.table(
            ("Row", "Layer", "Gradient for", "Error", "Verdict"),
            [_cells(one, design) for one in findings if one.column == column],
        )
        output.line("")
    wrong = sum(not one.right for one in findings)
    output.record({"done": True, "right": right, "wrong": wrong, "checked": len(findings)})
    output.line(
        f"All gradients are right: {several(len(findings), 'array(s)')} checked." if right else
        f"Wrong: {wrong} of {several(len(findings), 'array(s)')}."
    )  # fmt: skip
    return 0 if right else 1


def _place(finding: Finding, design: Design) -> tuple[str, str]:
    if finding.row < 0:
        return "", "all weights"
    if finding.row == len(design.layers):
        return "", design.loss.name()
    return str(finding.row + 1), design.layers[finding.row].name()


def _cells(finding: Finding, design: Design) -> tuple[str, ...]:
    return (*_place(finding, design), finding.what, str(figure(finding.error)), verdict(finding))


def verdict(finding: Finding) -> str:
    """What was found, in a word or two."""
    if not finding.right:
        return "wrong" if finding.ratio is None else f"wrong: × {short(finding.ratio, 3)}"
    if finding.is_zero:
        return "0 = 0"
    if finding.kinks:
        return f"right; kink at {finding.kinks} of {len(finding.differences)}"
    return "right"


def _record(finding: Finding, design: Design) -> dict[str, Any]:
    worst = finding.worst
    row, layer = _place(finding, design)
    return {
        "column": finding.column, "row": int(row) if row else None, "layer": layer,
        "what": finding.what, "right": finding.right, "error": finding.error,
        "ratio": finding.ratio, "zero": finding.is_zero, "kinks": finding.kinks,
        "places": len(finding.differences), "worst_place": list(worst.place),
        "worst_gradient": worst.gradient, "worst_slope": worst.slope,
    }  # fmt: skip
