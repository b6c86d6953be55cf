"""What readers receive: timeline, changes, digest, mail, page."""
