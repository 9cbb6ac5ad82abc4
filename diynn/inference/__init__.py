"""A trained network at work on new samples: predictions of arrays and files, and their figures."""
