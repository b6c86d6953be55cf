"""What a document says: spaCy pipeline and rules, no I/O."""
