"""Why bytes are no picture that can be printed: what the readers of pictures and of drawings raise."""


class PictureProblem(ValueError):
    """Bytes are no picture that can be printed; the message says why, without the name."""
