"""Lists that say how works stand: read them, pure."""
