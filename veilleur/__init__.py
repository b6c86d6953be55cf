"""The shell: command line, topic file → parts, bundled demo."""
