"""What the lessons show, computed when they are read: by the networks, samplers and losses that
draw and train, and by the model that is chosen."""
