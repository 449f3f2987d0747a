"""The pages of knowledge packs."""
