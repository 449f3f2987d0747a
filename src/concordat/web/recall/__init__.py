"""The pages of recalls: what fell, who holds it, what owners decided."""
