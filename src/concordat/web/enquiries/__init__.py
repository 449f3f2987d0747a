"""Pages of requests to a library: asking, following, the queue, the report."""
