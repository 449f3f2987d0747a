"""The writes of this room: what changed in the evidence goes into the index."""

from concordat.search.actions.index import index_works, rebuild

__all__ = ["index_works", "rebuild"]
