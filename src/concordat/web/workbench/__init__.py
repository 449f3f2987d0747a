"""Pages of the workbench: write a strategy, count its lines, translate, keep, run again."""
