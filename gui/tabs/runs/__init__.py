"""All runs, side by side."""
