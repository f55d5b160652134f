"""A Document gets its apparatus: notes numbered, people linked, contents and an index of names."""
