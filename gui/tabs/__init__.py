"""The views of what the network has learnt."""
