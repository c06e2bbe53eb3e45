"""The use cases: each joins the mathematics and the pixels, and knows nothing of the screen."""
