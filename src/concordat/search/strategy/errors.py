"""What a reader is told when a strategy cannot be read."""


class StrategyError(Exception):
    """A strategy cannot be read: where, why, and what was expected there.

    `start` and `end` are places in the text exactly as it was typed. `expected` names
    what could stand there, in words; it is empty when there is no short list.
    """

    def __init__(self, message: str, start: int, end: int, expected: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end
        self.expected = expected
