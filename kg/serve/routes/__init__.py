"""What each address does with a request."""
