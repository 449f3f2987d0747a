"""What is use worth? Pure: prices, notice, cost per use, duplicates, what a change takes away."""
