"""Maps of what a layer makes of the samples."""
