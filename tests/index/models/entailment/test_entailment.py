"""How surely a quotation carries a sentence, by the network."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from index.models.entailment.entailment import LoadingEntailment, OpenVinoEntailment

QUOTED = "Ana Ruiz, Halm News 2031-05: We will open the harbour to all ships on Monday, because the ice has gone."


@pytest.fixture(scope="module")
def network() -> OpenVinoEntailment:
    return OpenVinoEntailment.load()


@pytest.mark.parametrize(
    ("faithful", "false"),
    [
        (
            "Ana Ruiz said that the harbour will open on Monday.",
            "Ana Ruiz said that the harbour will never open again.",
        ),
        ("The harbour opens because the ice has gone.", "The harbour opens because the strike is over."),
        ("All ships can come in from Monday.", "No ship can come in on Monday."),
    ],
)
def test_what_the_quotation_says_is_surer_than_what_it_does_not(
    network: OpenVinoEntailment, faithful: str, false: str
) -> None:
    assert network.score(QUOTED, faithful) > network.score(QUOTED, false)


def test_long_texts_are_cut(network: OpenVinoEntailment) -> None:
    assert network.score(QUOTED * 100, "The harbour opens. " * 100) < 100


def test_the_network_is_loaded_beside_other_work_and_scores_alike(network: OpenVinoEntailment) -> None:
    loading = LoadingEntailment()
    with ThreadPoolExecutor(4) as threads:
        scores = {*threads.map(lambda _: loading.score(QUOTED, "The harbour opens on Monday."), range(8))}
    assert scores == {network.score(QUOTED, "The harbour opens on Monday.")}
