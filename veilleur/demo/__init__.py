"""The bundled demo: a small web that tells the affair day by day, and its replay through the real crawler."""
