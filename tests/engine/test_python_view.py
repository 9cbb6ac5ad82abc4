"""The side view as code: lines that say rows, and the same lines as the exported scripts."""

from __future__ import annotations

import ast

import pytest

from diynn.design.design import Design
from diynn.errors import DiynnError
from diynn.export.python_view import VIEWS, script_lines
from diynn.export.scripts import script_of
from diynn.layers import Conv2D, Flatten, Linear, ReLU, Residual2D
from diynn.storage.model_file import SavedModel
from diynn.storage.recipes import NETWORKS, RECIPES, recipe

LAYERS = (Conv2D(4, groups=2), ReLU(), Residual2D(4), Flatten(), Linear(3))


@pytest.mark.parametrize("to", VIEWS)
@pytest.mark.parametrize("name", [*RECIPES, *NETWORKS])
def test_every_recipe_is_said_and_each_row_has_its_lines(name: str, to: str) -> None:
    design = recipe(name)
    shape = SavedModel(design).input_shape
    if not shape:
        pytest.skip("the shape of its data is not known without the data")
    lines = script_lines(design, shape, to)
    ast.parse("\n".join(line.text for line in lines))
    rows = [line.row for line in lines if line.row is not None]
    assert sorted(set(rows)) == list(range(len(design.layers)))
    assert rows == sorted(rows)


@pytest.mark.parametrize("to", VIEWS)
def test_the_lines_are_those_of_the_script(to: str) -> None:
    design = recipe("digits-conv2d")
    data = design.source.load()
    shape = SavedModel(design).input_shape
    script = script_of(design, data, to, "net").text.splitlines()
    said = [line.text for line in script_lines(design, shape, to) if line.row is not None]
    at = script.index(said[0])
    assert script[at : at + len(said)] == said


def test_a_block_of_several_lines_is_one_row() -> None:
    lines = script_lines(Design(layers=LAYERS), (6, 6, 2), "torch")
    assert sum(line.row == 2 for line in lines) > 3
    assert [line.text.strip() for line in lines if line.row == 0] == [
        "nn.Conv2d(2, 4, 3, stride=1, padding=0, groups=2),"
    ]


def test_what_does_not_fit_is_left_out_where_it_is_wished() -> None:
    design = Design(layers=(*LAYERS[:2], Linear(3)))
    with pytest.raises(DiynnError):
        script_lines(design, (6, 6, 2), "torch")
    lines = script_lines(design, (6, 6, 2), "torch", 2)
    assert {line.row for line in lines} == {None, 0, 1}
