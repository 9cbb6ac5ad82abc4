"""Which topic has which picture."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diynn.data.noise import Gaussian, MaskedSquare, SaltAndPepper
from diynn.data.sources import (
    XOR,
    Blobs,
    Checkerboard,
    Circles,
    LinearData,
    Moons,
    Spirals,
    Waves,
)
from diynn.layers import (
    ELU,
    GELU,
    SELU,
    AvgPool1D,
    AvgPool2D,
    ConvTranspose2D,
    GlobalAvgPool,
    HardSwish,
    LeakyReLU,
    MaxPool1D,
    MaxPool2D,
    PReLU,
    ReLU,
    Sigmoid,
    SiLU,
    Softplus,
    Softsign,
    Tanh,
    Upsample,
)
from diynn.network.losses import MSE, Huber
from diynn.network.optimizers import SGD, Adam, AdamW, RMSprop
from diynn.network.schedules import Constant, Cosine, OneCycle, OnPlateau, StepDecay
from gui.help import sketched_curves as curves
from gui.help import sketched_images as images
from gui.help.sketch import Picture


def _with_slope() -> str:
    return _tr("The function, and dashed its slope, which the way back multiplies by.")


def _loss_with_slope() -> str:
    return _tr("The loss over the error, and dashed its slope: what is sent back.")


def _two_costs() -> str:
    return _tr("What an output costs where the target is 1, and dashed where it is 0.")


def _cost() -> str:
    return _tr("What it costs to give the right class a probability of y.")


def _scores() -> str:
    return _tr("Four scores, and the shares that the softmax makes of them.")


def _over_run() -> str:
    return _tr("The learning rate from the first step to the last.")


def _valley() -> str:
    return _tr("Thirty steps down the same long valley: plain steps in orange, this rule in green.")


def _plain_steps() -> str:
    return _tr("Thirty plain steps down a long valley: to and fro across it, slowly along it.")


def _three_rates() -> str:
    return _tr("Eight steps down a bowl: too small, good, and so large that it climbs out.")


def _three_fits() -> str:
    return _tr("The same points and three curves: too stiff, right, and learnt by heart.")


def _window() -> str:
    return _tr("A window over a digit, and the map that it gives. Two places are marked on both.")


def _window_on_row() -> str:
    return _tr("A window that takes the last of three values less the first: it marks slopes.")


def _pooling() -> str:
    return _tr("Each window of the left becomes one number on the right.")


def _all_places() -> str:
    return _tr("All places of a channel become one number.")


def _larger() -> str:
    return _tr("The marked value on the left reaches the marked square on the right.")


def _same_values() -> str:
    return _tr("The same values in another form.")


def _masks() -> str:
    return _tr("The same values at three steps: half of them are forgotten, others each time.")


def _channels() -> str:
    return _tr("A batch of two channels, before and after.")


def _variants() -> str:
    return _tr("A digit, and four variants of it.")


def _strengths() -> str:
    return _tr("A digit under noise of growing strength.")


def _histograms() -> str:
    return _tr("How the first weights of 64 units with 64 inputs are spread.")


def _directions() -> str:
    return _tr("A cloud of points, and its first and second component.")


def _nothing() -> str:
    return ""


_CURVE, _IMAGES, _GRIDS = 130, 84, 130

PICTURES: dict[str, Picture] = {
    **{
        kind.name(): Picture(curves.activation(kind), _CURVE, _with_slope)
        for kind in (
            Tanh, Sigmoid, Softsign, ReLU, LeakyReLU, PReLU, ELU, SELU, GELU, SiLU, HardSwish,
            Softplus,
        )  # fmt: skip
    },
    **{
        kind.name(): Picture(curves.toy(kind), 170, _nothing)
        for kind in (LinearData, Moons, Circles, XOR, Checkerboard, Spirals, Blobs, Waves)
    },
    "Ultrasound": Picture(curves.fitted_curve, _CURVE, _nothing),
    "CarbonDioxide": Picture(curves.seasons, _CURVE, _nothing),
    **{
        type(one).name(): Picture(curves.schedule(one), 90, _over_run)
        for one in (Constant(), StepDecay(every=5), Cosine(), OneCycle(), OnPlateau(by=0.4))
    },
    **{
        type(loss).name(): Picture(curves.loss_of_error(loss), _CURVE, _loss_with_slope)
        for loss in (MSE(), Huber())
    },
    "Softmax": Picture(curves.softmax, _CURVE, _scores),
    "BCE": Picture(curves.binary, _CURVE, _two_costs),
    "CrossEntropy": Picture(curves.logarithm, _CURVE, _cost),
    "LogSoftmaxCrossEntropy": Picture(curves.logarithm, _CURVE, _cost),
    "warm-up": Picture(curves.warm_up, 90, _over_run),
    "SGD": Picture(curves.ways(SGD(1.7)), _CURVE, _plain_steps),
    "momentum": Picture(curves.ways(SGD(1.7), SGD(0.3, 0.85)), _CURVE, _valley),
    "RMSprop": Picture(curves.ways(SGD(1.7), RMSprop(0.35)), _CURVE, _valley),
    "Adam": Picture(curves.ways(SGD(1.7), Adam(0.6)), _CURVE, _valley),
    "learning-rate": Picture(curves.rates, 110, _three_rates),
    "over-fitting": Picture(curves.over_fitting, 100, _three_fits),
    "initializer": Picture(curves.first_weights, 110, _histograms),
    "pca": Picture(curves.components, _CURVE, _directions),
    "Conv2D": Picture(images.convolution(), _GRIDS, _window),
    "window-size": Picture(images.convolution(5), _GRIDS, _window),
    "stride": Picture(images.convolution(3, 2), _GRIDS, _window),
    "padding": Picture(images.convolution(3, 1, 1), _GRIDS, _window),
    "MaxPool1D": Picture(images.pooled_row(MaxPool1D()), 90, _pooling),
    "AvgPool1D": Picture(images.pooled_row(AvgPool1D()), 90, _pooling),
    "MaxPool2D": Picture(images.pooled(MaxPool2D()), _GRIDS, _pooling),
    "AvgPool2D": Picture(images.pooled(AvgPool2D()), _GRIDS, _pooling),
    "GlobalAvgPool": Picture(images.pooled(GlobalAvgPool()), _GRIDS, _all_places),
    "Upsample": Picture(images.enlarged(Upsample()), _GRIDS, _larger),
    "ConvTranspose2D": Picture(images.enlarged(ConvTranspose2D(1)), _GRIDS, _larger),
    "Flatten": Picture(images.flattened, 90, _same_values),
    "Reshape2D": Picture(images.regrouped, 90, _same_values),
    "Conv1D": Picture(images.convolved_row, 90, _window_on_row),
    "AdamW": Picture(curves.ways(SGD(1.7), AdamW(0.6)), _CURVE, _valley),
    "Dropout": Picture(images.forgotten, 110, _masks),
    "BatchNorm": Picture(images.normalised, _CURVE, _channels),
    "Augmentation": Picture(
        images.warped(shift=1.5, rotation=15.0, scale=0.15, elastic=0.6), _IMAGES, _variants
    ),
    "shift": Picture(images.warped(shift=4.0), _IMAGES, _variants),
    "rotation": Picture(images.warped(rotation=40.0), _IMAGES, _variants),
    "scale": Picture(images.warped(scale=0.5), _IMAGES, _variants),
    "shear": Picture(images.warped(shear=35.0), _IMAGES, _variants),
    "elastic": Picture(images.warped(elastic=1.5), _IMAGES, _variants),
    "Gaussian": Picture(images.spoilt(Gaussian, (0.0, 0.1, 0.3, 0.6, 1.0)), 100, _strengths),
    "training-noise": Picture(images.spoilt(Gaussian, (0.0, 0.1, 0.3, 0.6, 1.0)), 100, _strengths),
    "SaltAndPepper": Picture(
        images.spoilt(SaltAndPepper, (0.0, 0.05, 0.2, 0.4, 0.7)), 100, _strengths
    ),
    "MaskedSquare": Picture(
        images.spoilt(MaskedSquare, (0.0, 0.2, 0.4, 0.6, 0.8)), 100, _strengths
    ),
}  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("help", text)
