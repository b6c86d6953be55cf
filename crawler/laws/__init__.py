"""The Journal officiel: DILA's archives → the texts published in it."""
