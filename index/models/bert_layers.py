"""BERT layers, built in OpenVINO's operations from their weights (Devlin et al., 2019)."""

from collections.abc import Sequence

import numpy as np
from openvino import Node
from openvino import opset13 as ops

from index.models.weights import Weights
from index.text.arrays import Vectors

_MASKED = 1e4  # subtracted from the attention scores of padding


class BertLayers:
    """Builds parts of a network from weights with the names of Hugging Face; states are (texts, tokens, channels)."""

    def __init__(self, weights: Weights, heads: int, epsilon: float) -> None:
        self._weights, self._heads, self._epsilon = weights, heads, epsilon

    def constant(self, name: str, row: int | None = None) -> Node:
        """Return the weights of a name, or one row of them."""
        weights = self._weights[name]
        return number(weights if row is None else weights[row])

    def linear(self, name: str, states: Node) -> Node:
        """Return a linear layer over the states."""
        product = ops.matmul(states, self.constant(f"{name}.weight"), transpose_a=False, transpose_b=True)
        return ops.add(product, self.constant(f"{name}.bias"))

    def normalize(self, name: str, states: Node) -> Node:
        """Return the states normalized over their channels."""
        even = ops.mvn(states, ops.constant(np.array([-1])), True, self._epsilon, "INSIDE_SQRT")
        return ops.add(ops.multiply(even, self.constant(f"{name}.weight")), self.constant(f"{name}.bias"))

    def embed(self, words: Node, types: Node) -> Node:
        """Return the first states, from the vectors of the tokens and of their segments."""
        length = ops.gather(ops.shape_of(words), ops.constant(np.array([1])), ops.constant(0))
        first, step = ops.constant(np.array([0])), ops.constant(np.array([1]))
        positions = ops.slice(self.constant("embeddings.position_embeddings.weight"), first, length, step, first)
        return self.normalize("embeddings.LayerNorm", ops.add(ops.add(words, types), positions))

    def layer(self, name: str, states: Node, mask: Node) -> Node:
        """Return the states after one transformer layer; `mask` is that of `attention_mask`."""
        query, key, value = (
            split_channels(self.linear(f"{name}.attention.self.{side}", states), self._heads)
            for side in ("query", "key", "value")
        )
        attended = _join_parts(ops.scaled_dot_product_attention(query, key, value, mask), states)
        attended = self.linear(f"{name}.attention.output.dense", attended)
        states = self.normalize(f"{name}.attention.output.LayerNorm", ops.add(attended, states))
        inner = ops.gelu(self.linear(f"{name}.intermediate.dense", states), "erf")
        return self.normalize(f"{name}.output.LayerNorm", ops.add(self.linear(f"{name}.output.dense", inner), states))


def number(value: float | Vectors | Sequence[float]) -> Node:
    """Return a constant of 32-bit floating-point numbers."""
    return ops.constant(np.asarray(value, dtype=np.float32))


def attention_mask(mask: Node) -> Node:
    """Return what is added to attention scores, one row per text, from a mask that is 0 for padding."""
    padding = ops.multiply(ops.subtract(ops.convert(mask, "f32"), number(1)), number(_MASKED))
    return ops.unsqueeze(padding, ops.constant(np.array([1, 2])))


def split_channels(states: Node, parts: int) -> Node:
    """Return states of shape (texts, parts, tokens, channels of a part)."""
    shape = ops.constant(np.array([0, 0, parts, _count_channels(states) // parts]))
    return ops.transpose(ops.reshape(states, shape, special_zero=True), ops.constant(np.array([0, 2, 1, 3])))


def _join_parts(states: Node, whole: Node) -> Node:
    joined = ops.transpose(states, ops.constant(np.array([0, 2, 1, 3])))
    return ops.reshape(joined, ops.constant(np.array([0, 0, _count_channels(whole)])), special_zero=True)


def _count_channels(states: Node) -> int:
    channels: int = states.get_output_partial_shape(0)[2].get_length()
    return channels


def named_input(name: str, shape: Sequence[int], kind: type[np.generic] = np.int64) -> Node:
    """Return an input of a network; a size of -1 may vary."""
    node = ops.parameter(list(shape), kind, name)
    node.output(0).get_tensor().set_names({name})
    return node
