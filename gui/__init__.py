"""The window: blocks, play, and what the network has learnt."""

from gui.overrides import guard_overrides

# Here, before the first of our classes is made: one written tomorrow is guarded too.
guard_overrides()
