"""COUNTER usage reports of Release 5 and 5.1: what do they say, and can it be believed?

`reading.read` gives the facts of a report one by one and the complaints about it;
`reading.check` gives the complaints alone. JSON, TSV, CSV and XLSX.
"""
