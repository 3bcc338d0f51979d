"""NumPy array types that several layers share."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Positions: TypeAlias = npt.NDArray[np.int64]
"""Row numbers, or positions in a text."""

Mask: TypeAlias = npt.NDArray[np.bool_]
"""Whether each row is selected."""

Rows: TypeAlias = npt.NDArray[np.void]
"""Rows of a table: an array of a structured dtype."""

Scores: TypeAlias = npt.NDArray[np.float32]
"""Scores or logits; higher is better."""

Vectors: TypeAlias = npt.NDArray[np.float32]
"""Embeddings, one per row; of unit length unless stated otherwise."""

Codes: TypeAlias = npt.NDArray[np.uint8]
"""Embeddings quantized to one byte per dimension, one per row."""
