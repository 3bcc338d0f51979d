"""Abbreviations of offices are written out where they can mean nothing else."""

import pytest

from rag.interpretation.offices.abbreviations import write_out_offices


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what did the Finnish PM say?", "what did the Finnish prime minister say?"),
        ("finnish pm on trade", "finnish prime minister on trade"),
        ("what did Finland's FM say?", "what did Finland's foreign minister say?"),
        ("what did the P.M. of Finland say?", "what did the prime minister of Finland say?"),
        ("Nordic states' FMs", "Nordic states' FMs"),
        ("UK PMs on Chad", "UK prime ministers on Chad"),
        ("what did PM Ada Berg say?", "what did prime minister Ada Berg say?"),
        ("the UN SG on war", "the UN secretary-general on war"),
        ("what did SecDef say?", "what did the US defense secretary say?"),
        ("what did the US SecDef say?", "what did the US defense secretary say?"),
        ("what did POTUS say?", "what did the president of the United States say?"),
        ("the pres of Chad", "the president of Chad"),
    ],
)
def test_an_office_is_written_out_beside_whose_it_is(typed: str, meant: str) -> None:
    assert write_out_offices(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "what happened at 5 pm?",
        "Radio FM Berlin",
        "what did BBC FM say?",
        "the 8 PM news",
        "the US press secretary",
        "x" * 500,
    ],
)
def test_letters_that_mean_no_office_stay(typed: str) -> None:
    assert write_out_offices(typed) == typed
