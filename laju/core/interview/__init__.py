"""The facts interview: twelve short questions, and what a pasted voice note answers of them."""

from laju.core.interview.notes import Proposal, read_note
from laju.core.interview.questions import QUESTIONS, Question, next_question, question_of_fact

__all__ = [
    "QUESTIONS",
    "Proposal",
    "Question",
    "next_question",
    "question_of_fact",
    "read_note",
]
