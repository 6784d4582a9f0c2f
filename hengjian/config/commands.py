"""Every command of ``hengjian``: its name, its help, its module, who may run it."""

from hengjian.access.permissions import Permission
from hengjian.config.command import Command, Group
from hengjian.config.commands_of_ledger import LEDGER
from hengjian.config.commands_of_matters import MATTERS, WAREHOUSE
from hengjian.config.who import Who
from hengjian.lib.bilingual import Text


__all__ = ["COMMANDS", "Command", "Group"]

P = Permission
COMMANDS: dict[str, Command | Group] = {
    "demo": Command(
        "hengjian.demo.commands.demo",
        Text("建立示例市并启动", "build the invented city and serve it"),
        needs=Who.ANYBODY,
    ),
    "packs": Group(
        Text("业务包", "packs"),
        {
            "check": Command(
                "hengjian.packs.commands.check",
                Text(
                    "检查业务包，一次列出全部问题", "check packs; every fault at once"
                ),
                needs=Who.ANYBODY,
            ),
            "schema": Command(
                "hengjian.packs.commands.schema",
                Text("各文件格式的 JSON Schema", "JSON Schema of each file format"),
                needs=Who.ANYBODY,
            ),
            "show": Command(
                "hengjian.packs.commands.show",
                Text("用文字说明一个业务包", "tell in words what a pack holds"),
                needs=Who.ANYBODY,
            ),
            "release": Command(
                "hengjian.packs.commands.release",
                Text("发布业务包", "release packs"),
                needs=P.PACK_RELEASE,
            ),
        },
    ),
    "indicators": Group(
        Text("指标", "indicators"),
        {
            "run": Command(
                "hengjian.indicators.commands.run",
                Text("由案卡文件计算指标", "compute indicators from card files"),
                needs=Who.ANYBODY,
            ),
            "explain": Command(
                "hengjian.indicators.commands.explain",
                Text("口径、计划与 SQL", "sentence, plan and SQL"),
                needs=Who.ANYBODY,
            ),
            "cards": Command(
                "hengjian.indicators.commands.cards",
                Text("一个数值背后的案卡", "the cards behind a value"),
                needs=Who.ANYBODY,
            ),
            "compare": Command(
                "hengjian.indicators.commands.compare",
                Text("制作具名的多院表", "a table that names several places"),
                needs=P.EXPORT_MAKE,
            ),
        },
    ),
    "report": Group(
        Text("报告", "reports"),
        {
            "analysis": Command(
                "hengjian.publication.commands.analysis",
                Text("编制会商材料或通报", "make the consultation paper or circular"),
                needs=P.REPORT_MAKE,
            ),
            "check": Command(
                "hengjian.publication.commands.check",
                Text("核对修改后的报告", "check an edited report's numbers"),
                needs=P.REPORT_READ,
            ),
        },
    ),
    "deadlines": Group(
        Text("期限", "time limits"),
        {
            "explain": Command(
                "hengjian.calendars.commands.explain",
                Text("期限届满之日及其理由", "when a limit ends, and why"),
                needs=Who.ANYBODY,
            ),
        },
    ),
    "limits": Group(
        Text("案卡期限", "limits of cards"),
        {
            "list": Command(
                "hengjian.limits.commands.list",
                Text("列出期限，在押的在前", "list limits, custody first"),
                needs=P.CARD_READ,
            ),
        },
    ),
    "monitoring": Group(
        Text("流程监控与评查抽取", "process monitoring, draws for review"),
        {
            "run": Command(
                "hengjian.monitoring.commands.run",
                Text("按监控规则核对案卡", "ask the rules of every card"),
                needs=P.PROMPT_DECIDE,
            ),
            "list": Command(
                "hengjian.monitoring.commands.list",
                Text("列出监控提示", "list prompts"),
                needs=P.CARD_READ,
            ),
            "draw": Command(
                "hengjian.monitoring.commands.draw",
                Text(
                    "抽取评查案件，或者重抽核对", "draw cases for review, or draw again"
                ),
                needs=P.REVIEW_DRAW,
            ),
        },
    ),
    "calendars": Group(
        Text("工作日历", "calendars"),
        {
            "import": Command(
                "hengjian.calendars.commands.import_notice",
                Text("导入放假安排", "import a notice of days off"),
                needs=P.CALENDAR_CHANGE,
            ),
            "show": Command(
                "hengjian.calendars.commands.show",
                Text("显示一年的放假与调休", "show a year's days off"),
                needs=Who.KEY_OWNER,
            ),
        },
    ),
    "honours": Group(
        Text("评先评优", "honours"),
        {
            "list": Command(
                "hengjian.honours.commands.listing",
                Text("列出评选", "list the rounds of honours"),
                needs=P.HONOUR_READ,
            ),
        },
    ),
    "meetings": Group(
        Text("会议", "meetings"),
        {
            "tally": Command(
                "hengjian.meetings.commands.tally",
                Text("表决结果及其依据", "the result of a vote, and why"),
                needs=Who.ANYBODY,
            ),
            "rules": Command(
                "hengjian.meetings.commands.rules",
                Text("某一天适用的表决规则", "the voting rules in force on a day"),
                needs=P.BODY_READ,
            ),
            "list": Command(
                "hengjian.meetings.commands.listing",
                Text("列出会议", "list meetings"),
                needs=P.MEETING_READ,
            ),
            "show": Command(
                "hengjian.meetings.commands.show",
                Text("查看一次会议", "show one meeting"),
                needs=P.MEETING_READ,
            ),
        },
    ),
    "appraisal": Group(
        Text("考核", "appraisal"),
        {
            "score": Command(
                "hengjian.appraisal.commands.score",
                Text(
                    "按方案计算考评表，逐项说明理由",
                    "score sheets under a scheme, each line with its reason",
                ),
                needs=Who.ANYBODY,
            ),
            "sheet": Command(
                "hengjian.appraisal.commands.sheet",
                Text(
                    "列出自己的考评表，或显示一份",
                    "list one's own score sheets, or show one",
                ),
                needs=P.SHEET_READ,
            ),
            "verify": Command(
                "hengjian.appraisal.commands.verify",
                Text(
                    "核对考评表，指出被改动的一份",
                    "verify score sheets; locates what was changed",
                ),
                needs=P.SHEET_READ_ALL,
            ),
            "bonus": Command(
                "hengjian.appraisal.commands.bonus",
                Text(
                    "按考评表分奖金，精确到分",
                    "split a bonus pool among score sheets, to the fen",
                ),
                needs=Who.ANYBODY,
            ),
            "dry-run": Command(
                "hengjian.appraisal.commands.dry_run",
                Text(
                    "用往期数据试算考核方案",
                    "try a scheme on past facts before it is adopted",
                ),
                needs=Who.ANYBODY,
            ),
        },
    ),
    "targets": Group(
        Text("目标", "targets"),
        {
            "check": Command(
                "hengjian.targets.commands.check",
                Text("核对目标分解表", "hold a form of targets together"),
                needs=Who.ANYBODY,
            ),
            "form": Command(
                "hengjian.targets.commands.form",
                Text("写出目标分解表的空表", "write an empty form of targets"),
                needs=Who.ANYBODY,
            ),
        },
    ),
    "audit": Group(
        Text("留痕", "the journal"),
        {
            "verify": Command(
                "hengjian.audit.commands.verify",
                Text("核对留痕链", "walk the journal; name the first fault"),
                needs=Who.KEY_OWNER,
            ),
            "checkpoint": Command(
                "hengjian.audit.commands.checkpoint",
                Text("签下检查点", "sign the journal's head"),
                needs=Who.KEY_OWNER,
            ),
            "public-key": Command(
                "hengjian.audit.commands.public_key",
                Text("显示检查点的公钥", "show the public key of the checkpoints"),
                needs=Who.KEY_OWNER,
            ),
            "countersign": Command(
                "hengjian.audit.commands.countersign",
                Text("离线副署检查点", "countersign a checkpoint, offline"),
                needs=Who.ANYBODY,
            ),
        },
    ),
    "ledger": LEDGER,
    "import": Command(
        "hengjian.warehouse.commands.import_file",
        Text("导入案卡文件", "import a file of case cards"),
        needs=P.CARD_IMPORT,
    ),
    "findings": Group(
        Text("案卡问题", "findings"),
        {
            "list": Command(
                "hengjian.warehouse.commands.findings_list",
                Text("列出问题", "list findings"),
                needs=P.FINDING_READ,
            ),
            "export": Command(
                "hengjian.warehouse.commands.findings_export",
                Text("导出有问题的案卡", "export cards with findings"),
                needs=P.FINDING_READ,
            ),
            "answer": Command(
                "hengjian.warehouse.commands.findings_answer",
                Text("答复问题", "answer a finding"),
                needs=P.FINDING_ANSWER,
            ),
        },
    ),
    "matters": MATTERS,
    "warehouse": WAREHOUSE,
    "worker": Command(
        "hengjian.jobs.commands.worker",
        Text("运行后台任务", "run jobs"),
        needs=Who.KEY_OWNER,
    ),
    "schedule": Command(
        "hengjian.jobs.commands.schedule",
        Text("按时间表安排任务", "enqueue what is due"),
        needs=Who.KEY_OWNER,
    ),
    "serve": Command(
        "hengjian.jobs.commands.serve",
        Text("启动网页、后台任务和时间表", "run web, jobs and schedule"),
        needs=Who.KEY_OWNER,
    ),
    "organisation": Group(
        Text("机构人员", "the organisation"),
        {
            "import": Command(
                "hengjian.administration.commands.organisation_import",
                Text("从电子表格导入", "import from a workbook"),
                needs=P.ORGANISATION_CHANGE,
            ),
            "export": Command(
                "hengjian.administration.commands.organisation_export",
                Text("导出为电子表格", "export to a workbook"),
                needs=P.ORGANISATION_CHANGE,
            ),
        },
    ),
    "accounts": Group(
        Text("账号", "accounts"),
        {
            "setup": Command(
                "hengjian.administration.commands.accounts_setup",
                Text("开立三个管理员", "open the three administrators"),
                needs=Who.KEY_OWNER,
            ),
            "add": Command(
                "hengjian.administration.commands.accounts_add",
                Text("开立账号", "open an account"),
                needs=P.ACCOUNT_CHANGE,
            ),
            "reset": Command(
                "hengjian.administration.commands.accounts_reset",
                Text("发一次性密码", "give a one-time password"),
                needs=P.ACCOUNT_CHANGE,
            ),
            "grant": Command(
                "hengjian.administration.commands.accounts_grant",
                Text("授予角色", "grant a role"),
                needs=P.ROLE_GRANT,
            ),
            "end": Command(
                "hengjian.administration.commands.accounts_end",
                Text("终止角色", "end a role"),
                needs=P.ROLE_GRANT,
            ),
            "token": Command(
                "hengjian.administration.commands.accounts_token",
                Text("生成令牌", "make a token"),
                needs=P.TOKEN_MAKE,
            ),
        },
    ),
    "migrate": Command(
        "hengjian.administration.commands.migrate",
        Text("升级数据表", "bring the tables up to date"),
        needs=Who.KEY_OWNER,
    ),
    "backup": Command(
        "hengjian.administration.commands.backup",
        Text("备份", "back up, while the platform is in use"),
        needs=Who.KEY_OWNER,
    ),
    "restore": Command(
        "hengjian.administration.commands.restore",
        Text("从备份恢复", "restore a backup into an empty installation"),
        needs=Who.ANYBODY,
    ),
    "doctor": Command(
        "hengjian.administration.commands.doctor",
        Text("检查安装", "check the installation"),
        needs=Who.KEY_OWNER,
    ),
    "docs": Group(
        Text("文档", "documentation"),
        {
            "check": Command(
                "hengjian.config.docs_commands.check",
                Text("检查自动生成的文档是否最新", "are the generated pages current?"),
                needs=Who.ANYBODY,
            ),
            "write": Command(
                "hengjian.config.docs_commands.write",
                Text("重新生成文档", "write the generated pages anew"),
                needs=Who.ANYBODY,
            ),
        },
    ),
}
