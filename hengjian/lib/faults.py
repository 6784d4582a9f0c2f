"""The base of every error that is the caller's to mend: exit code 2 or a 4xx answer."""

from hengjian.lib.bilingual import Text


class UserFault(Exception):
    """Bad input: says where and what to do, in both languages; never shown as a traceback.

    ``status`` is the HTTP status of the problem+json answer.
    """

    is_user_fault = True
    status = 422
    # somebody asked for what may not be, whatever the status: the journal is to know
    is_refusal = False
    # whoever raised it has entered the refusal in the journal already
    is_journaled = False
    # the page that explains the rule, what it rests on and what one may do instead
    explained_at = ""

    def __init__(
        self, message: Text, *, where: str = "", status: int | None = None
    ) -> None:
        super().__init__(message.zh)
        self.message = message
        self.where = where
        if status is not None:
            self.status = status

    def in_language(self, language: str) -> str:
        """The message with its place in front."""
        text = self.message.in_language(language)
        return f"{self.where}: {text}" if self.where else text

    def __str__(self) -> str:
        return self.in_language("zh")
