"""How well do we find? Judged collections, measured with the definitions of trec_eval.

Pure of Django, database and the main index, so that anybody can measure anything with it.
"""
