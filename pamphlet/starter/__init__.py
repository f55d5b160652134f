"""Answers to a few questions become a small complete manuscript to write over."""
