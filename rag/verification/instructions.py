"""Instructions: a quotation that tells a language model what to do, which a written sentence must not pass on.

Its words may be quoted, between quotation marks, as those of any article; nothing may be claimed on their strength.
"""

import re

from index.text.normalize import normalize_text

_ADDRESSED = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.]{0,40}"
    r"\b(?:instructions?|prompts?|rules?|guidelines|above|previous)\b"
    r"|\b(?:new|updated|real|hidden|secret|system|developer|assistant|user)\s+(?:instructions?"
    r"|prompt|message|override|mode)\b"
    r"|\b(?:system|assistant|user|developer|human|ai|instruction|admin)\s*(?:note)?\s*[:>\]]"
    r"|\b(?:you are|act as|behave as|pretend to be|role-?play|from now on,? you)\b[^.]{0,40}"
    r"\b(?:ai|assistant|model|chatbot|bot|gpt|dan|developer|expert|unrestricted|free)\b"
    r"|\b(?:language model|llm|chatbot|ai assistant|large model|summari[sz]er|text generator)s?\b[^.]{0,60}"
    r"\b(?:must|should|shall|will|please|has to|have to|output|write|say|print|reply|respond"
    r"|state|include|add|append|end)\b"
    r"|\b(?:write|say|print|output|reply|respond|answer|state|claim|report|repeat|append|insert|include"
    r"|add|end|begin|cite|render|translate|encode|tell the (?:reader|user))\b[^.]{0,25}\b(?:in"
    r"|to|of) (?:your|the|this|every|each|any) "
    r"(?:answer|summary|reply|response|output|sentence|reader|user)s?\b"
    r"|^\W*(?:please |now |first,? |then |always |only |instead,? )*"
    r"(?:write|print|output|reply|respond|answer|repeat|append|insert|include|click|visit|call"
    r"|send|tell|cite|summari[sz]e"
    r"|say|state|render|encode|translate)\b"
    r"|\b(?:in|of) your (?:answer|summary|reply|response|output)\b|\bthe summary (?:must"
    r"|should)\b|\bwhen summari[sz]ing\b"
    r"|<\|?(?:im_start|im_end|system|user|assistant|endoftext)|\[/?INST\]|###|\bBEGIN\b.*\bEND\b",
    re.IGNORECASE,
)


def is_instruction(text: str) -> bool:
    """Return whether a text seems to speak to a language model."""
    return bool(_ADDRESSED.search(" ".join(normalize_text(text).split())))
