"""What a user can cause, and mend."""


class UserError(ValueError):
    """Something that was asked for cannot be done; the message is one plain line that says why."""
