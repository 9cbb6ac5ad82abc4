"""The tab on mistakes: the confusion matrix, two runs compared, a sheet to draw on."""

from gui.tabs.mistakes.tab import MistakesTab

__all__ = ["MistakesTab"]
