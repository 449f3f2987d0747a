"""The words of delivery that may cross a wall."""
