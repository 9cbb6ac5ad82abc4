"""Settings are declared once: the checks, the error texts and the records that come from it."""

from __future__ import annotations

import dataclasses
import json
import math
from dataclasses import dataclass
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diynn.errors import SettingError
from diynn.layers import (
    LAYERS,
    AvgPool2D,
    Conv1D,
    Conv2D,
    ConvTranspose2D,
    MaxPool1D,
    Reshape2D,
    Residual2D,
)
from diynn.network.losses import LOSSES
from diynn.network.optimizers import OPTIMIZERS
from diynn.settings import (
    Declared,
    OneOf,
    Pair,
    Range,
    Setting,
    from_record,
    settings_of,
    to_record,
    with_old_names,
)


@dataclass(frozen=True)
class Kettle(Declared):
    """Boils water: Q = c · m · ΔT.

    Not part of the help.
    """

    cups: Annotated[int, Range(1, 8), "How many cups"] = 2
    wanted_heat: Annotated[float, Range(0.5, 100.0, logarithmic=True), "Degrees"] = 90.0
    whistle: Annotated[bool, "Whether it whistles"] = True
    tea: Annotated[str, OneOf(("green", "black")), "Which tea"] = "green"
    label: Annotated[str, "Any text"] = ""


@dataclass(frozen=True)
class Teapot(Kettle):
    """Keeps it warm."""

    lid: Annotated[bool, "Whether it has a lid"] = False


KINDS = (Kettle, Teapot)
FAMILIES: list[tuple[str, tuple[type[Declared], ...]]] = [
    ("layer", LAYERS), ("loss", LOSSES), ("optimizer", OPTIMIZERS), ("kettle", KINDS),
]  # fmt: skip
EVERY_KIND = [
    pytest.param(kind, id=kind.name()) for _, family in FAMILIES for kind in family
]


def test_what_a_form_sees() -> None:
    cups, heat, whistle, tea, label = settings_of(Kettle)
    assert cups == Setting("cups", int, Range(1, 8), "How many cups", 2)
    assert heat.label == "Wanted heat"
    assert isinstance(heat.limits, Range)
    assert heat.limits.logarithmic
    assert (whistle.kind, whistle.limits) == (bool, None)
    assert tea.limits == OneOf(("green", "black"))
    assert label.limits is None
    assert [setting.name for setting in settings_of(Teapot)][-1] == "lid"
    assert Kettle.help() == "Boils water: Q = c · m · ΔT."
    assert Kettle.name() == "Kettle"


GOOD: list[tuple[str, Any, Any]] = [
    ("cups", 1, 1),
    ("cups", 8, 8),
    ("cups", 3.0, 3),
    ("wanted_heat", 0.5, 0.5),
    ("wanted_heat", 100, 100.0),
    ("whistle", False, False),
    ("tea", "black", "black"),
    ("label", "{braces} “and” more", "{braces} “and” more"),
]
BAD: list[tuple[str, Any]] = [
    *(
        ("cups", value)
        for value in (0, 9, -1, 2.5, True, "2", None, math.nan, math.inf, [2], 1e300)
    ),
    *(
        ("wanted_heat", value)
        for value in (0.49, 100.1, math.nan, math.inf, -math.inf, True, "9", None, 10**400)
    ),
    *(("whistle", value) for value in (0, 1, 1.0, "yes", None, math.nan)),
    *(("tea", value) for value in ("", "Green", "white", 0, None, True, ["green"], "{0}")),
    *(("label", value) for value in (0, None, b"x")),
]


@pytest.mark.parametrize(("name", "value", "kept"), GOOD)
def test_a_value_within_its_limits_is_kept_in_its_type(name: str, value: Any, kept: Any) -> None:
    found = getattr(Kettle(**{name: value}), name)
    assert found == kept
    assert type(found) is type(kept)


@pytest.mark.parametrize(("name", "value"), BAD)
def test_a_value_beyond_its_limits_is_reported_with_a_remedy(name: str, value: Any) -> None:
    with pytest.raises(SettingError) as caught:
        Kettle(**{name: value})
    assert "Kettle" in caught.value.what()
    assert name.replace("_", " ") in caught.value.what()
    assert caught.value.how().endswith(".")
    with pytest.raises(SettingError):
        dataclasses.replace(Kettle(), **{name: value})
    with pytest.raises(SettingError):
        from_record({"kind": "Kettle", name: value}, KINDS, "kettle")


def test_the_text_names_the_limits() -> None:
    with pytest.raises(SettingError, match=r"cups cannot be 9\. It lies between 1 and 8\."):
        Kettle(cups=9)
    with pytest.raises(SettingError, match=r"tea cannot be “white”\. Choose one of: green, black"):
        Kettle(tea="white")
    with pytest.raises(SettingError, match="must be yes or no"):
        Kettle(whistle=1)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_every_limit_holds_at_its_ends(kind: type[Declared]) -> None:
    for setting in settings_of(kind):
        assert type(setting.default) is setting.kind
        limits = setting.limits
        if isinstance(limits, OneOf):
            for choice in limits.choices:
                assert getattr(kind(**{setting.name: choice}), setting.name) == choice
        if isinstance(limits, Range):
            for end in (limits.low, limits.high):
                wanted = (end, end) if setting.kind is tuple else setting.kind(end)
                assert getattr(kind(**{setting.name: wanted}), setting.name) == wanted
            for beyond in (limits.low - 1, limits.high * 2 + 1, math.nan):
                with pytest.raises(SettingError):
                    kind(**{setting.name: beyond})


def test_a_setting_without_its_note_is_a_mistake_in_the_program() -> None:
    @dataclass(frozen=True)
    class Bare(Declared):
        count: int = 1

    @dataclass(frozen=True)
    class Undecided(Declared):
        count: Annotated[int, "How many"]

    with pytest.raises(TypeError, match="annotated"):
        settings_of(Bare)
    with pytest.raises(TypeError, match="default"):
        settings_of(Undecided)


# Records.

UNREADABLE: list[object] = [None, 3, "Kettle", [], {}, {"cups": 2}, {"kind": 3}, {"kind": None}]


@pytest.mark.parametrize("record", UNREADABLE)
def test_what_is_no_record_is_reported(record: object) -> None:
    with pytest.raises(SettingError, match="kettle"):
        from_record(record, KINDS, "kettle")


def test_an_unknown_kind_or_setting_is_reported() -> None:
    with pytest.raises(SettingError, match="“Samovar”"):
        from_record({"kind": "Samovar"}, KINDS, "kettle")
    with pytest.raises(SettingError, match="“lid”"):
        from_record({"kind": "Kettle", "lid": True}, KINDS, "kettle")


def test_missing_settings_take_their_defaults() -> None:
    assert from_record({"kind": "Teapot", "cups": 5}, KINDS, "kettle") == Teapot(cups=5)


def test_a_record_starts_with_its_kind_and_keeps_the_order() -> None:
    assert list(to_record(Teapot())) == [
        "kind", "cups", "wanted_heat", "whistle", "tea", "label", "lid",
    ]  # fmt: skip


def values_of(setting: Setting) -> st.SearchStrategy[Any]:
    limits = setting.limits
    if isinstance(limits, OneOf):
        return st.sampled_from(limits.choices)
    if isinstance(limits, Range) and setting.kind in (int, tuple):
        whole = st.integers(int(limits.low), int(limits.high))
        return whole if setting.kind is int else st.one_of(whole, st.tuples(whole, whole))
    if isinstance(limits, Range):
        return st.floats(limits.low, limits.high)
    return st.booleans() if setting.kind is bool else st.text()


def declared(kinds: tuple[type[Declared], ...]) -> st.SearchStrategy[Declared]:
    ways = [
        st.builds(kind, **{setting.name: values_of(setting) for setting in settings_of(kind)})
        for kind in kinds
    ]
    return st.one_of(ways)


@given(st.sampled_from(FAMILIES).flatmap(
    lambda family: st.tuples(st.just(family), declared(family[1]))
))  # fmt: skip
def test_every_value_comes_back_from_its_record(
    example: tuple[tuple[str, tuple[type[Declared], ...]], Declared],
) -> None:
    (word, kinds), value = example
    back = from_record(json.loads(json.dumps(to_record(value), allow_nan=False)), kinds, word)
    assert back == value
    assert type(back) is type(value)
    assert hash(back) == hash(value)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=4,
)


@given(
    st.sampled_from(["Kettle", "Teapot"]),
    st.dictionaries(st.sampled_from([setting.name for setting in settings_of(Teapot)]), ANYTHING),
)
def test_any_record_gives_a_value_or_a_told_error(kind: str, values: dict[str, Any]) -> None:
    try:
        made = from_record(values | {"kind": kind}, KINDS, "kettle")
    except SettingError:
        return
    for setting in settings_of(type(made)):
        value = getattr(made, setting.name)
        assert type(value) is setting.kind
        assert value == values.get(setting.name, setting.default)


@dataclass(frozen=True)
class Tray(Declared):
    """A kind with a number for each direction."""

    kernel_size: Annotated[Pair, Range(1, 9), "Cups: rows × columns"] = 3


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (4, (4, 4)), ((4, 5), (4, 5)), ([4, 5.0], (4, 5)), ("4", (4, 4)), ("4x5", (4, 5)),
        ("4 × 5", (4, 5)), ("4,5", (4, 5)), (" 4 X 5 ", (4, 5)), ("4;5", (4, 5)),
    ],
)  # fmt: skip
def test_a_pair_is_one_number_or_two(written: Any, meant: tuple[int, int]) -> None:
    tray = Tray(written)
    assert tray.kernel_size == meant
    assert from_record(json.loads(json.dumps(to_record(tray))), (Tray,), "tray") == tray


@pytest.mark.parametrize(
    "wrong", ["", "x", "4x", "4x5x6", "-1", (4,), (4, 5, 6), 4.5, (4, True), None, True, "4.5", {}]
)
def test_what_is_no_pair_is_reported(wrong: Any) -> None:
    with pytest.raises(SettingError, match=r"such as 3 × 3"):
        Tray(wrong)


def test_both_numbers_of_a_pair_have_limits() -> None:
    with pytest.raises(SettingError, match="kernel size cannot be 3 × 10"):
        Tray((3, 10))


OLD_LAYERS = {
    "Conv1D": ({"size": 5, "stride": 2}, Conv1D(kernel_size=5, stride=2)),
    "Residual2D": ({"size": 5}, Residual2D(kernel_size=5)),
    "MaxPool1D": ({"size": 3}, MaxPool1D(3)),
    "AvgPool2D": ({"width": 5, "vertical_stride": 1}, AvgPool2D((2, 5), stride=(1, 2))),
    "Conv2D": (
        {"filters": 4, "height": 5, "width": 1, "vertical_stride": 2, "horizontal_stride": 3,
         "vertical_padding": 4, "horizontal_padding": 6},
        Conv2D(4, (5, 1), stride=(2, 3), padding=(4, 6)),
    ),
    "ConvTranspose2D": ({"height": 2, "horizontal_padding": 0},
                        ConvTranspose2D(kernel_size=(2, 4), padding=(1, 0))),
    "Reshape2D": ({"height": 2, "width": 8}, Reshape2D(2, 8)),
}  # fmt: skip


@pytest.mark.parametrize("name", OLD_LAYERS)
def test_settings_by_their_names_of_before_are_read(name: str) -> None:
    record, meant = OLD_LAYERS[name]
    assert from_record({"kind": name} | record, LAYERS, "layer") == meant
    old = with_old_names(to_record(meant))
    assert from_record(old, LAYERS, "layer") == meant
    assert record.items() <= old.items()


def test_a_name_of_before_that_another_kind_had_is_unknown() -> None:
    for kind, name in (("Conv1D", "height"), ("Conv2D", "size"), ("Linear", "size")):
        with pytest.raises(SettingError, match=f"no setting “{name}”"):
            from_record({"kind": kind, name: 3}, LAYERS, "layer")
