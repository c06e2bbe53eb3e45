"""Pictures of the user's own, cut into sprites."""
