"""Every command of ``hengjian``: its name, one line of help, the module that does it."""

from dataclasses import dataclass

from hengjian.lib.bilingual import Text


@dataclass(frozen=True)
class Command:
    """One command and the module that carries it out."""

    module: str
    help: Text


@dataclass(frozen=True)
class Group:
    """Commands that share a first word: ``hengjian packs check``."""

    help: Text
    acts: dict[str, Command]


COMMANDS: dict[str, Command | Group] = {
    "demo": Command(
        "hengjian.demo.commands.demo",
        Text("建立示例市并启动", "build the invented city and serve it"),
    ),
    "packs": Group(
        Text("业务包", "packs"),
        {
            "check": Command(
                "hengjian.packs.commands.check",
                Text("检查业务包,一次列出全部问题", "check packs; every fault at once"),
            ),
            "schema": Command(
                "hengjian.packs.commands.schema",
                Text("各文件格式的 JSON Schema", "JSON Schema of each file format"),
            ),
            "show": Command(
                "hengjian.packs.commands.show",
                Text("用文字说明一个业务包", "tell in words what a pack holds"),
            ),
            "release": Command(
                "hengjian.packs.commands.release",
                Text("发布业务包", "release packs"),
            ),
        },
    ),
    "indicators": Group(
        Text("指标", "indicators"),
        {
            "run": Command(
                "hengjian.indicators.commands.run",
                Text("由案卡文件计算指标", "compute indicators from card files"),
            ),
            "explain": Command(
                "hengjian.indicators.commands.explain",
                Text("口径、计划与 SQL", "sentence, plan and SQL"),
            ),
            "cards": Command(
                "hengjian.indicators.commands.cards",
                Text("一个数值背后的案卡", "the cards behind a value"),
            ),
            "compare": Command(
                "hengjian.indicators.commands.compare",
                Text("制作具名的多院表", "a table that names several places"),
            ),
        },
    ),
    "report": Group(
        Text("报告", "reports"),
        {
            "analysis": Command(
                "hengjian.publication.commands.analysis",
                Text("编制会商材料或通报", "make the consultation paper or circular"),
            ),
            "check": Command(
                "hengjian.publication.commands.check",
                Text("核对修改后的报告", "check an edited report's numbers"),
            ),
        },
    ),
    "deadlines": Group(
        Text("期限", "time limits"),
        {
            "explain": Command(
                "hengjian.calendars.commands.explain",
                Text("期限届满之日及其理由", "when a limit ends, and why"),
            ),
        },
    ),
    "meetings": Group(
        Text("会议", "meetings"),
        {
            "tally": Command(
                "hengjian.meetings.commands.tally",
                Text("表决结果及其依据", "the result of a vote, and why"),
            ),
        },
    ),
    "appraisal": Group(
        Text("考核", "appraisal"),
        {
            "score": Command(
                "hengjian.appraisal.commands.score",
                Text(
                    "按方案计算考评表,逐项说明理由",
                    "score sheets under a scheme, each line with its reason",
                ),
            ),
        },
    ),
    "audit": Group(
        Text("留痕", "the journal"),
        {
            "verify": Command(
                "hengjian.audit.commands.verify",
                Text("核对留痕链", "walk the journal; name the first fault"),
            ),
            "checkpoint": Command(
                "hengjian.audit.commands.checkpoint",
                Text("签下检查点", "sign the journal's head"),
            ),
        },
    ),
    "import": Command(
        "hengjian.warehouse.commands.import_file",
        Text("导入案卡文件", "import a file of case cards"),
    ),
    "findings": Group(
        Text("案卡问题", "findings"),
        {
            "list": Command(
                "hengjian.warehouse.commands.findings_list",
                Text("列出问题", "list findings"),
            ),
            "export": Command(
                "hengjian.warehouse.commands.findings_export",
                Text("导出有问题的案卡", "export cards with findings"),
            ),
            "answer": Command(
                "hengjian.warehouse.commands.findings_answer",
                Text("答复问题", "answer a finding"),
            ),
        },
    ),
    "warehouse": Group(
        Text("案卡表", "the card tables"),
        {
            "verify": Command(
                "hengjian.warehouse.commands.warehouse_verify",
                Text(
                    "核对各版本与文件", "versions, files and vault against the record"
                ),
            ),
            "recover": Command(
                "hengjian.warehouse.commands.warehouse_recover",
                Text("崩溃后恢复", "bring tables in line after a crash"),
            ),
        },
    ),
    "worker": Command(
        "hengjian.jobs.commands.worker", Text("运行后台任务", "run jobs")
    ),
    "schedule": Command(
        "hengjian.jobs.commands.schedule",
        Text("按时间表安排任务", "enqueue what is due"),
    ),
    "serve": Command(
        "hengjian.jobs.commands.serve",
        Text("启动网页、后台任务和时间表", "run web, jobs and schedule"),
    ),
    "organisation": Group(
        Text("机构人员", "the organisation"),
        {
            "import": Command(
                "hengjian.administration.commands.organisation_import",
                Text("从电子表格导入", "import from a workbook"),
            ),
            "export": Command(
                "hengjian.administration.commands.organisation_export",
                Text("导出为电子表格", "export to a workbook"),
            ),
        },
    ),
    "accounts": Group(
        Text("账号", "accounts"),
        {
            "setup": Command(
                "hengjian.administration.commands.accounts_setup",
                Text("开立三个管理员", "open the three administrators"),
            ),
            "add": Command(
                "hengjian.administration.commands.accounts_add",
                Text("开立账号", "open an account"),
            ),
            "grant": Command(
                "hengjian.administration.commands.accounts_grant",
                Text("授予角色", "grant a role"),
            ),
            "token": Command(
                "hengjian.administration.commands.accounts_token",
                Text("生成令牌", "make a token"),
            ),
        },
    ),
    "migrate": Command(
        "hengjian.administration.commands.migrate",
        Text("升级数据表", "bring the tables up to date"),
    ),
    "doctor": Command(
        "hengjian.administration.commands.doctor",
        Text("检查安装", "check the installation"),
    ),
    "docs": Group(
        Text("文档", "documentation"),
        {
            "check": Command(
                "hengjian.config.docs_commands.check",
                Text("检查自动生成的文档是否最新", "are the generated pages current?"),
            ),
            "write": Command(
                "hengjian.config.docs_commands.write",
                Text("重新生成文档", "write the generated pages anew"),
            ),
        },
    ),
}
