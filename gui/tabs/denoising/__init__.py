"""What the network restores under noise."""
