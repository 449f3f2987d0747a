"""Where is the answer?

Doors: `words` (a Question and its Answer), `actions` (index works), `queries` (find).
Behind them: `strategy` (the Boolean language, pure), `sets` (the set index), `ranking`
(pure), `engines` (the port: memory and set engine).
"""
