"""What a text says of decisions: type, status, date, actors, speaker, and the words that say it."""
