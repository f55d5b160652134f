"""Why bytes are no picture that can be printed: what the readers of pictures and of drawings raise."""


class PictureProblem(ValueError):
    """Bytes are no picture that can be printed; the message says why, without the name, `hint` what may be done."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep what may be done."""
        super().__init__(message)
        self.hint = hint
