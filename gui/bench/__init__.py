"""Measures of the window: how smooth it stays, how fast it trains and starts, its memory."""
