"""Views beside the chat: what they show, as HTML."""
