"""The one family of errors people are meant to see."""


class DomainError(Exception):
    """Say what is wrong (`message`) and what to do about it (`remedy`).

    Both are sentences in Bahasa Indonesia for the person who has to act; `{names}` in them are
    filled from the keyword arguments.
    """

    message = "Permintaan tidak dapat dijalankan."
    remedy = ""
    status = 409

    def __init__(self, **facts: object) -> None:
        super().__init__(self.message.format(**facts))
        self.facts = facts
        self.remedy = type(self).remedy.format(**facts)
