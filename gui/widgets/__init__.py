"""Forms and lists made from what the engine declares."""
