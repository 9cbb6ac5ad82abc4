"""Windows that train the network of the moment many times over."""
