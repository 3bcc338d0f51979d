import numpy as np

from index.store.engines.folders import split_pieces


def test_pieces_are_the_file_and_of_bounded_size() -> None:
    for content in (b"", b"abc", bytes(3_000_000), np.random.default_rng(1).bytes(5_000_001)):
        pieces = [*split_pieces(content)]
        assert b"".join(pieces) == content
        assert all(len(piece) <= 1 << 20 for piece in pieces)


def test_rows_that_move_are_mostly_in_the_pieces_that_they_were_in() -> None:
    rows = np.random.default_rng(2).integers(0, 256, (20_000, 384), dtype=np.uint8)
    places = [5, 300, 301, 4_000, 8_000, 9_000, 9_001, 9_002, 15_000, 19_999]
    known = {*split_pieces(rows.tobytes())}
    grown = [*split_pieces(np.insert(rows, places, 7, 0).tobytes())]
    new = sum(len(piece) for piece in grown if piece not in known)
    assert new < 0.2 * sum(map(len, grown))
