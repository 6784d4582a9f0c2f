"""Events of accounts, roles, tokens and sign-in in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "access.account_opened": Text("开立账号", "account opened"),
    "access.account_closed": Text("停用账号", "account closed"),
    "access.account_reopened": Text("恢复账号", "account reopened"),
    "access.password_set": Text("重置口令", "password set"),
    "access.password_changed": Text("修改口令", "password changed"),
    "access.language_chosen": Text("选择语言", "language chosen"),
    "access.role_granted": Text("授予角色", "role granted"),
    "access.role_ended": Text("终止角色", "role ended"),
    "access.token_made": Text("生成令牌", "token made"),
    "access.token_revoked": Text("撤销令牌", "token revoked"),
    "access.signed_in": Text("登录", "signed in"),
    "access.signed_out": Text("退出", "signed out"),
    "access.sign_in_refused": Text("登录被拒", "sign-in refused"),
    "access.refused": Text("被拒绝", "refused"),
}
