"""The message catalogue: every sentence of the command line in Chinese and English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nlp.cli.messages_annotate import ANNOTATE
from nlp.cli.messages_archive import ARCHIVE
from nlp.cli.messages_export import EXPORT
from nlp.cli.messages_reconcile import RECONCILE
from nlp.cli.messages_report import REPORT
from nlp.cli.messages_tagger import TAGGER

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
    "help.show.facts.cells": (
        "改为列出表内每个金额的含义：指标或科目、资金、年度、阶段。",
        "List instead what each amount of the tables is about: measure or item, fund, year, stage.",
    ),
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
    "facts.cells": ("表内金额（{count} 处）", "Amounts of the tables ({count})"),
    "help.evaluate": (
        "用脱离原文的标注检验各字段的准确率。",
        "Measure each field's exact-match accuracy against stand-off labels.",
    ),
    "help.evaluate.compare": (
        "规则、模型、两者并用，三种结果并列。",
        "Rules, model and both together, side by side.",
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
    "evaluate.accuracy": ("准确率 [95% 区间]", "Accuracy [95% interval]"),
    "evaluate.items": ("项：对/提取/应有", "Items: right/found/expected"),
    "evaluate.expected": ("应为", "expected"),
    "evaluate.found": ("提取", "found"),
    "table.caption": ("{kind}，单位：{unit}，{rows} 行", "{kind}, unit {unit}, {rows} rows"),
    "table.undeclared": ("{unit}（表上未注明）", "{unit} (not declared)"),
    "column.code": ("编码", "Code"),
    "column.fund": ("资金", "Fund"),
    "column.year": ("年度", "Year"),
    "column.stage": ("阶段", "Stage"),
    "column.item": ("项目", "Item"),
    "column.span": ("标签", "Label"),
    "column.text": ("原文", "Text"),
    "column.score": ("得分", "Score"),
    **ANNOTATE,
    **ARCHIVE,
    **EXPORT,
    **RECONCILE,
    **REPORT,
    **TAGGER,
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
