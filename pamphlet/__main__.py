"""`python -m pamphlet` is the command line."""

from pamphlet.cli.main import main

main()
