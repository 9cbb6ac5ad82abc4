"""Design panel."""
