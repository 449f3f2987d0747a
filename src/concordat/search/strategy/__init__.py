"""What did the expert mean? The Boolean language: one tree, several dialects. Pure."""
