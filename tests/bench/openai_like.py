"""LlamaIndex's OpenAILike asks a server: prints the answer whole, as a stream, and after an exchange, as JSON."""

import json
import sys

from llama_index.core.llms import ChatMessage
from llama_index.llms.openai_like import OpenAILike

QUESTION, FOLLOW_UP = "what was said on Libya?", "and on Somalia?"


def main(address: str) -> None:
    model = OpenAILike(model="onrecord", api_base=f"{address}/v1", api_key="none", is_chat_model=True, timeout=120)
    whole = model.chat([ChatMessage(role="user", content=QUESTION)]).message.content
    stream = "".join(part.delta or "" for part in model.stream_chat([ChatMessage(role="user", content=QUESTION)]))
    turns = [("user", QUESTION), ("assistant", whole), ("user", FOLLOW_UP)]
    follow_up = model.chat([ChatMessage(role=role, content=content) for role, content in turns]).message.content
    print(json.dumps({"whole": whole, "stream": stream, "follow_up": follow_up}))


main(sys.argv[1])
