"""What was used, by whom, when? A family: each member keeps the same counts.

`memory` is the documentation and the oracle; `parquet` keeps them in files and asks DuckDB.
"""
