"""Page: on the left the chat and the other views, on the right the article of a citation."""
