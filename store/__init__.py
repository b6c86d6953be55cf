"""What we know and since when. The only room with SQL."""
