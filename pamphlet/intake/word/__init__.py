"""A Word file (.docx) becomes copy."""
