"""Every declared kind by its name, and which topic explains which of its settings."""

from __future__ import annotations

from functools import cache

from diynn.analysis.projection import TSNE
from diynn.data.augmentation import Augmentation
from diynn.data.noise import NOISES
from diynn.data.sources import SOURCES
from diynn.design.design import Run, View
from diynn.layers import LAYERS
from diynn.network.losses import LOSSES
from diynn.network.optimizers import OPTIMIZERS
from diynn.network.schedules import SCHEDULES
from diynn.settings import Declared, Setting, settings_of

_ALL: tuple[type[Declared], ...] = (
    *LAYERS, *LOSSES, *OPTIMIZERS, *SCHEDULES, *NOISES, *SOURCES, Augmentation, Run, View, TSNE,
)  # fmt: skip
KINDS: dict[str, type[Declared]] = {kind.name(): kind for kind in _ALL}
"""A topic of a kind's name explains it."""

SHARED = {
    "learning_rate": "learning-rate", "momentum": "momentum", "nesterov": "momentum",
    "weight_decay": "weight-decay", "warm_up": "warm-up",
    "batch_size": "batch", "epochs": "epoch", "seed": "seed", "noise": "toy-noise",
    "samples": "samples", "test_share": "samples",
    "validation": "validation", "patience": "patience", "clip": "clip",
    "shift": "shift", "rotation": "rotation", "scale": "scale", "shear": "shear",
    "elastic": "elastic", "mean_over": "mean-over", "smoothing": "label-smoothing",
    "initializer": "initializer", "bias_initializer": "initializer", "bias": "bias",
    "filters": "filters", "kernel_size": "window-size", "stride": "stride", "padding": "padding",
    "goal": "goal", "scaling": "scaling", "shape": "View",
    "perplexity": "perplexity", "exaggeration": "exaggeration",
    "Run.noise": "training-noise", "BatchNorm.momentum": "BatchNorm",
}  # fmt: skip
"""The topics of settings that have one of their own; a kind before the name is nearer. Any other
setting is explained with its kind."""


def topic_of_setting(kind: type[Declared], name: str) -> str:
    """The topic that explains a setting of a kind."""
    return SHARED.get(f"{kind.name()}.{name}") or SHARED.get(name) or kind.name()


def kind_of(setting: Setting) -> type[Declared] | None:
    """The kind that declared this very setting."""
    return _owners().get(id(setting))


@cache
def _owners() -> dict[int, type[Declared]]:
    # By what they are, not by what they say: two kinds may have settings that are alike. They are
    # kept for good, so no other thing can take such a place in memory.
    return {id(setting): kind for kind in KINDS.values() for setting in settings_of(kind)}
