"""The site: pages, review desk, feeds and API on what is kept."""
