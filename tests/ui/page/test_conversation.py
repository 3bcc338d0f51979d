from rag import Exchange as AskedExchange
from rag import Record
from ui.page import answer_html
from ui.page.conversation import Conversation, Exchange
from ui.page.permalinks import PageQuestion


def test_the_history_carries_the_ids_of_the_answers_and_leaves_failures_out(seeds: Record) -> None:
    answer = seeds.ask("what was said on Libya?")
    question = PageQuestion(answer.question)
    conversation = Conversation().add_notice(PageQuestion(""), "the question is empty")
    conversation = conversation.add(Exchange.render(question, answer_html.render_waiting(), answer))
    assert conversation.history == [AskedExchange(answer.question, answer.answer, id=answer.id)]
