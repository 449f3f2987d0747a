"""Where does this installation keep its things, and how is it entered?

`places` (data, content), `secrets` (environment or files outside the repository) and
`entrance` (make Django ready). Settings, commands and the clock stand on it; it knows none
of them.
"""
