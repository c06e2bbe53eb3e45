"""What every grid of sprites shares: what is selected, and the hand that selects."""
