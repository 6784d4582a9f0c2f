"""Changes to the organisation, one file per noun."""
