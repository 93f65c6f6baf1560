"""What can be done in the studio."""

from laju.apps.studio.actions.contents import approve_content, compose_contents, hold_content
from laju.apps.studio.actions.drafts import redo_draft, restore_version, save_draft, undo_draft
from laju.apps.studio.actions.facts import gather_facts, record_facts
from laju.apps.studio.actions.interview import answer_question
from laju.apps.studio.actions.pictures import add_photo, record_posters, withdraw_photo
from laju.apps.studio.actions.reviews import answer_review, open_review, send_review
from laju.apps.studio.actions.writing import propose_words

__all__ = [
    "add_photo",
    "answer_question",
    "answer_review",
    "approve_content",
    "compose_contents",
    "gather_facts",
    "hold_content",
    "open_review",
    "propose_words",
    "record_facts",
    "record_posters",
    "redo_draft",
    "restore_version",
    "save_draft",
    "send_review",
    "undo_draft",
    "withdraw_photo",
]
