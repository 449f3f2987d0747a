"""The reads of this room: `by=` who, and only what they may see."""
