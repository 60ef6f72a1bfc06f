"""What was read, kept: tables, migrations and queries.

The only room that speaks to the database.
"""
