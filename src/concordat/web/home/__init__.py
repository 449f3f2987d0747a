"""The first page: one box, what is inside, how fresh it is."""
