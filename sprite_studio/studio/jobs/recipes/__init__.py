"""What a result was made with: written beside it, kept in the history, drawn again. No torch."""
