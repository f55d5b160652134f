"""Paths and plain words become editions, findings and accounts: what scripts call, and the command line too."""


class WrongUsage(ValueError):
    """What was asked for cannot be: there is nothing of that name, or two wishes exclude each other."""
