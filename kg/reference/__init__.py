"""Look-up of the reference facts: states, people and their posts, organisations, places."""
