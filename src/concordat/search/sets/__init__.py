"""How are works kept so that any set of them is found in milliseconds? The set index."""
