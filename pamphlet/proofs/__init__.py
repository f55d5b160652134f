"""Findings, on the pages that they are about."""
