import pytest

from rag import Record
from rag.library_answers.library_questions import read_library_question

SOURCES = frozenset({"cnn.com", "usatoday.com", "theweek.co.uk", "White House"})
NAMES = frozenset({"merkel", "zuma", "obama"})


def answer_to(question: str) -> str | None:
    read = read_library_question(question, SOURCES, lambda words: words.casefold() in NAMES)
    return read.answer if read else None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("how many articles do you have?", "article_count"),
        ("How big is your collection?", "article_count"),
        ("number of documents", "article_count"),
        ("are these quotes real or does an AI make them up?", "trust"),
        ("how do I know you are not inventing this?", "trust"),
        ("can I trust the answers?", "trust"),
        ("is anything here made up?", "trust"),
        ("are the quotations verbatim?", "trust"),
        ("do you hallucinate?", "trust"),
        ("is this word for word what they said?", "trust"),
        ("how can I verify a quote?", "trust"),
        ("are the citations genuine?", "trust"),
        ("does the bot fabricate quotes", "trust"),
        ("do you sometimes make stuff up?", "trust"),
        ("is it possible to export an answer to Word?", "export"),
        ("is there a way to save this as word", "export"),
        ("does my question get sent to some company?", "private"),
        ("do my searches leave this computer?", "private"),
        ("is what I type logged?", "private"),
        ("can I have the results in Excel", "export"),
        ("what shall I ask?", "help"),
        ("i dont get how to narrow it down to one year", "narrow"),
        ("how do I filter by date?", "narrow"),
        ("how can I limit this to official statements?", "narrow"),
        ("how many articles are from CNN?", "article_count"),
        ("what's the newest thing you have?", "newest"),
        ("when is the latest article from?", "newest"),
        ("how far back do you go?", "oldest"),
        ("from when to when do the articles date?", "range"),
        ("Where do your articles come from?", "sources"),
        ("who is in here", "speakers"),
        ("which nations are covered", "countries"),
        ("how many articles have no date?", "undated_count"),
        ("what have you got from the week?", "from_slot"),
        ("do you have anything by Merkel?", "from_slot"),
        ("whats the most recent piece you've got?", "newest"),
        ("which nations are covered? just curious, i write on the arctic", "countries"),
        ("how many speakers are there? i need it for a report", "speaker_count"),
        ("sorry, silly question: where do the texts come from", "sources"),
        ("so... what can you actually do?", "help"),
        ("wait so what do you do exactly", "help"),
        ("is there something in there from Die Zeitung newspaper", "from_slot"),
        ("anything from le monde?", "from_slot"),
        ("got stuff from the Daily Herald in there?", "from_slot"),
        ("is there any New York Times in your library", "from_slot"),
        ("did Merkel give a speech that you have?", "from_slot"),
        ("has zuma ever made a speech in here, i think his name is Zuma", "from_slot"),
        ("which country has the most speeches in this collection", "most_countries"),
        ("who has the most speeches?", "most_speeches"),
        ("which newspaper do you have the most of", "most_sources"),
        ("what year has most articles", "most_years"),
        ("write me a poem about the sea", "outside"),
        ("translate good morning to French", "outside"),
        ("how old is the oldest speech", "oldest"),
        ("when was this last updated", "newest"),
        ("can i see the full list of speakers", "speakers"),
        ("how many words are in here", "passage_count"),
        ("who are your top speakers?", "speakers"),
        ("hi", "greeting"),
        ("Good morning!", "greeting"),
        ("thank you very much", "thanks"),
        ("thanks, that was quick", "thanks"),
        ("great, cheers for the quotes", "thanks"),
        ("how do i add my own files pls", "add"),
        ("list the people whose speeches are in your library", "speech_speakers"),
        ("how many people gave speeches?", "speech_speakers"),
        ("for how many different countries do you hold speeches", "speech_countries"),
        ("which countries' speeches do you have?", "speech_countries"),
        ("who is quoted in here?", "speakers"),
        ("is this chatgpt", "who_are_you"),
        ("ta very much", "thanks"),
        ("how up to date is this?", "newest"),
        ("do you have the Guardian?", "from_slot"),
        ("is CNN one of your sources?", "from_slot"),
        ("what sort of documents are these?", "kinds"),
        ("show me all speakers", "speakers"),
        ("do you store my questions?", "private"),
        ("give me an overview of the collection", "articles"),
        ("what topics can I ask about?", "topics"),
        ("tell me a joke", "outside"),
        ("can you write me a python script that sorts names", "outside"),
        ("what's the weather in Oslo tomorrow?", "outside"),
        ("what is 12 + 30?", "outside"),
        ("what can i ask you", "help"),
        ("how does this work?", "help"),
        ("can I upload my own documents?", "add"),
        ("Which languages do you understand?", "languages"),
        ("are you a human?", "who_are_you"),
        ("how many articels do you have", "article_count"),
    ],
)
def test_questions_about_the_library_and_the_tool_are_read_however_they_are_worded(question: str, answer: str) -> None:
    assert answer_to(question) == answer


@pytest.mark.parametrize(
    "question",
    [
        "how many articles mention nuclear weapons?",
        "Which country is the top exporter of goods to Norway?",
        "As of 2014 how quickly is building material being printed?",
        "Who spoke about Palestine?",
        "Give me quotes by Merkel",
        "what is the latest on Ukraine?",
        "Who is the president of Niger?",
        "list all statements by Zuma",
        "peace",
        "What did Obama say in 2013?",
        "newest first",
        "do you have anything from CNN, i need quotes on Libya",
        "just curious, who spoke about Palestine?",
        "is there anything from the summit in Oslo?",
        "is there any good news on Mali",
        "has Merkel given a speech about oil?",
        "which country has the most oil?",
        "which country mentioned oil the most",
        "write me a poem about Merkel",
        "translate it to French",
        "when was that?",
        "more",
        "?",
    ],
)
def test_questions_about_what_was_said_are_not(question: str) -> None:
    assert answer_to(question) is None


def test_the_library_answers_with_counts_and_without_citations(seeds: Record) -> None:
    answer = seeds.ask("how many articles do you have?")
    assert answer.intent == "library"
    assert not answer.abstained
    assert not answer.citations
    assert answer.reason is None
    assert answer.direct is not None
    assert answer.direct.text == f"{seeds.holdings().articles} articles"
    assert seeds.ask("hi").intent == "greeting"
    assert seeds.ask("how do I add an article?").intent == "help"
