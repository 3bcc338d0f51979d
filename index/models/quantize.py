"""Quantization of a converted model: int8 weights and activations, for processors that multiply those fastest.

Each step is calibrated on sample texts: scales are moved from activations into weights, which are easier to round
(SmoothQuant: Xiao et al., 2023); weights are rounded input by input, each correcting the error of those before (GPTQ:
Frantar et al., 2023); and the remaining mean error is subtracted from the output.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import openvino
from openvino import opset13 as ops

Array = npt.NDArray[Any]
Inputs = dict[str, Array]

_SMOOTHING = 0.85  # share of the difference between channels that is moved into the weights
_MARGIN = 1.6  # range of an activation as a multiple of its range in the samples
_DAMPING = 0.01
_BLOCK = 64
_SPIKE = 50.0  # standard deviations; an input with a channel of this range is quantized dynamically, at run time


def quantize(model: openvino.Model, samples: Sequence[Inputs]) -> None:
    """Quantize the weights and most activations of every linear layer of a model, in place."""
    lighten_mask(model)
    layers = _group_layers(model)
    inputs = [layer[0].node.input_value(0) for layer in layers]
    for layer, states in zip(layers, _observe(model, inputs, samples), strict=True):
        _quantize_layers(layer, states)
    model.validate_nodes_and_infer_types()


def lighten_mask(model: openvino.Model) -> None:
    """Replace the square attention mask by one row per text: equivalent for BERT, and a tenth faster."""
    mask = ops.convert(model.input("attention_mask").get_node(), "f32")
    row = ops.unsqueeze(ops.multiply(ops.subtract(mask, _number(1)), _number(1e4)), ops.constant(np.array([1, 2])))
    for node in model.get_ops():
        if node.get_type_name() == "ScaledDotProductAttention":
            node.input(3).replace_source_output(row.output(0))


class _Linear(NamedTuple):
    """A linear layer: its matrix product, and its weights, shape (outputs, inputs)."""

    node: openvino.Node
    weights: Array


def _group_layers(model: openvino.Model) -> list[list[_Linear]]:
    """Group the linear layers by their input, which queries, keys and values share."""
    groups: dict[str, list[_Linear]] = {}
    for node in model.get_ordered_ops():
        if node.get_type_name() == "MatMul" and (constant := _find_constant(node)):
            layer = _Linear(node, constant.get_data().astype(np.float32))
            groups.setdefault(node.input_value(0).get_node().get_friendly_name(), []).append(layer)
    return list(groups.values())


def _observe(model: openvino.Model, outputs: Sequence[openvino.Output], samples: Sequence[Inputs]) -> list[Array]:
    """Return the values of these outputs for the samples, shape (tokens, channels) each, without padding."""
    watched = openvino.Model([ops.result(output) for output in outputs], model.get_parameters())
    network = openvino.compile_model(watched, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    seen = [
        [states[sample["attention_mask"].astype(bool)] for states in network(sample).to_tuple()] for sample in samples
    ]
    return [np.concatenate(parts) for parts in zip(*seen, strict=True)]


def _quantize_layers(layers: Sequence[_Linear], states: Array) -> None:
    """Quantize linear layers that share their input; `states` are its values, shape (tokens, channels)."""
    weights = np.concatenate([layer.weights for layer in layers])
    exact, source = states @ weights.T, layers[0].node.input_value(0)
    low, high = states.min(axis=0), states.max(axis=0)
    if (high - low).max() < _SPIKE * states.std():
        source, states, weights = _round_input(source, states, weights)
    scales = np.abs(weights).max(axis=1) / 127
    codes = _round_weights(weights, scales, states, _importance(exact))
    error = np.average(exact - states @ (codes * scales[:, None]).T, axis=0, weights=_importance(exact))
    first = 0
    for layer in layers:
        part = slice(first, first := first + len(layer.weights))
        _rewrite(layer.node, source, codes[part], scales[part])
        _correct(layer.node, error[part])


def _round_input(source: openvino.Output, states: Array, weights: Array) -> tuple[openvino.Output, Array, Array]:
    """Quantize an input with a step per channel, and multiply the weights by these steps."""
    low, high = states.min(axis=0), states.max(axis=0)
    middle, reach = (low + high) / 2, _MARGIN * (high - low) / 2 + 1e-6
    steps = reach**_SMOOTHING / np.abs(weights).max(axis=0) ** (1 - _SMOOTHING)
    steps *= (reach / steps).max() / 127
    scaled = ops.add(ops.multiply(source, _number(1 / steps)), _number(-middle / steps))
    bounds = [_number(bound) for bound in (-128, 127, -128, 127)]
    rounded = np.clip(np.round((states - middle) / steps), -128, 127)
    return ops.fake_quantize(scaled, *bounds, 256).output(0), rounded, weights * steps


def _importance(outputs: Array) -> Array:
    """Return weights of the tokens by which the few with huge states count no more than the others."""
    sizes = (outputs**2).sum(axis=1)
    importance: Array = 1 / np.maximum(sizes, np.median(sizes))
    return importance


def _round_weights(weights: Array, scales: Array, states: Array, importance: Array) -> Array:
    """Return int8 codes, rounded input by input, most active first; later inputs correct the errors of earlier ones."""
    centred = ((states - states.mean(axis=0)) * np.sqrt(importance / importance.mean())[:, None]).astype(np.float64)
    products = centred.T @ centred
    size = len(products)
    order = np.argsort(-np.diag(products))
    products += np.eye(size) * _DAMPING * np.diag(products).mean()
    upper = np.linalg.cholesky(np.linalg.inv(products[np.ix_(order, order)])).T
    left, codes = weights[:, order].astype(np.float64), np.zeros(weights.shape, dtype=np.int8)
    for start in range(0, size, _BLOCK):
        stop = min(start + _BLOCK, size)
        errors = np.zeros((len(left), stop - start))
        for column in range(start, stop):
            code = np.clip(np.round(left[:, column] / scales), -127, 127)
            error = (left[:, column] - code * scales) / upper[column, column]
            left[:, column + 1 : stop] -= np.outer(error, upper[column, column + 1 : stop])
            codes[:, order[column]], errors[:, column - start] = code, error
        left[:, stop:] -= errors @ upper[start:stop, stop:]
    return codes


def _rewrite(node: openvino.Node, source: openvino.Output, codes: Array, scales: Array) -> None:
    weights = ops.multiply(ops.convert(ops.constant(codes), "f32"), ops.constant(scales[:, None].astype(np.float32)))
    node.input(0).replace_source_output(source)
    node.input(1).replace_source_output(weights.output(0))


def _correct(node: openvino.Node, error: Array) -> None:
    """Add the mean error to the output of a layer."""
    (user,) = node.output(0).get_target_inputs()
    corrected = ops.add(node, _number(error))
    user.replace_source_output(corrected.output(0))


def _find_constant(node: openvino.Node) -> openvino.Node | None:
    """Return the constant factor of a matrix product; None if both factors are activations."""
    constant = node.input_value(1).get_node()
    while constant.get_type_name() == "Convert":
        constant = constant.input_value(0).get_node()
    return constant if constant.get_type_name() == "Constant" else None


def _number(value: float | Array) -> openvino.Node:
    return ops.constant(np.asarray(value, dtype=np.float32))
