"""Signing in to the desk: names, passwords and the roles that they open."""
