"""The window in which a network is used on other data: a table of answers, one row typed."""
