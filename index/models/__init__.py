"""Models: the encoder, the tagger and the reranker, and the runtime they run on."""
