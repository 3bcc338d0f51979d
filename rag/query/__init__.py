"""Query: what a question asks for: intent, time, speakers, subject and filters."""
