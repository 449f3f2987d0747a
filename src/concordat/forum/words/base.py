"""What a deed of this room may answer instead of doing it."""


class NoMandate(PermissionError):
    """Nobody speaks for a party without its mandate on that day. The message says what to do."""
