"""The column of lessons: their list, their steps, what is checked, hints, and what is locked."""
