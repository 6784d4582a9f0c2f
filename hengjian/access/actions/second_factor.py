"""Set up a second factor, use its codes, take it away."""

from hengjian.access import second_factors
from hengjian.access.faults import AccountFault, SignInRefused
from hengjian.access.models import Account, RecoveryCode, SecondFactor
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text


WRONG_CODE = Text(
    "验证码不正确或已用过。请核对手机时间，用下一个验证码。",
    "The code is wrong or was used. Check the telephone's clock and use the next code.",
)


class WrongCode(AccountFault):
    """A code given on one's own page does not fit: the door counts it (``refuse``)."""

    def __init__(self) -> None:
        super().__init__(WRONG_CODE)


@journal.action
def begin(*, account: Account, by: Actor) -> SecondFactor:
    """Make a new secret; it counts only once a code of it has come.

    Raises ``AccountFault`` where there is a confirmed one: that goes first.
    """
    account = Account.objects.select_for_update().get(pk=account.pk)
    if second_factors.confirmed_factor(account) is not None:
        raise AccountFault(
            Text("已启用第二因素", "there is a second factor already"), status=409
        )
    SecondFactor.objects.filter(account=account).delete()
    sealed = second_factors.sealed(second_factors.new_secret(), account)
    factor = SecondFactor(
        account=account, sealed_secret=sealed, made_at=clock.machine_now()
    )
    factor.save()
    journal.enter("access.second_factor_begun", subject=account)
    return factor


@journal.action
def confirm(*, account: Account, code: str, by: Actor) -> list[str]:
    """Take the first code; returns the recovery codes, shown once and never kept.

    Raises ``AccountFault``.
    """
    factor = _locked(account)
    if factor is None or factor.confirmed_at is not None:
        raise AccountFault(Text("请先生成密钥", "make a secret first"), status=409)
    step = second_factors.fitting_step(factor, code)
    if step is None:
        raise AccountFault(WRONG_CODE)
    factor.confirmed_at = clock.machine_now()
    factor.last_step = step
    factor.save(update_fields=["confirmed_at", "last_step"])
    journal.enter("access.second_factor_confirmed", subject=account)
    return _new_recovery_codes(account)


@journal.action
def renew_recovery_codes(*, account: Account, code: str, by: Actor) -> list[str]:
    """Make ten new recovery codes; the old ones are void. Raises ``WrongCode``."""
    _use_own(account, code)
    journal.enter("access.recovery_codes_renewed", subject=account)
    return _new_recovery_codes(account)


@journal.action
def remove(*, account: Account, code: str, by: Actor) -> None:
    """Take one's own second factor away, with a code of it.

    Raises ``WrongCode``, and ``AccountFault`` where the role needs one.
    """
    if second_factors.is_required(account):
        raise AccountFault(
            Text(
                "您的角色必须使用第二因素，更换手机请先用恢复码登录或请安全管理员重置。",
                "Your role needs a second factor: for another telephone ask the"
                " security administrator to reset it.",
            ),
            status=409,
        )
    _use_own(account, code)
    _forget(account)
    journal.enter("access.second_factor_removed", subject=account)


@journal.action
def reset(*, account: Account, by: Actor) -> None:
    """Take somebody's second factor away and end the sessions: the telephone is lost."""
    if not SecondFactor.objects.filter(account=account).exists():
        journal.nothing_changed()
        return
    _forget(account)
    ended = account.sessions.all().delete()[0]
    journal.enter(
        "access.second_factor_reset", subject=account, new={"sessions": ended}
    )


@journal.action
def refuse(*, account: Account, by: Actor) -> None:
    """Count and enter a wrong code.

    What is sent during a pause does not make it longer, and after it the count begins
    anew: else whoever knows the password could keep the owner out for ever.
    """
    factor = _locked(account)
    if factor is not None and not second_factors.is_paused(factor):
        is_over = factor.failures >= second_factors.PAUSE_AFTER
        factor.failures = 1 if is_over else factor.failures + 1
        factor.failed_at = clock.machine_now()
        factor.save(update_fields=["failures", "failed_at"])
    journal.enter("access.code_refused", subject=account)


def use_up(account: Account, code: str) -> str:
    """Use a code up, inside an action; returns which kind it was.

    Raises ``SignInRefused``: of two requests with one code only the first goes through.
    """
    factor = _locked(account)
    if factor is None or second_factors.is_paused(factor):
        raise SignInRefused
    step = second_factors.fitting_step(factor, code)
    if step is not None:
        factor.last_step = step
        kind = "code"
    else:
        used = RecoveryCode.objects.filter(
            account=account,
            used_at__isnull=True,
            digest=second_factors.recovery_digest(code),
        ).update(used_at=clock.machine_now())
        if not used:
            raise SignInRefused
        left = account.recovery_codes.filter(used_at__isnull=True).count()
        journal.enter("access.recovery_code_used", subject=account, new={"left": left})
        kind = "recovery code"
    factor.failures = 0
    factor.failed_at = None
    factor.save(update_fields=["last_step", "failures", "failed_at"])
    return kind


def _use_own(account: Account, code: str) -> None:
    try:
        use_up(account, code)
    except SignInRefused as refused:
        raise WrongCode from refused


def _locked(account: Account) -> SecondFactor | None:
    found = SecondFactor.objects.select_for_update().filter(account=account)
    factor: SecondFactor | None = found.first()
    return factor


def _forget(account: Account) -> None:
    SecondFactor.objects.filter(account=account).delete()
    RecoveryCode.objects.filter(account=account).delete()


def _new_recovery_codes(account: Account) -> list[str]:
    RecoveryCode.objects.filter(account=account).delete()
    codes = second_factors.new_recovery_codes()
    RecoveryCode.objects.bulk_create(
        [
            RecoveryCode(account=account, digest=second_factors.recovery_digest(code))
            for code in codes
        ]
    )
    return codes
