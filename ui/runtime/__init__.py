"""Runtime: the open index, the writer and the queue that requests share."""
