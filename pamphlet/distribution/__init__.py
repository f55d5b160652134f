"""A list of branches and one manuscript become each branch's own edition, around an inside that is made once."""
