"""The documents, one module each: every clause written from its text."""
