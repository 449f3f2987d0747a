"""What a deed of this room may answer instead of doing it."""


class Refused(ValueError):
    """Something entered cannot be kept. `field` says which, the message what to do."""

    def __init__(self, field: str, message: str) -> None:
        self.field, self.message = field, message
        super().__init__(message)


class NoMandate(PermissionError):
    """Nobody speaks for a party without its mandate on that day. The message says what to do."""


class Conflict(Exception):
    """Somebody else has changed it meanwhile. `mine` is kept; `theirs` is what stands now."""

    def __init__(self, *, mine: str, theirs: str, by: str, version: int) -> None:
        self.mine, self.theirs, self.by, self.version = mine, theirs, by, version
        super().__init__(f"{by or 'Somebody'} has changed this since you opened it.")
