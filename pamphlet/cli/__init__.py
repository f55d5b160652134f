"""The command line: arguments in, exit status out; nothing else."""

import gc

# Objects before a search for garbage, some 5 MB.  At Python's own 700 a command looks for garbage, of which it makes
# little, a tenth of its time, much of that while its modules are loaded: so this stands before them all.
gc.set_threshold(50_000)
