"""Procurement notices: each form the sources print → one ``Notice``."""
