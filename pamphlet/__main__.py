"""`python -m pamphlet` is the command line."""

from pamphlet.cli import main

main()
