"""Pages of opening: where one works, can I open this, links from other systems."""
