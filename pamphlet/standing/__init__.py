"""What was made is kept standing, as type is for the next printing, and given out again where nothing has changed."""
