"""Pages of what is bought: what a use costs, what is paid twice, what a cut takes away."""
