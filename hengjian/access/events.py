"""Events of accounts, roles, tokens and sign-in in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "access.account_opened": Text("开立账号", "account opened"),
    "access.account_closed": Text("停用账号", "account closed"),
    "access.account_reopened": Text("恢复账号", "account reopened"),
    "access.password_set": Text("重置口令", "password set"),
    "access.password_refused": Text("现口令不对", "present password refused"),
    "access.password_changed": Text("修改口令", "password changed"),
    "access.password_kept_anew": Text(
        "口令改用现行方式保存", "password kept under the hash of today"
    ),
    "access.language_chosen": Text("选择语言", "language chosen"),
    "access.columns_chosen": Text("选择表格的列", "columns of a table chosen"),
    "access.role_granted": Text("授予角色", "role granted"),
    "access.role_ended": Text("终止角色", "role ended"),
    "access.token_made": Text("生成令牌", "token made"),
    "access.token_revoked": Text("撤销令牌", "token revoked"),
    "access.signed_in": Text("登录", "signed in"),
    "access.signed_out": Text("退出", "signed out"),
    "access.code_refused": Text("验证码被拒", "code refused"),
    "access.second_factor_begun": Text("开始设置第二因素", "second factor begun"),
    "access.second_factor_confirmed": Text("启用第二因素", "second factor confirmed"),
    "access.second_factor_removed": Text("停用第二因素", "second factor removed"),
    "access.second_factor_reset": Text("重置第二因素", "second factor reset"),
    "access.recovery_codes_renewed": Text("更换恢复码", "recovery codes renewed"),
    "access.recovery_code_used": Text("使用恢复码", "recovery code used"),
    "access.session_ended": Text("结束会话", "session ended"),
    "access.sessions_ended": Text("结束全部会话", "sessions ended"),
    "access.delegation_made": Text("授权代理", "delegation made"),
    "access.delegation_revoked": Text("撤销代理", "delegation revoked"),
    "access.acting_begun": Text("开始代理", "acting for another begun"),
    "access.acting_ended": Text("结束代理", "acting for another ended"),
    "access.sign_in_refused": Text("登录被拒", "sign-in refused"),
    "access.exported": Text("导出", "exported"),
    "access.refused": Text("被拒绝", "refused"),
}
