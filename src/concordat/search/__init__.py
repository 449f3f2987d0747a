"""Where is the answer?

Doors: `words` (a Question and its Answer), `actions` (index works), `queries` (find).
`evaluation` measures ranking on public collections, without Django or a database.
Behind them: `strategy` (the Boolean language, pure), `question` (how plain
words are read, pure), `thesaurus` (headings, spellings, acronyms, everyday words), `sets`
(the set index), `ranking` (pure), `engines` (the port: memory and set engine).
"""
