"""Accounts, their roles, tokens and sessions; second factors; acting on behalf."""

from hengjian.access.models.account import Account
from hengjian.access.models.column_choice import ColumnChoice
from hengjian.access.models.delegation import Delegation
from hengjian.access.models.old_password import OldPassword
from hengjian.access.models.role_grant import RoleGrant
from hengjian.access.models.second_factor import RecoveryCode, SecondFactor
from hengjian.access.models.session import Session
from hengjian.access.models.token import Token


__all__ = [
    "Account",
    "ColumnChoice",
    "Delegation",
    "OldPassword",
    "RecoveryCode",
    "RoleGrant",
    "SecondFactor",
    "Session",
    "Token",
]
