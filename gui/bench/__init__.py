"""Measures of the window: how smooth it stays, how fast it trains and starts, its memory."""

SIZE = (1280, 800)
"""How large measured windows are, in pixels."""
