"""The part of the message catalogue that ``yusuan annotate`` uses."""

from __future__ import annotations

from typing import Final

#: key → (Chinese, English), as in :mod:`nlp.cli.messages`.
ANNOTATE: Final[dict[str, tuple[str, str]]] = {
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
