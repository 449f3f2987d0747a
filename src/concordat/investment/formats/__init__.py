"""Other people's formats, read and checked: pure, no Django, no network."""
