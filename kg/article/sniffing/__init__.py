"""What bytes are, told by the bytes alone."""
