"""The review desk: what editors see and do."""
