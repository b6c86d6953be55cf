"""The web archive on loopback: our pages, live, over Datasette's tables of the same file."""
