"""Random requests, seeded, with the values at the edges of every limit drawn far more often than others."""
