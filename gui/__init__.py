"""The window: blocks, play, and what the network has learnt."""
