"""What a visitor of the board may want to do; each with the sentence that explains it."""

from __future__ import annotations

from enum import Enum


class Permission(Enum):
    """A right. Its value is the rule in one sentence."""

    READ_PUBLIC = "Anybody may read the public pages."
    JOIN = "Anybody who is not signed in may join or sign in."
    ANSWER_QUESTIONS = "A member with a live session may answer the short questions."
    READ_BOARD = "An active member reads what was approved in their own community."
    WRITE = "An active member may start threads."
    REPLY = "An active member may answer in a thread that is open."
    CHANGE_OWN = "A member may change or take down their own post."
    ASK_AGAIN = "A member may accept a decision about their own post, or ask another guide to look again."
    TELL = "An active member may tell a guide about somebody else's post."
    SEE_OWN = "A member sees their own posts, notices, drafts and settings."
