"""What a web page holds: its main text, and what it tells of itself."""
