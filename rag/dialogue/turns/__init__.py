"""Turns: a question that changes one part of the question before it becomes a whole one."""
