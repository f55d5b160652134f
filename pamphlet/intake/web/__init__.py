"""A saved web page becomes copy: the article, found among the furniture of its site."""
