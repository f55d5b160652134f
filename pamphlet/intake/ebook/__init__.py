"""An ebook, one of ours or anybody's, becomes copy."""
