"""Refusals."""

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


class NotAllowed(UserFault):
    """The account may not do this there."""

    status = 403

    def __init__(
        self,
        message: Text | None = None,
        *,
        status: int | None = None,
        permission: str = "",
    ) -> None:
        super().__init__(
            message or Text("您没有这项权限。", "You are not allowed to do this."),
            status=status,
        )
        self.permission = permission


class SignInRefused(UserFault):
    """Name or password wrong, account closed, or paused; which of them is not said."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            Text(
                "账号或密码不正确，或因多次失败暂时不能登录。",
                "The name or the password is wrong, or signing in is paused after"
                " several failures.",
            )
        )


class AccountFault(UserFault):
    """The change does not fit the account."""


class AdministratorsApart(AccountFault):
    """One account would hold two of the three administrators, or one and other duties.

    Whoever asked is entered in the journal, as of other refusals.
    """

    is_refusal = True


class TokenRefused(UserFault):
    """The token is unknown, expired or revoked."""

    status = 401

    def __init__(self) -> None:
        super().__init__(
            Text("令牌无效或已过期。", "The token is not valid or has expired.")
        )
