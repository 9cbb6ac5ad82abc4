"""Stands in for a library of SciPy's that solves linear programs, which nothing here does.

SciPy loads its 7 MB with everything else that searches for a smallest value, and asks it for the
names of its numbers alone. PyInstaller runs this before the program.
"""

import sys
from types import ModuleType


class _Nothing:
    """Answers to every name, and does nothing."""

    def __getattr__(self, name: str) -> "_Nothing":
        if name.startswith("__"):
            raise AttributeError(name)
        return self


class _StandIn(ModuleType):
    def __getattr__(self, name: str) -> _Nothing:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Nothing()


for _name in ("_core", "_highs_options"):
    _whole = f"scipy.optimize._highspy.{_name}"
    sys.modules[_whole] = _StandIn(_whole)
