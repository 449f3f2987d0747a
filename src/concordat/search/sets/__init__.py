"""How are works kept so that any set of them is found in milliseconds? The set index.

From the bottom up: `fields` and `facets` (what of a document is indexed), `container`
(arrays in a file), `draft` and `encode` (documents to a segment), `segment` (looking into
one), `manifest` and `writer` (generations, one writer), `snapshot` (what a reader sees),
`proximity` and `evaluate` (a tree to a set), `columns` (facets, filters, sorting),
`scores` (a question to a ranking), `spelling`, `budget`.

Three words: a *segment* is an immutable file of entries; an *entry* is one work at one
revision, alive from the generation that added it to the one that removed it; an *ordinal*
is the number of an entry in its segment, and never leaves this folder.
"""
