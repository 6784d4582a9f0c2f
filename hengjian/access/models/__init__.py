"""Accounts, the roles granted to them, the tokens they made."""

from hengjian.access.models.account import Account
from hengjian.access.models.role_grant import RoleGrant
from hengjian.access.models.token import Token


__all__ = ["Account", "RoleGrant", "Token"]
