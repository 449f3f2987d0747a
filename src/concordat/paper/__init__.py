"""How is a document written down? One tree, rendered as HTML, PDF, DOCX; charts and flows as SVG.

Pure: no Django, no network, no files. Any room may enter. Build a `tree.Paper`, then call
`html.render`, `pdf.render` or `docx.render`; each takes the same tree.
"""
