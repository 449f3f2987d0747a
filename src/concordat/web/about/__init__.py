"""Pages about this copy: accessibility, privacy, reporting a problem, its health."""
