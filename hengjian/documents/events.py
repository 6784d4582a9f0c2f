"""Events of documents in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "documents.made": Text("拟制文书", "document drafted"),
    "documents.refreshed": Text("按事项更新文书草稿", "draft brought up to date"),
    "documents.version_kept": Text("保存文书修改稿", "edited copy kept"),
    "documents.issued": Text("签发文书", "document issued"),
    "documents.issued_file_kept": Text("保存签发稿", "issued file kept"),
    "documents.withdrawn": Text("作废文书", "document withdrawn"),
    "documents.sealed": Text("登记用印", "seal recorded"),
    "documents.served": Text("登记送达", "service recorded"),
    "documents.receipt_recorded": Text("登记送达回证", "receipt recorded"),
    "documents.paper_received": Text("登记收文", "paper received"),
    "documents.paper_passed_on": Text("转出收文", "paper passed on"),
    "documents.paper_read": Text("收文已阅", "paper read"),
    "documents.received_withdrawn": Text("作废收文登记", "entry of a paper withdrawn"),
    "documents.keys_wrapped_anew": Text("重新封装文书密钥", "keys wrapped anew"),
    "documents.papers_erased": Text("销毁文书内容", "papers erased"),
    "documents.template_added": Text("更换文书模板", "template of documents added"),
    "documents.template_withdrawn": Text(
        "停用文书模板", "template of documents withdrawn"
    ),
    "documents.office_mark_set": Text("设定本院代字", "office's mark set"),
}
