"""The network, drawn: what more than one tab shows, so it belongs to none of them."""
