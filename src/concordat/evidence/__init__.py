"""What is known, once for each work?

Doors: `words` (a Reference as a file gives it, a WorkView as people see it), `actions`
(ingest, merge, change of standing), `queries` (works by id, what changed since).
Behind them: `formats` (read and write, pure), `sources` (download or open only),
`identity` (is it the same work? pure), `duplicates` (copies in files, without a database),
models.
"""
