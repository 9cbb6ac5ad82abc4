"""The report’s experiments, run and looked at in a window of their own."""
