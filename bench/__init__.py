"""Every figure that onrecord prints, measured again by a command."""
