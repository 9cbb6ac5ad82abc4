"""Lessons that check themselves: their files, the facts they ask for, and whether they are done."""
