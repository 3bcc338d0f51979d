"""Train the question reader: python tests/quality/training/train_question_reader.py

It learns from tests/quality/typed_questions, all but those of unseen.txt, and from variants of each with parts of
other ones in place of its own. What is printed is measured on unseen.txt. Ten minutes on one core.
"""

import random
import sys
import time
from collections.abc import Sequence
from typing import NamedTuple

import torch
from question_reader_network import QuestionReader
from tokenizers import Encoding, Tokenizer
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import pad_sequence
from transformers import BertModel
from typed_questions import SEEN, UNSEEN, TypedQuestion, load_questions, vary

from index.models.convert import DEFAULT_MODEL, find_model
from index.models.default_model import LAYERS_READ
from index.models.questions.question_labels import INTENTS, LABELS, WEIGHTS
from index.models.weights import write_weights

VARIANTS, EPOCHS, TOGETHER, RATE = 3, 12, 32, 2e-3
SMOOTHED = 0.05
IGNORED = -100
LONGEST = 128


class Example(NamedTuple):
    """The states of a question's tokens, the label of each that begins a word, and the intent."""

    states: torch.Tensor
    labels: torch.Tensor
    intent: int


def make_examples(questions: Sequence[TypedQuestion]) -> list[Example]:
    """Return the questions as the network reads them."""
    folder = find_model(DEFAULT_MODEL)
    tokenizer: Tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    encoder = BertModel.from_pretrained(folder).eval()
    encodings = [tokenizer.encode(question.text) for question in questions]
    order = sorted(range(len(questions)), key=lambda number: len(encodings[number].ids))
    examples: dict[int, Example] = {}
    for start in range(0, len(order), 64):
        part = order[start : start + 64]
        ids = pad_sequence([torch.tensor(encodings[number].ids) for number in part], batch_first=True)
        with torch.inference_mode():
            layers = encoder(input_ids=ids, attention_mask=(ids != 0).long(), output_hidden_states=True).hidden_states
        read = torch.cat([layers[layer] for layer in LAYERS_READ], dim=-1).half()
        for row, number in zip(read, part, strict=True):
            encoding, question = encodings[number], questions[number]
            labels = torch.tensor(label_tokens(encoding, question))
            examples[number] = Example(row[: len(labels)].clone(), labels, INTENTS.index(question.intent))
    return [examples[number] for number in range(len(questions))]


def label_tokens(encoding: Encoding, question: TypedQuestion) -> list[int]:
    """Return the label of each token that begins a word, and IGNORED for the others."""
    labels = []
    for token, (start, end) in zip(encoding.tokens, encoding.offsets, strict=True):
        inside = [label for label, first, last in question.parts if first <= start < last]
        begins = end > start and not token.startswith("##")
        labels.append(LABELS.index(inside[0] if inside else "O") if begins else IGNORED)
    return labels


def train(examples: Sequence[Example], seed: int = 0) -> QuestionReader:
    """Return a network that has learnt from the examples."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    network = QuestionReader(examples[0].states.shape[-1])
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.01)
    batches = -(-len(examples) // TOGETHER)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=EPOCHS * batches)
    for _ in range(EPOCHS):
        order = sorted(examples, key=lambda one: len(one.labels) + 8 * chance.random())
        parts = [order[start : start + TOGETHER] for start in range(0, len(order), TOGETHER)]
        chance.shuffle(parts)
        for part in parts:
            *_, loss = run(network, part)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return network.eval()


def run(network: QuestionReader, part: Sequence[Example]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return the scores of the labels and intents of some examples, and the loss."""
    states = pad_sequence([one.states.float() for one in part], batch_first=True)
    mask = pad_sequence([torch.ones(len(one.labels), dtype=torch.bool) for one in part], batch_first=True)
    right = pad_sequence([one.labels for one in part], batch_first=True, padding_value=IGNORED)
    labels, intents = network(states, mask)
    wanted = torch.tensor([one.intent for one in part])
    loss = cross_entropy(labels.transpose(1, 2), right, ignore_index=IGNORED)
    return labels, intents, loss + cross_entropy(intents, wanted, label_smoothing=SMOOTHED)


def report(network: QuestionReader, examples: Sequence[Example]) -> None:
    """Print the shares of intents, of words, and of whole questions that are read right."""
    intents = words = of = whole = sure = sure_right = 0
    for one in examples:
        with torch.inference_mode():
            labels, wanted, _ = run(network, [one])
        begins = one.labels != IGNORED
        same = labels[0].argmax(dim=-1)[begins] == one.labels[begins]
        chances = wanted[0].softmax(dim=-1)
        right = int(chances.argmax()) == one.intent
        intents, words, of, whole = (
            intents + right,
            words + int(same.sum()),
            of + len(same),
            whole + bool(right and same.all()),
        )
        sure, sure_right = sure + bool(chances.max() > 0.9), sure_right + bool(chances.max() > 0.9 and right)
    size = len(examples)
    print(f"intent {intents / size:.3f}, word {words / of:.3f}, whole question {whole / size:.3f}", end="; ")
    print(f"above .9: {sure / size:.3f}, {sure_right / max(sure, 1):.3f} of them right", flush=True)


def main() -> None:
    torch.set_num_threads(1)
    began, chance = time.time(), random.Random(1)
    questions = load_questions(*SEEN)
    varied = [vary(question, questions, chance) for _ in range(VARIANTS) for question in questions]
    examples, unseen = make_examples([*questions, *varied]), make_examples(load_questions(UNSEEN))
    print(f"{len(questions)} questions, {len(examples)} with variants, {time.time() - began:.0f} s", flush=True)
    network = train(examples)
    report(network, unseen)
    write_weights({name: weights.numpy() for name, weights in network.state_dict().items()}, WEIGHTS)
    print(f"{WEIGHTS.stat().st_size} bytes, {time.time() - began:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
