"""Which machine finds it? A family: `engine` is the port, each other file a member."""
