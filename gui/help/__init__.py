"""Help on whatever is on the screen, and the tour over the window."""
