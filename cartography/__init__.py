"""Draws the maps of the site, once, from public-domain geometry: `python -m cartography`."""
