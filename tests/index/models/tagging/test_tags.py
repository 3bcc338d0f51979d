import gzip
import hashlib

from index.models.tagging.tags import WEIGHTS, tagger_digest


def test_the_digest_of_the_tagger_is_that_of_its_unpacked_weights() -> None:
    assert tagger_digest() == hashlib.sha256(gzip.decompress(WEIGHTS.read_bytes())).hexdigest()
