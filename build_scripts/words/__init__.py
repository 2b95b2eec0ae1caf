"""Answers to text: the only place where a sentence with a number in it is made."""

__all__ = ["charts", "lists", "numbers", "phrases", "sentences", "values", "verdicts"]
