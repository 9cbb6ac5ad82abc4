"""Which runs are looked into: that of the moment and the ticked ones, or why there is none."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from diynn.analysis.inspection import GradientProbe
from diynn.network.losses import Loss
from diynn.training.training import Training
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.tabs.weights.layer_views import Subject
from gui.text.wording import error_text_or


class InspectedRuns(QObject):
    """Keeps for every run what its gradients are computed with."""

    def __init__(self, session: Session, run_list: RunList, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._run_list = session, run_list
        self._probes: dict[Training, tuple[Loss, GradientProbe]] = {}

    def problem(self) -> str:
        """Why there is nothing to see, and what to do about it; empty where there is."""
        session, fit = self._session, self._session.model.fit
        if session.loader.is_loading:
            return self.tr("The data is being read…")
        if session.dataset is None:
            return error_text_or(session.loader.error, self.tr("There is no data yet."))
        fits = fit is not None and all(row.problem is None for row in fit.rows)
        if fit is not None and fits and not fit.weights:
            return self.tr(
                "This network has no weights yet. Add a Linear or a convolution in the list on "
                "the left: its weights, and what it makes of each sample, are shown here."
            )
        if session.training is None or session.weights is None:
            return self.tr(
                "The weights of the network would stand here, but it does not fit yet: the list "
                "on the left says where."
            )
        return ""

    def subjects(self) -> list[Subject]:
        """The run of the moment, with its newest weights, and those ticked beside it.

        Only where there is no `problem`.
        """
        session, run_list = self._session, self._run_list
        training, weights, raw = session.training, session.weights, session.dataset
        assert training is not None
        assert weights is not None
        assert raw is not None
        current = run_list.current
        name = self.tr("This run") if current is None else current.name
        colour = None if current is None else current.colour
        runs = [(training, weights, name, colour)]
        runs += [(run.training, run.weights, run.name, run.colour) for run in run_list.comparable()]
        known = {training, *(run.training for run in run_list.runs)}
        self._probes = {one: probe for one, probe in self._probes.items() if one in known}
        return [
            Subject(
                name, colour, one.net, values, one.data, raw,
                replace(one.optimizer, learning_rate=one.rate), self._probe(one),
                one.design.reconstructs,
            )
            for one, values, name, colour in runs
        ]  # fmt: skip

    def _probe(self, training: Training) -> GradientProbe:
        kept = self._probes.get(training)
        if kept is None or kept[0] != training.loss:
            x, t = training.data.train.x, training.targets
            made = GradientProbe(training.net, x, t, training.loss)
            kept = self._probes[training] = (training.loss, made)
        return kept[1]
