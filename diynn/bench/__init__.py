"""How fast the program is, measured against named peers; nothing else in the program needs it."""
