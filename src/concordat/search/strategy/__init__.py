"""What did the expert mean? The Boolean language: one tree, several dialects. Pure.

`parse.parse` is the door: text as typed -> `tree.Strategy`, or `errors.StrategyError` with the
place in that text. On the way: `mending` puts printer's dirt right, `lines` finds the lines,
`dialects` recognises who is being imitated, `lexer` makes tokens, `parser` a tree of what was
typed (`syntax`), and `meaning` settles fields and words. `fields` and `dialects` are data: a
new dialect begins there. `mode` tells a strategy from a question.
"""
