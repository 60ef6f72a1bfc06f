"""onrecord reads news articles and keeps the record they make."""
