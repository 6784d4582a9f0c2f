"""Accounts, grants, tokens, sign-in: one file per noun."""
