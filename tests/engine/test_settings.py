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
from diynn.layers import LAYERS
from diynn.network.losses import LOSSES
from diynn.network.optimizers import OPTIMIZERS
from diynn.settings import Declared, OneOf, Range, Setting, from_record, settings_of, to_record


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
def test_a_value_beyond_its_limits_is_told_with_a_remedy(name: str, value: Any) -> None:
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
                assert getattr(kind(**{setting.name: setting.kind(end)}), setting.name) == end
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
def test_what_is_no_record_is_told(record: object) -> None:
    with pytest.raises(SettingError, match="kettle"):
        from_record(record, KINDS, "kettle")


def test_an_unknown_kind_or_setting_is_told() -> None:
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
    if isinstance(limits, Range) and setting.kind is int:
        return st.integers(int(limits.low), int(limits.high))
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
