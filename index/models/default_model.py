"""Default model: the networks of all-MiniLM-L6-v2, its tagger, reranker and readers, built without torch.

Their weights come from a package and from the files beside this module. Building the graphs in OpenVINO's operations
takes a second, where loading torch and converting its modules takes ten.
"""

import json
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
import openvino
from openvino import Node
from openvino import opset13 as ops

from index.models.bert_layers import BertLayers, attention_mask, named_input, number, split_channels
from index.models.converted_model import ConvertedModel
from index.models.low_rank import read_changed
from index.models.reranker_inputs import LAYERS_BELOW, OTHER
from index.models.reranker_inputs import WEIGHTS as RERANKER_WEIGHTS
from index.models.tagging.tag_decoding import TransitionScores
from index.models.tagging.tags import LABELS, POINTERS
from index.models.tagging.tags import WEIGHTS as TAGGER_WEIGHTS
from index.models.weights import Weights, layers_in, read_weights
from index.text.arrays import Vectors

LAYERS_READ = 1, 3, 5
"""Layers of the encoder whose states the question reader reads, side by side."""

_IMPOSSIBLE = -1e4  # score of a label that cannot follow another, and of a word that cannot be part of the answer


class DefaultModel(NamedTuple):
    """The weights of the encoder, and the sizes in its configuration."""

    weights: Weights
    layers: int
    heads: int
    epsilon: float

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Load config.json and model.safetensors of a folder."""
        config = json.loads((folder / "config.json").read_bytes())
        weights = read_weights(folder / "model.safetensors")
        return cls(weights, config["num_hidden_layers"], config["num_attention_heads"], config["layer_norm_eps"])

    @property
    def facts(self) -> ConvertedModel:
        """The facts that the encoder needs: the model has no prompts, and a text's vector is the mean of its states."""
        longest = len(self.weights["embeddings.position_embeddings.weight"])
        return ConvertedModel(pooling="mean", longest=longest, query_prompt="", passage_prompt="")

    @property
    def words(self) -> Vectors:
        """The vectors of the tokens, one row per token."""
        return self.weights["embeddings.word_embeddings.weight"]

    def build_encoder(self) -> openvino.Model:
        """Return the network of the encoder: the last state of every token, and the outputs of the tagger.

        The tagger's are its label scores, shape (texts, tokens, LABELS), and its pointer scores to sources and to cues,
        shape (texts, 2, tokens, tokens), both in logits.
        """
        ids, mask = named_input("input_ids", (-1, -1)), named_input("attention_mask", (-1, -1))
        padding = attention_mask(mask)
        states = self._add_layers(ids, padding)
        tagger = read_weights(TAGGER_WEIGHTS)
        tags = self._add_tagger(tagger, states[-1 - layers_in(tagger)], padding)
        return openvino.Model([states[-1], *tags], [ids, mask], "encoder")

    def build_for_questions(self) -> openvino.Model:
        """Return the network of questions: the last states, and side by side those that the question reader reads."""
        ids, mask = named_input("input_ids", (-1, -1)), named_input("attention_mask", (-1, -1))
        states = self._add_layers(ids, attention_mask(mask))
        read = ops.concat([states[layer] for layer in LAYERS_READ], -1)
        return openvino.Model([states[-1], read], [ids, mask], "questions")

    def build_reranker(self) -> openvino.Model:
        """Return the network that scores how well each sentence answers, from the vectors of the tokens.

        The caller looks these up, so that their table stays on disk, memory-mapped.
        """
        words = named_input("inputs_embeds", (-1, -1, self.words.shape[1]), np.float32)
        mask, types, marks = (named_input(name, (-1, -1)) for name in ("attention_mask", "token_type_ids", "marks"))
        encoder, padding = self._layers(self.weights), attention_mask(mask)
        segments = encoder.constant("embeddings.token_type_embeddings.weight")
        states = encoder.embed(words, ops.gather(segments, types, ops.constant(0)))
        for layer in range(LAYERS_BELOW):
            states = encoder.layer(f"encoder.layer.{layer}", states, padding)
        weights = read_weights(RERANKER_WEIGHTS)
        reranker = self._layers(weights)
        states = ops.add(states, ops.gather(reranker.constant("marks.weight"), marks, ops.constant(0)))
        for layer in range(layers_in(weights)):
            states = reranker.layer(f"layers.{layer}", states, padding)
        scores = _score_sentences(reranker, states, ops.greater(marks, ops.constant(np.int64(OTHER))))
        return openvino.Model([scores], [words, mask, types, marks], "reranker")

    def build_entailment(self) -> openvino.Model:
        """Return the network that scores whether a quotation carries a sentence, from the vectors of the tokens."""
        words = named_input("inputs_embeds", (-1, -1, self.words.shape[1]), np.float32)
        mask, types = (named_input(name, (-1, -1)) for name in ("attention_mask", "token_type_ids"))
        layers, padding = self._layers(read_changed(self.weights)), attention_mask(mask)
        segments = layers.constant("embeddings.token_type_embeddings.weight")
        states = layers.embed(words, ops.gather(segments, types, ops.constant(0)))
        for layer in range(self.layers):
            states = layers.layer(f"encoder.layer.{layer}", states, padding)
        return openvino.Model([_score_pairs(layers, states, types)], [words, mask, types], "entailment")

    def _layers(self, weights: Weights) -> BertLayers:
        return BertLayers(weights, self.heads, self.epsilon)

    def _add_layers(self, ids: Node, padding: Node) -> list[Node]:
        """Add the encoder; return the states of the tokens before its layers and after each."""
        encoder = self._layers(self.weights)
        words = ops.gather(number(self.words), ids, ops.constant(0))
        states = [encoder.embed(words, encoder.constant("embeddings.token_type_embeddings.weight", row=0))]
        for layer in range(self.layers):
            states.append(encoder.layer(f"encoder.layer.{layer}", states[-1], padding))
        return states

    def _add_tagger(self, weights: Weights, states: Node, padding: Node) -> tuple[Node, Node]:
        tagger = self._layers(weights)
        for layer in range(layers_in(weights)):
            states = tagger.layer(f"layers.{layer}", states, padding)
        asks, answers = (split_channels(tagger.linear(side, states), 2) for side in ("asks", "answers"))
        pointers = ops.matmul(asks, answers, transpose_a=False, transpose_b=True)
        return tagger.linear("labels", states), ops.divide(pointers, number(POINTERS**0.5))


def read_transition_scores() -> TransitionScores:
    """Return the scores that `tag_decoding.decode_tags` needs beside the outputs of the network.

    The label of a further word only follows labels of the same kind.
    """
    weights = read_weights(TAGGER_WEIGHTS)
    before, after = np.indices((LABELS, LABELS))
    is_further = (after > 0) & (after % 2 == 0)
    is_barred = is_further & (before != after) & (before != after - 1)
    return TransitionScores(np.where(is_barred, np.float32(_IMPOSSIBLE), weights["follow"]), weights["start"])


def _score_sentences(reranker: BertLayers, states: Node, in_sentence: Node) -> Node:
    """Return a logit per pair, from its first token and from the words of its sentence."""
    last, first, tokens = ops.constant(np.array([2])), ops.constant(0), ops.constant(np.array([1]))
    words = ops.squeeze(reranker.linear("words", states), last)
    words = ops.select(in_sentence, words, number(_IMPOSSIBLE))
    highest = ops.reduce_max(words, tokens, keep_dims=True)
    total = ops.reduce_sum(ops.exp(ops.subtract(words, highest)), tokens, keep_dims=True)
    count = ops.reduce_sum(ops.convert(in_sentence, "f32"), tokens, keep_dims=True)
    mean = ops.subtract(ops.add(ops.log(total), highest), ops.log(ops.maximum(count, number(1))))
    whole = reranker.linear("whole", ops.gather(states, first, ops.constant(1)))
    return ops.squeeze(ops.add(whole, mean), tokens)


def _score_pairs(head: BertLayers, states: Node, types: Node) -> Node:
    """Return a logit per pair, from its first token and the mean of those of its second segment."""
    last, first, tokens = ops.constant(np.array([2])), ops.constant(0), ops.constant(np.array([1]))
    within = ops.convert(types, "f32")
    total = ops.reduce_sum(ops.multiply(states, ops.unsqueeze(within, last)), tokens)
    mean = ops.divide(total, ops.reduce_sum(within, tokens, keep_dims=True))
    both = ops.concat([ops.gather(states, first, ops.constant(1)), mean], -1)
    inner = ops.gelu(head.linear("inner", both), "erf")
    return ops.squeeze(head.linear("outer", inner), tokens)
