"""A manuscript becomes a stack of stapled pamphlets and the same pamphlet on a phone."""

__version__ = "0.1.0"
