"""Answers to drawings, their pictures and their rows."""
