"""Who is named: known actors by their names, aliases and offices; unknown ones by the recogniser."""
