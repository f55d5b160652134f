"""An OpenDocument text becomes copy."""
