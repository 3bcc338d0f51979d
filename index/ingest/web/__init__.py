"""The web, as far as it may be reached: a polite client that cannot be turned against the network it runs in."""
