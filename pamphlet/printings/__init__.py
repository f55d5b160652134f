"""Printings are recorded, compared with today's text and recognised: records, errata slips, what a found copy is."""
