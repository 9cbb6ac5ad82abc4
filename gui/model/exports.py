"""The network of the moment as a script, a notebook or an ONNX model."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QSettings, Signal

from diynn.errors import DiynnError
from gui.background.waiting import Cancelled, wait_for
from gui.model.documents import NETWORKS, Documents
from gui.model.session import Session
from gui.widgets.file_dialogs import ask_save, safe_name
from gui.widgets.plain_text import Button, Icon, MessageBox


class Exports(QObject):
    """Writes the network for other tools; `failed` reports every failure, `saved` what is done."""

    saved = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session, documents: Documents, settings: QSettings) -> None:
        super().__init__(documents)
        self._session, self._documents, self._settings = session, documents, settings

    def offers(self) -> dict[str, Callable[[], None]]:
        """What the menu offers, and what does it."""
        return {
            self.tr("Python (&PyTorch)…"): partial(self.ask, "torch"),
            self.tr("Python (&NumPy, nothing else)…"): partial(self.ask, "numpy"),
            self.tr("&Jupyter notebook…"): partial(self.ask, "notebook"),
            self.tr("&ONNX…"): partial(self.ask, "onnx"),
            self.tr("ONNX &with the preparation of the data…"): partial(self.ask, "onnx-raw"),
        }

    def ask(self, to: str) -> None:
        """Ask for a file, and write the network there."""
        trained = False
        training = self._session.training
        if not to.startswith("onnx") and training is not None and training.begun:
            wanted = self._ask_for_weights()
            if wanted == Button.Cancel:
                return
            trained = wanted == Button.No
        if to in ("torch", "numpy"):
            kinds, suffix = [self.tr("Python script (*.py)")], ".py"
        elif to == "notebook":
            kinds, suffix = [self.tr("Jupyter notebook (*.ipynb)")], ".ipynb"
        else:
            kinds, suffix = [self.tr("ONNX model (*.onnx)")], ".onnx"
        name = safe_name(Path(self._documents.title).stem) + suffix
        title = self.tr("Export the network")
        path = ask_save(self._documents.window, title, kinds, name, NETWORKS, self._settings)
        if path is not None:
            self.write(to, path, trained=trained)

    def _ask_for_weights(self) -> int:
        """Ask which weights a script begins with: Yes for the first ones, No for those of now."""
        box = MessageBox(
            Icon.Question, self.tr("Export the network"),
            self.tr("Which weights does the script begin with?"),
            self.tr(
                "From the first weights it repeats the training. With the trained ones it answers "
                "at once, and trains no further."
            ),
            Button.Yes | Button.No | Button.Cancel, self._documents.window,
        )  # fmt: skip
        box.button(Button.Yes).setText(self.tr("&First weights"))
        box.button(Button.No).setText(self.tr("&Trained weights"))
        box.setDefaultButton(Button.Yes)
        return box.ask()

    def write(self, to: str, path: Path, *, trained: bool = False) -> bool:
        """Write the network to a file; whether it is written.

        A script begins with the `trained` weights of now, or with the first ones.
        """
        words = self.tr("Saving “{file}”…").format(file=path.name)
        window = self._documents.window
        try:
            if problem := self._session.problem:
                raise problem
            if self._session.is_making or self._session.dataset is None:
                raise DiynnError(
                    "The network is still being made.", "Save it again in a moment."
                )
            job = self._job(to, path, trained=trained)
            wait_for(job, words, window, self.tr("Cancel"))
        except Cancelled:
            return False
        except DiynnError as error:
            self.failed.emit(error)
            return False
        self.saved.emit(path.name)
        return True

    def _job(self, to: str, path: Path, *, trained: bool) -> Callable[[], object]:
        # Loaded here: a window that exports nothing need not wait for it.
        design, dataset = self._session.design, self._session.dataset
        assert dataset is not None
        taken = self._session.taken()
        if to.startswith("onnx"):
            from diynn.export.onnx_file import save_onnx
            from diynn.inference.model import Model
            from diynn.inference.processing import Processing

            def model() -> Path:
                saved = taken.result()
                found = Model(saved, saved.network(), Processing.of(design, dataset))
                return save_onnx(found, path, raw=to == "onnx-raw")

            return model
        from diynn.export.scripts import script_of

        language = "fr" if QLocale().language() == QLocale.Language.French else "en"

        def script() -> list[Path]:
            weights = taken.result().network().weight_vector if trained else None
            return script_of(
                design, dataset, to, path.stem, language=language, trained=weights
            ).write(path)

        return script
