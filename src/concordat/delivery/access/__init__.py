"""May this be opened here? Rows, deals and dates in; a verdict with its reasons out. Pure."""
