"""What the desk knows of words, the marks between them and the characters they are made of."""
