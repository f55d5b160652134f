"""Laid-out pages become files: one module for each edition, each with a function `make`."""
