"""The window that shows the data before a network learns from it."""
