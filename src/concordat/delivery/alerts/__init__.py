"""What a saved question has to say, and how it is put into a mail. Pure."""
