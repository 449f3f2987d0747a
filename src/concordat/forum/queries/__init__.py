"""The reads of this room; what may be private is read with `by=`."""
