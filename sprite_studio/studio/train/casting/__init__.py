"""Training a network of walking characters: who they are, and how batches are drawn of them."""
