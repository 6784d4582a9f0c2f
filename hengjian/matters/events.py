"""Events of matters in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "matters.registered": Text("登记事项", "matter registered"),
    "matters.opened_late": Text("补开当月事项", "opened after its day"),
    "matters.allocated": Text("分派", "allocated"),
    "matters.recused": Text("回避", "recused"),
    "matters.claimed": Text("领办", "claimed"),
    "matters.gate_passed": Text("廉政关口已答复", "integrity gate answered"),
    "matters.completed": Text("办理完成一步", "step completed"),
    "matters.arrived": Text("全国系统记录导入", "national record arrived"),
    "matters.answered": Text("随导入办结一步", "step done by an import"),
    "matters.record_settled": Text("确定记录归属", "settled whose record it is"),
    "matters.moved": Text("换到新版流程", "moved to a new release"),
    "matters.forgotten": Text("办结即删", "deleted at closing"),
    "matters.keys_wrapped_anew": Text("重新封装事项密钥", "keys wrapped anew"),
    "matters.personal_values_erased": Text("销毁事项个人信息", "personal items erased"),
    "matters.personal_values_unmasked": Text(
        "查看事项个人信息原文", "personal items unmasked"
    ),
    "matters.noted": Text("加记", "noted"),
    "matters.followed": Text("到时推进", "went on when its time came"),
    "matters.returned": Text("退回", "returned"),
    "matters.recalled": Text("撤回", "recalled"),
    "matters.delegated": Text("转办", "delegated"),
    "matters.countersign_asked": Text("请求会签", "countersign asked"),
    "matters.countersigned": Text("会签", "countersigned"),
    "matters.assistance_asked": Text("请求协办", "assistance asked"),
    "matters.assisted": Text("协办完成", "assisted"),
    "matters.urged": Text("催办", "urged"),
    "matters.supervised": Text("列入督办", "put under supervision"),
    "matters.suspended": Text("中止", "suspended"),
    "matters.resumed": Text("恢复办理", "resumed"),
    "matters.extension_asked": Text("申请延长期限", "extension asked"),
    "matters.extension_granted": Text("批准延长期限", "extension granted"),
    "matters.extension_refused": Text("不批准延长期限", "extension refused"),
    "matters.corrected": Text("更正内容", "values corrected"),
    "matters.linked": Text("关联事项", "linked"),
    "matters.merged": Text("合并重复事项", "duplicate merged"),
    "matters.transferred": Text("移送其他院", "transferred"),
    "matters.closed": Text("办结", "closed"),
    "matters.reopened": Text("重新办理", "reopened"),
    "matters.archived": Text("归档", "archived"),
    "matters.cards_written_anew": Text(
        "导入改过的案卡按事项重写", "cards written anew after a file"
    ),
    "matters.cards_asked_anew": Text("重建全部案卡", "all cards asked anew"),
}
