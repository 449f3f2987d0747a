"""Pages of the forum: planned work, meetings, decisions, joint work, questions, the report."""
