"""Networks as scikit-learn's estimators: in a Pipeline, a GridSearchCV, or on their own.

    >>> from diynn.sklearn import NetworkClassifier
    >>> from sklearn.datasets import load_iris
    >>> x, y = load_iris(return_X_y=True)
    >>> classifier = NetworkClassifier((16,), learning_rate=0.01, random_state=0).fit(x, y)
    >>> bool(classifier.score(x, y) > 0.95)
    True

The layers are a short tuple, such as `(64, "Dropout", 32)`, a recipe's name, or a `Design`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import (
    BaseEstimator,
    ClassifierMixin,
    ClassNamePrefixFeaturesOutMixin,
    RegressorMixin,
    TransformerMixin,
)
from sklearn.metrics import r2_score
from sklearn.utils import check_random_state, column_or_1d
from sklearn.utils.multiclass import check_classification_targets, unique_labels
from sklearn.utils.validation import check_is_fitted, validate_data

from diynn.analysis.codes import chosen_layer
from diynn.data.dataset import Dataset, Part
from diynn.data.sources.source import outline_of
from diynn.data.sources.user_file import UserFile
from diynn.design.design import Design, Run, View, fit
from diynn.errors import DiynnError, FileError
from diynn.inference.processing import NOTE, Processing
from diynn.layers import LAYERS, Linear, ReLU
from diynn.layers.activations import Activation
from diynn.layers.layer import Layer
from diynn.network.losses import MSE, LogSoftmaxCrossEntropy, Loss
from diynn.network.metrics import class_probabilities, predicted_classes
from diynn.network.optimizers import OPTIMIZERS, Adam
from diynn.network.sequential import Sequential
from diynn.storage.model_file import SavedModel, load_with_note, save
from diynn.storage.recipes import recipe
from diynn.training.training import Training, train

Array = NDArray[Any]

RATE = 0.003
"""The learning rate of Adam where nothing else is said."""
LABELS = "labels"
"""The name of the classes as they were given, among the notes of a model file."""
_KINDS = {"b": bool, "i": int, "u": int, "f": float, "U": str}
"""Labels that a file can keep, by the letter of NumPy's types."""


def _plainly(action: Callable[[], Any]) -> Any:
    """What an action of the engine's gives; its errors as those that scikit-learn knows."""
    try:
        return action()
    except DiynnError as error:
        raise ValueError(str(error)) from error


class _Network(BaseEstimator):  # type: ignore[misc]
    """What the three estimators share.

    Parameters, of which None leaves what a recipe or a design says.

    A tuple is trained by Adam at a rate of 0.003, 60 epochs of batches of 64, with the scaling
    “standard”, where nothing else is said.

    `layers`: the hidden layers as a tuple of numbers of units, names of layers and layers, each
    number followed by `activation`, and at the end a Linear for the outputs; or a recipe's name, or
    a Design, whose last Linear is brought to the number of outputs. `optimizer`: the name of one,
    or one with its settings. `learning_rate`, `batch_size`, `epochs`: as in the window.
    `early_stopping` holds back the share `validation` of the samples, ends the training when
    nothing got better for `patience` epochs, and takes the best weights. `scaling`: what is done to
    the inputs, one of “given”, “standard”, “robust”, “0 to 1”, “-1 to 1”, worked out from what
    `fit` sees first. `random_state` decides weights and order.

    After `fit`: `n_features_in_`, `n_iter_` epochs, `loss_curve_` of each epoch and its last
    `loss_`, `network_` with the layers and their weights.
    """

    _loss: ClassVar[Loss] = MSE()
    _epochs: ClassVar[int] = 60

    def __init__(
        self,
        layers: tuple[int | str | Layer, ...] | str | Design = (100,),
        *,
        activation: str = "ReLU",
        optimizer: Any = None,
        learning_rate: float | None = None,
        batch_size: int | None = None,
        epochs: int | None = None,
        early_stopping: bool = False,
        validation: float = 0.1,
        patience: int = 10,
        scaling: str | None = None,
        random_state: Any = None,
    ) -> None:
        self.layers = layers
        self.activation = activation
        self.optimizer = optimizer
        self.learning_rate = learning_rate
        self.batch_size = batch_size
        self.epochs = epochs
        self.early_stopping = early_stopping
        self.validation = validation
        self.patience = patience
        self.scaling = scaling
        self.random_state = random_state

    # From parameters to a design.

    def _design(self, inputs: int, outputs: int) -> Design:
        """The design for samples of so many `inputs`."""
        view = View(scaling="standard")
        if isinstance(self.layers, Design):
            design = self.layers
        elif isinstance(self.layers, str):
            design = recipe(self.layers)
        else:
            design = Design(
                view=view, layers=self._stack(inputs), loss=self._loss,
                optimizer=Adam(learning_rate=RATE),
                run=Run(batch_size=64, epochs=self._epochs),
            )  # fmt: skip
        seed = int(check_random_state(self.random_state).randint(2**31 - 1))
        run = replace(design.run, seed=seed)
        if self.batch_size is not None:
            run = replace(run, batch_size=self.batch_size)
        if self.epochs is not None:
            run = replace(run, epochs=self.epochs)
        if self.early_stopping:
            run = replace(run, validation=self.validation, patience=self.patience)
        optimizer = design.optimizer
        if isinstance(self.optimizer, str):
            optimizer = _named(self.optimizer, OPTIMIZERS)()
        elif self.optimizer is not None:
            optimizer = self.optimizer
        if self.learning_rate is not None:
            optimizer = replace(optimizer, learning_rate=self.learning_rate)
        view = design.view
        if self.scaling is not None:
            view = replace(view, scaling=self.scaling)
        view = self._view(view)
        design = replace(design, source=UserFile(), view=view, run=run, optimizer=optimizer)
        return self._brought_to(design, outputs)

    def _stack(self, inputs: int) -> tuple[Layer, ...]:
        return (*_rows(self.layers, self.activation), Linear(1))

    def _view(self, view: View) -> View:
        return replace(view, goal="target", targets="given")

    def _brought_to(self, design: Design, outputs: int) -> Design:
        """The design with so many values out of its last Linear, and a loss for the targets."""
        rows = list(design.layers)
        last = next((n for n in reversed(range(len(rows))) if isinstance(rows[n], Linear)), None)
        if last is not None and all(isinstance(row, Activation) for row in rows[last + 1 :]):
            rows[last] = replace(rows[last], outputs=outputs)  # type: ignore[call-arg]
        loss = design.loss
        if loss.for_classes and not self._loss.for_classes:
            loss = self._loss
        return replace(design, layers=tuple(rows), loss=loss)

    # Training.

    def _train(self, dataset: Dataset, outputs: int) -> None:
        design = self._design(int(np.prod(dataset.shape)), outputs)
        if problem := fit(design, outline_of(dataset)).problem:
            raise problem
        training = Training(design, dataset)
        processing = Processing.of(design, dataset)
        for _ in train(training):
            pass
        if training.stopped:
            training.take_best()
        self._take(training, processing)

    def _train_more(self, x: Array, targets: Array, names: tuple[str, ...], outputs: int) -> None:
        """One epoch on these samples, from the weights so far."""
        if hasattr(self, "_processing"):
            design, processing = self._saved.design, self._processing
        else:
            design = self._design(x.shape[1], outputs)
            processing = Processing.of(design, _dataset(x, targets, names))
        data = _dataset(processing.network_inputs(x), self._in_scale(targets, processing), names)
        if problem := fit(design, outline_of(data)).problem:
            raise problem
        design = replace(design, run=replace(design.run, validation=0.0, patience=0))
        training = Training(design, data, data)
        if hasattr(self, "_processing"):
            # Another batch has other steps in an epoch: only whole epochs are gone on with.
            training.restore(self._saved.arrays, self._saved.record)
        for _ in train(training, training.epoch + 1):
            pass
        self._take(training, processing)

    def _in_scale(self, targets: Array, processing: Processing) -> Array:
        return targets

    def _take(self, training: Training, processing: Processing) -> None:
        self._saved = SavedModel(
            training.design, training.arrays(), training.record(),
            input_shape=training.net.input_shape,
        )  # fmt: skip
        self._processing = processing
        self._settle()

    def _settle(self) -> None:
        """The public attributes, from what is saved."""
        history = self._saved.history
        self.loss_curve_ = history.column("train_loss").tolist()
        self.loss_ = self.loss_curve_[-1] if self.loss_curve_ else float("nan")
        self.n_iter_ = len(history)
        self.network_ = self._rebuilt(np.float32)
        # Batches of any size must give the same to the last digits.
        self._exact = self._rebuilt(np.float64)

    def _rebuilt(self, dtype: Any) -> Sequential:
        net = Sequential(self._saved.design.layers, self._saved.input_shape, 0, dtype)
        for name, view in net.weights.items():
            view[...] = self._saved.arrays[f"weights.{name}"]
        return net

    def _arriving(self, X: Any) -> Array:
        check_is_fitted(self, "network_")
        x = validate_data(self, X, reset=False)
        return self._scaled(np.asarray(x))

    def _scaled(self, x: Array) -> Array:
        processing = self._processing
        scaled = (x - processing.shift) * processing.factor
        return np.asarray(scaled).reshape(len(x), *processing.inputs)

    def _outputs(self, X: Any) -> Array:
        x = self._arriving(X)
        y: Array = _plainly(lambda: self._exact.predict(x))
        return y.reshape(len(y), -1)

    def __getstate__(self) -> dict[str, Any]:
        state: dict[str, Any] = super().__getstate__()
        # The weights of a network are views of one vector, and a copy would part them.
        return {name: value for name, value in state.items() if name not in ("network_", "_exact")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        super().__setstate__(state)
        if hasattr(self, "_saved"):
            self._settle()

    # Files.

    def save(self, path: str | Path) -> None:
        """Write the fitted network as a .diynn, which the window opens too; raises FileError."""
        check_is_fitted(self, "network_")
        note: dict[str, Any] = {NOTE: self._processing.record(), "features": self.n_features_in_}
        if hasattr(self, "feature_names_in_"):
            note["feature_names"] = [str(name) for name in self.feature_names_in_]
        save(path, self._saved, note | self._labels())

    def _labels(self) -> dict[str, Any]:
        return {}

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """The fitted estimator that `save` wrote; raises FileError where it is none of this kind.

        Its parameters say the design that was trained.
        """
        saved, note = load_with_note(path)
        try:
            processing = Processing.from_record(note[NOTE])
            features = int(note["features"])
            estimator = cls(layers=saved.design)
            estimator._restore_labels(note)
        except (KeyError, TypeError, ValueError) as error:
            raise FileError(
                "“{file}” was not saved by a fitted {kind}.",
                "Open it with diynn.load, which takes every model file.",
                file=Path(path).name, kind=cls.__name__,
            ) from error  # fmt: skip
        estimator._saved, estimator._processing = saved, processing
        estimator.n_features_in_ = features
        if "feature_names" in note:
            estimator.feature_names_in_ = np.array(note["feature_names"], object)
        estimator._settle()
        return estimator

    def _restore_labels(self, note: dict[str, Any]) -> None:
        if LABELS in note:
            raise ValueError("a classifier")


def _named(text: str, kinds: Any) -> Any:
    for kind in kinds:
        if kind.name().lower() == text.lower():
            return kind
    names = ", ".join(kind.name() for kind in kinds)
    raise ValueError(f"There is no “{text}”. Choose one of: {names}.")


def _rows(layers: Any, activation: str) -> list[Layer]:
    """A short tuple as layers."""
    rows: list[Layer] = []
    for one in layers if isinstance(layers, tuple | list) else (layers,):
        if isinstance(one, Layer):
            rows.append(one)
        elif isinstance(one, str):
            rows.append(_named(one, LAYERS)())
        else:
            between = _named(activation, LAYERS)()
            rows += [Linear(int(one), initializer=_start_for(between)), between]
    return rows


def _start_for(activation: Layer) -> str:
    return "he" if isinstance(activation, ReLU) else "xavier"


def _dataset(x: Array, targets: Array, classes: tuple[str, ...] = ()) -> Dataset:
    """Samples without a test part."""
    return Dataset("data", Part(x, targets), Part(x[:0], targets[:0]), classes)


class NetworkClassifier(ClassifierMixin, _Network):  # type: ignore[misc]
    """A network that tells classes apart.

    The parameters are those of every network, see `_Network`; `classes_` are the labels.
    """

    _loss: ClassVar[Loss] = LogSoftmaxCrossEntropy()

    def fit(self, X: Any, y: Any) -> Self:
        """Train on samples X (n, features) with labels y (n,)."""
        x, places = self._checked(X, y, reset=True)
        self.classes_ = np.unique(places)
        numbers = np.searchsorted(self.classes_, places)
        _plainly(lambda: self._train(_dataset(x, numbers, self._names()), self._wanted()))
        return self

    def partial_fit(self, X: Any, y: Any, classes: Any = None) -> Self:
        """One epoch on these samples; `classes` are all labels there will be, at the first call."""
        first = not hasattr(self, "_saved")
        x, labels = self._checked(X, y, reset=first)
        if first:
            if classes is None:
                raise ValueError("The first call of partial_fit needs classes: all labels.")
            self.classes_ = unique_labels(classes)
        elif classes is not None and not np.array_equal(self.classes_, unique_labels(classes)):
            raise ValueError("The classes are not those of the first call of partial_fit.")
        if not np.isin(labels, self.classes_).all():
            raise ValueError("y has a label that is not among the classes.")
        numbers = np.searchsorted(self.classes_, labels)
        _plainly(lambda: self._train_more(x, numbers, self._names(), self._wanted()))
        return self

    def _checked(self, X: Any, y: Any, reset: bool) -> tuple[Array, Array]:
        x, labels = validate_data(self, X, y, reset=reset)
        check_classification_targets(labels)
        return x, column_or_1d(labels)

    def _names(self) -> tuple[str, ...]:
        return tuple(map(str, self.classes_))

    def _wanted(self) -> int:
        # A loss of classes compares scores, of which there are two at least.
        return max(2, len(self.classes_))

    def predict_proba(self, X: Any) -> Array:
        """The probability of each class (n, classes), in the order of `classes_`."""
        y = self._outputs(X)
        p = class_probabilities(y, self._saved.design.loss)[:, : len(self.classes_)]
        return np.asarray(p / p.sum(axis=1, keepdims=True))

    def predict(self, X: Any) -> Array:
        """The label of each sample (n,)."""
        y = self._outputs(X)
        if y.shape[1] > 1:
            y = y[:, : len(self.classes_)]
            return np.asarray(self.classes_[y.argmax(axis=1)])
        return np.asarray(self.classes_[predicted_classes(y)])

    def _labels(self) -> dict[str, Any]:
        labels = self.classes_
        if labels.dtype.kind == "O":
            labels = labels.astype(str)
        if labels.dtype.kind not in _KINDS:
            raise FileError(
                "The labels of this classifier cannot be saved.",
                "Let them be numbers or texts.",
            )
        return {LABELS: {"kind": labels.dtype.kind, "values": labels.tolist()}}

    def _restore_labels(self, note: dict[str, Any]) -> None:
        kind = _KINDS[note[LABELS]["kind"]]
        self.classes_ = np.array([kind(value) for value in note[LABELS]["values"]])


class NetworkRegressor(RegressorMixin, _Network):  # type: ignore[misc]
    """A network that predicts values.

    The parameters are those of every network, see `_Network`. The targets are brought to mean 0 and
    deviation 1 for the training, and predictions back.
    """

    def fit(self, X: Any, y: Any) -> Self:
        """Train on samples X (n, features) with values y (n,) or (n, values)."""
        x, targets = self._checked(X, y, reset=True)
        _plainly(lambda: self._train(_dataset(x, targets), targets.shape[1]))
        return self

    def partial_fit(self, X: Any, y: Any) -> Self:
        """One epoch on these samples, in the scale of the first ones."""
        x, targets = self._checked(X, y, reset=not hasattr(self, "_saved"))
        _plainly(lambda: self._train_more(x, targets, (), targets.shape[1]))
        return self

    def _checked(self, X: Any, y: Any, reset: bool) -> tuple[Array, Array]:
        x, targets = validate_data(self, X, y, reset=reset, multi_output=True, y_numeric=True)
        if reset:
            self._is_flat = targets.ndim == 1
        return x, np.asarray(targets, np.float64).reshape(len(targets), -1)

    def _view(self, view: View) -> View:
        return replace(view, goal="target", targets="standard")

    def _in_scale(self, targets: Array, processing: Processing) -> Array:
        assert processing.target_scale is not None
        middle, span = processing.target_scale
        return np.asarray((targets - middle) / span, np.float32)

    def predict(self, X: Any) -> Array:
        """The value of each sample (n,), or its values (n, values)."""
        y = self._outputs(X)
        y = self._processing.target_values(y)
        return y[:, 0] if getattr(self, "_is_flat", y.shape[1] == 1) else y

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.target_tags.multi_output = True
        return tags


class NetworkAutoencoder(
    ClassNamePrefixFeaturesOutMixin,  # type: ignore[misc]
    TransformerMixin,  # type: ignore[misc]
    _Network,
):
    """A network that squeezes samples into a code and draws them again.

    The parameters are those of every network, see `_Network`. A tuple tells the encoder alone, its
    last number the length of the code, as in `(64, 2)`: the decoder has the same in reverse.
    """

    def __init__(
        self,
        layers: tuple[int | str | Layer, ...] | str | Design = (64, 2),
        *,
        activation: str = "Tanh",
        optimizer: Any = None,
        learning_rate: float | None = None,
        batch_size: int | None = None,
        epochs: int | None = None,
        early_stopping: bool = False,
        validation: float = 0.1,
        patience: int = 10,
        scaling: str | None = None,
        random_state: Any = None,
    ) -> None:
        super().__init__(
            layers, activation=activation, optimizer=optimizer, learning_rate=learning_rate,
            batch_size=batch_size, epochs=epochs, early_stopping=early_stopping,
            validation=validation, patience=patience, scaling=scaling, random_state=random_state,
        )  # fmt: skip

    def fit(self, X: Any, y: Any = None) -> Self:
        """Train on samples X (n, features); y is not looked at."""
        x = validate_data(self, X)
        _plainly(lambda: self._train(_dataset(x, x), x.shape[1]))
        return self

    def partial_fit(self, X: Any, y: Any = None) -> Self:
        """One epoch on these samples, in the scale of the first ones."""
        x = validate_data(self, X, reset=not hasattr(self, "_saved"))
        _plainly(lambda: self._train_more(x, x, (), x.shape[1]))
        return self

    def _stack(self, inputs: int) -> tuple[Layer, ...]:
        sizes = self.layers if isinstance(self.layers, tuple | list) else (self.layers,)
        before = _rows(sizes[:-1], self.activation)
        after = _rows(tuple(reversed(sizes[:-1])), self.activation)
        return (*before, *_rows(sizes[-1:], self.activation)[:1], *after, Linear(inputs))

    def _view(self, view: View) -> View:
        return replace(view, goal="input", targets="given")

    def _in_scale(self, targets: Array, processing: Processing) -> Array:
        return processing.network_inputs(targets).reshape(len(targets), -1)

    def transform(self, X: Any) -> Array:
        """The code of each sample (n, length of the code)."""
        x = self._arriving(X)
        code: Array = _plainly(lambda: self._exact.part(x, 0, self._code_row() + 1))
        return code.reshape(len(code), -1)

    def inverse_transform(self, codes: Any) -> Array:
        """The samples (n, features) that the decoder draws of codes (n, length of the code)."""
        check_is_fitted(self, "network_")
        row = self._code_row()
        net = self._exact
        given = np.asarray(codes, np.float64).reshape(-1, *net.shapes[row + 1])
        y: Array = _plainly(lambda: net.part(given, row + 1, len(net.layers)))
        return self._as_given(y)

    def predict(self, X: Any) -> Array:
        """The samples again (n, features), as they come back through the code."""
        return self._as_given(self._outputs(X))

    def score(self, X: Any, y: Any = None) -> float:
        """R² of the samples that come back: 1 for all alike, 0 for no better than the means."""
        return float(r2_score(np.asarray(X), self.predict(X), multioutput="variance_weighted"))

    def _code_row(self) -> int:
        return chosen_layer(self._exact, -1)

    def _as_given(self, y: Array) -> Array:
        return self._processing.as_read(y.reshape(len(y), -1)).astype(np.float64)

    @property
    def _n_features_out(self) -> int:
        return int(np.prod(self._exact.shapes[self._code_row() + 1]))


__all__ = ["NetworkAutoencoder", "NetworkClassifier", "NetworkRegressor"]
