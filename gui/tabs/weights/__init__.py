"""Weights, outputs and the health of layers."""
