"""Answers to text: the only place where a sentence with a number in it is made."""
