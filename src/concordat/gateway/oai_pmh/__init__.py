"""The provider of OAI-PMH 2.0: others harvest every public work, and learn of those that left."""
