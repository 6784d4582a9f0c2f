"""The stable name of every rule, in words; faults carry these names.

A name is never changed or given another meaning: exceptions, tests and lists of
findings may rely on it.
"""

from collections.abc import Mapping

from hengjian.lib.bilingual import Text


FILE_RULES: Mapping[str, Text] = {
    "pack_folder": Text("文件夹里有业务包", "a folder holds packs"),
    "unknown_file": Text("业务包里只有认识的文件", "a pack holds only known files"),
    "symbolic_link": Text("不用符号链接", "no symbolic links"),
    "file_unreadable": Text("文件读得出来", "files can be read"),
    "file_too_large": Text("文件不超过 4 MiB", "files are at most 4 MiB"),
    "file_encoding": Text(
        "文件是 UTF-8，没有控制字符", "UTF-8 without control characters"
    ),
    "file_empty": Text("文件不是空的", "files are not empty"),
    "yaml_syntax": Text(
        "YAML 写法正确，缩进用空格", "well-formed YAML, indented by spaces"
    ),
    "yaml_too_deep": Text("嵌套不过深", "not nested too deeply"),
    "yaml_directive": Text("没有 % 指令", "no % directives"),
    "yaml_key": Text("键是一个词", "a key is one word"),
    "yaml_merge": Text("没有合并键 <<", "no merge keys"),
    "yaml_anchor": Text("没有锚点与引用", "no anchors or aliases"),
    "yaml_tag": Text("没有标签", "no tags"),
    "several_documents": Text("一个文件一份内容", "one document in a file"),
    "duplicate_key": Text("键不重复", "no key stands twice"),
    "unknown_key": Text("只有认识的键", "only known keys"),
    "missing_key": Text("必需的键都有", "needed keys are there"),
    "value_kind": Text("值合于其类", "values are of their kind"),
    "list_distinct": Text("清单里不重复", "nothing stands twice in a list"),
}

RESOLVING_RULES: Mapping[str, Text] = {
    "choices_known": Text(
        "共享代码表存在且列入 uses", "shared lists exist and are in uses"
    ),
    "link_target": Text("连接的案卡存在", "linked cards exist"),
    "measure_card": Text("度量的案卡存在", "measured cards exist"),
    "rolled_card_source": Text("汇总卡的来源存在", "rolled cards have a source"),
    "rolled_card_circle": Text("汇总卡不循环", "rolled cards run in no circle"),
    "rolled_item": Text("汇总项写得对", "rolled items fit their source"),
    "parameter_values": Text(
        "参数各值同形同类", "a parameter's values are of one kind"
    ),
    "expression": Text(
        "表达式合法，只用可用之名", "expressions are legal and reach only their scope"
    ),
    "expression_type": Text("表达式的结果合用", "expressions give what is needed"),
    "formula": Text(
        "算式只用存在的度量", "formulas are arithmetic over measures that exist"
    ),
    "personal_items": Text(
        "个人信息不出界", "personal items stay where they may stand"
    ),
    "policy_reason": Text("不准许的用途写明理由", "a refusal says why"),
    "policy_dates": Text("各时期首尾相接", "profiles follow one another"),
    "test_rows": Text("检验的表写得对", "rows of a test fit their columns"),
    "test_names": Text("检验所用之名存在", "tests name what exists"),
}

PACK_RULES: Mapping[str, Text] = {
    "pack_name": Text("业务包名 = 文件夹名", "a pack has the name of its folder"),
    "indicator_name": Text("指标名 = 文件名", "an indicator has the name of its file"),
    "shared_list_name": Text("代码表名 = 文件名", "a list has the name of its file"),
    "unique_indicators": Text(
        "指标名与编号不重复、不复用", "names and codes of indicators stand once"
    ),
    "rolled_card_name": Text(
        "汇总卡不与业务包同名", "a rolled card is not called like a pack"
    ),
    "reserved_words": Text("名称不用表达式的词", "names are not words of expressions"),
    "line_of_work": Text("业务条线存在", "the line of work exists"),
    "choice_functions": Text("检察职能存在", "functions of codes exist"),
    "uses_exist": Text("uses 的文件存在", "files named in uses exist"),
    "effective_dates": Text("停用不早于启用", "a pack does not end before it begins"),
    "own_parameters": Text(
        "参数不与共享参数同名", "parameters do not hide shared ones"
    ),
    "key_items": Text("键存在且必填", "key items exist and are required"),
    "role_items": Text("院、部门、承办人等的项合用", "unit, department, handler … fit"),
    "timezone_known": Text("时区存在", "the time zone exists"),
    "unique_checks": Text("规则名不重复", "names of checks stand once"),
    "choices_belong": Text(
        "choice 有 choices，别的没有", "choices belong to type choice"
    ),
    "choices_distinct": Text("代码与文字各指一项", "codes and texts mean one choice"),
    "formats_on_dates": Text("只有日期有 formats", "only dates have formats"),
    "match_is_personal": Text("match 用于个人信息", "match is for personal items"),
    "derive_or_limit": Text("期限由日期算出日期", "a limit counts a date from a date"),
    "aliases_once": Text("一个表头只指一项", "a header means one item"),
    "computed_in_circles": Text("算出的项不循环", "nothing is computed in a circle"),
    "link_items": Text("连接的项存在且同类", "matched items exist and agree in type"),
    "link_order": Text("连接只取一行", "a link takes one row"),
    "aggregate_keys": Text("of 与 q 合于统计方式", "of and q fit the aggregate"),
    "stock_keys": Text("存量有 open 与 at", "a stock has open and at"),
    "measure_dates": Text("度量按日期归期", "a measure is dated by a date"),
    "balance_cells": Text("平衡关系的分格存在", "a balance's cells exist"),
    "unique_balances": Text("平衡关系名不重复", "names of balances stand once"),
    "dated_in_order": Text("日期由先到后", "dates go forward"),
    "band_fits": Text("区间与方向相合", "a band fits its direction"),
    "read_with_exists": Text("一并阅读的指标存在", "indicators read along exist"),
    "never_scored": Text("永不考核的指标写明", "never-scored indicators say so"),
    "limit_whole": Text(
        "期限有长度，算例写全", "limits have lengths and whole examples"
    ),
    "limit_lengths_agree": Text(
        "同一长度处处相等", "a length is the same wherever it stands"
    ),
    "deadline_limit": Text("所绑的期限存在", "bound limits exist"),
    "deadline_items": Text("期限所用的项合用", "a deadline's items exist and fit"),
    "deadline_shape": Text(
        "在押、延长、中止写得对", "custody, extensions, suspensions fit"
    ),
    "monitored_card": Text("监控规则的案卡存在", "monitored cards exist"),
    "monitored_by": Text(
        "监控规则写 when 或 late 之一",
        "a rule of monitoring says when, or what is late",
    ),
    "monitored_limits": Text("监控规则的期限存在", "limits of monitoring rules exist"),
    "sampled_card": Text("评查总体的案卡存在", "sampled cards exist"),
    "sampled_items": Text("评查总体所用的项合用", "a population's items exist and fit"),
    "form_name": Text("表单名 = 文件名", "a form has the name of its file"),
    "form_items": Text(
        "表单只用案卡的项，一表一次", "a form fills items of the card, each once"
    ),
    "form_filling": Text(
        "算出的、只显示的项不要求填写", "what is computed or only shown is not required"
    ),
    "gate_at": Text("廉政关口的环节存在", "gates stand at tasks that exist"),
    "gate_items": Text("廉政关口所比的项合用", "what gates compare exists and fits"),
    "posted_items": Text(
        "公示的项存在且非个人信息", "posted items exist, none personal"
    ),
    "demo_names": Text("示例事项的名称存在", "names in demo.yaml exist"),
    "document_wording": Text(
        "文书里的填写写得对", "fields in documents are written right"
    ),
    "document_items": Text(
        "文书只用案卡的项、参数和自有的词",
        "documents show items, parameters and their own words",
    ),
    "opens_by_calendar": Text(
        "按日历开启的业务包写得全", "what opens by the calendar says which month it is"
    ),
    "decision_task": Text(
        "由会议回答的是流程里的任务", "what a body answers is a task of the process"
    ),
    "decision_body": Text(
        "写明哪个会议、什么议事范围", "a decision names its body and scope"
    ),
    "decision_items": Text(
        "案卡项能承接会议的结果", "items can hold what a decision fills"
    ),
    "decision_form": Text(
        "任务的表单能由会议填好", "a decision fills what its task's form must have"
    ),
    "document_transient": Text(
        "文书不留办结即删的项", "documents keep nothing that is deleted at closing"
    ),
    "document_layout": Text(
        "文书有正文，一段一样内容", "documents have words, one thing in a block"
    ),
    "document_number": Text(
        "文号样式写得对，一个序列一种样式",
        "a series has one pattern, with year and serial",
    ),
    "document_service": Text(
        "回证、宣读、回复期限用于送达的文书", "receipt, reading out, reply need service"
    ),
    "document_of_task": Text("任务所拟、所等的文书存在", "documents of tasks exist"),
    "drawing_xml": Text(
        "流程图是 BPMN 2.0，没有实体", "a drawing is BPMN 2.0 without entities"
    ),
    "drawing_process": Text("一个文件一个流程", "a file draws one process"),
    "drawing_unsupported": Text(
        "只画办得了的元素", "only elements that are run are drawn"
    ),
    "drawing_extension": Text("扩展只用 h：的几种", "extensions are those of h: alone"),
    "drawing_id": Text("元素的 id 不重复", "ids of elements stand once"),
    "drawing_flow": Text("连线的两端都在", "both ends of an arrow are there"),
    "drawing_starts": Text("一个开始，有结束", "one start, and an end"),
    "drawing_arrows": Text("每个元素的连线合用", "elements have the arrows they need"),
    "drawing_gateway": Text("网关或汇合或分支", "a gateway either joins or splits"),
    "drawing_default": Text("选择有默认连线", "a choice has a default arrow"),
    "drawing_conditions": Text("条件写在该写处", "conditions stand where one chooses"),
    "drawing_branches": Text("分支各自成块", "branches are blocks"),
    "drawing_unreached": Text("每个元素走得到", "every element is reached"),
    "drawing_endless": Text("处处走得到结束", "an end is reached from everywhere"),
    "drawing_circles": Text("回路上有任务", "a task lies on every way round"),
    "drawing_timer": Text("定时写明何时", "timers say when"),
    "drawing_expression": Text(
        "条件与时间的式子读得懂", "conditions and dates are understood"
    ),
    "drawing_label": Text("名称中英文都有", "names stand in both languages"),
    "drawing_role": Text("任务有人办", "somebody does each task"),
    "drawing_act": Text("自动办理写明动作", "a service task names its act"),
    "drawing_form": Text("任务的表单存在", "forms of tasks exist"),
    "drawing_limit": Text("任务的期限存在", "limits of tasks exist"),
    "drawing_fills": Text("任务填的项存在", "items that tasks fill exist"),
    "drawing_limit_from": Text("期限起算的日期项存在", "limits count from dates"),
    "drawing_answered_by": Text(
        "随导入办结的项由导入带来", "what answers a task arrives"
    ),
    "overlay": Text("叠加的全国系统记录对得上", "overlaid records fit"),
    "titled_by": Text("标题用的项可以公开", "items of titles may be shown"),
    "leads_to": Text("引出的是在此办理的事项", "matters lead to matters"),
    "follows": Text(
        "跟随的事项引出本类，项对得上", "followed matters lead here, items fit"
    ),
    "duplicates": Text("比对重复的项可比", "items of duplicates may be compared"),
    "transient_items": Text(
        "办结即删的项不留存", "what is deleted at closing stays nowhere"
    ),
    "table_name": Text("选择表名 = 文件名", "a table has the name of its file"),
    "table_results": Text("行的结果存在", "results of rows exist"),
    "table_complete": Text("最后一行不带条件", "the last row has no condition"),
    "table_overlap": Text("每一行都轮得到", "every row has its turn"),
}

RULE_NAMES: Mapping[str, Text] = {**FILE_RULES, **RESOLVING_RULES, **PACK_RULES}
