"""What pages draw out of forms: a matter's timeline, a party's answers, an article's marks."""
