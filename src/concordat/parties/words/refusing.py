"""What any room may answer instead of doing a deed. The pages show both the same way."""


class Refused(ValueError):
    """Something entered cannot be kept. `field` says which, the message what to do."""

    def __init__(self, field: str, message: str) -> None:
        self.field, self.message = field, message
        super().__init__(message)


class Conflict(Exception):
    """Somebody changed the thing after the form was made; nothing of this deed was written.

    `mine` is kept beside `theirs`, which stands, by whom where that is known; `version` is
    what a form must carry to be about the thing as it is now.
    """

    def __init__(self, *, version: int, mine: str = "", theirs: str = "", by: str = "") -> None:
        self.mine, self.theirs, self.by, self.version = mine, theirs, by, version
        super().__init__(f"{by or 'Somebody'} has changed this since you opened it.")
