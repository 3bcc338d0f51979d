"""Encoding: batches of passages become vectors and tags, in this process or on the nodes of a cluster."""
