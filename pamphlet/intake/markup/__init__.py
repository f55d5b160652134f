"""Copy, in the plain markup that every reader makes, becomes an article."""
