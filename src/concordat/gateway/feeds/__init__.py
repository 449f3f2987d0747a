"""Atom feeds (RFC 4287): packs, and works that fell. An id never changes."""
