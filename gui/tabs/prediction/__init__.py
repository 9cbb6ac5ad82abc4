"""How near a network comes to the values that it is to predict."""

from gui.tabs.prediction.tab import PredictionTab

__all__ = ["PredictionTab"]
