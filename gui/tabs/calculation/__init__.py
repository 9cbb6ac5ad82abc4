"""The arithmetic of any value of a network, with its real numbers."""

from gui.tabs.calculation.tab import CalculationTab

__all__ = ["CalculationTab"]
