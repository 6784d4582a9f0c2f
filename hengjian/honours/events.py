"""Events of honours and vetoes in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "honours.round_opened": Text("启动评选", "round of an honour opened"),
    "honours.candidates_computed": Text("核对评选条件", "criteria held against all"),
    "honours.nominated": Text("提名", "nominated"),
    "honours.nomination_closed": Text("结束提名", "nomination closed"),
    "honours.vote_begun": Text("发起评选表决", "vote on nominees begun"),
    "honours.ballots_cast": Text("评选投票", "ballots on nominees cast"),
    "honours.member_absent": Text("登记表决缺席", "member absent from a vote"),
    "honours.vote_counted": Text("评选计票", "vote on a nominee counted"),
    "honours.vote_closed": Text("结束表决，开始公示", "vote closed, notice begun"),
    "honours.objection_raised": Text("提出公示异议", "objection raised"),
    "honours.objection_answered": Text("答复公示异议", "objection answered"),
    "honours.notice_closed": Text("结束公示", "public notice closed"),
    "honours.decided": Text("决定评选结果", "round decided"),
    "honours.certificate_kept": Text("登记荣誉证书", "certificate noted"),
    "honours.award_withdrawn": Text("撤销荣誉", "award withdrawn"),
    "honours.pair_made": Text("师徒结对", "mentor pair made"),
    "honours.pair_ended": Text("师徒结对终止", "mentor pair ended"),
    "honours.marks_entered": Text("登记竞赛成绩", "marks entered"),
    "honours.veto_proposed": Text("提出一票否决", "veto proposed"),
    "honours.veto_heard": Text("听取本人意见", "person heard on a veto"),
    "honours.veto_decided": Text("决定一票否决", "veto decided"),
    "honours.veto_lifted": Text("解除一票否决", "veto lifted"),
}
