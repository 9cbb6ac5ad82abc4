"""The network’s answer all over the plane, and what is painted there."""
