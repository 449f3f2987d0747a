"""Where is the answer?

Doors: `words` (a Question and its Answer, a strategy that is kept), `actions` (index works,
load a thesaurus, keep and run strategies), `queries` (find, count lines, translate, compare).
`evaluation` measures ranking on public collections, without Django or a database.
Behind them: `strategy` (the Boolean language, pure), `question` (how plain
words are read, pure), `thesaurus` (headings, spellings, acronyms, everyday words), `sets`
(the set index), `ranking` (pure), `engines` (the port: memory and set engine).
"""
