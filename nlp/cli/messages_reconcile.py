"""The part of the message catalogue that ``yusuan reconcile`` and ``yusuan mutate`` use."""

from __future__ import annotations

from typing import Final

#: key → (Chinese, English), as in :mod:`nlp.cli.messages`.
RECONCILE: Final[dict[str, tuple[str, str]]] = {
    "help.reconcile.rules": (
        "另加这个 TOML 文件中的规则（格式见 configs/rules.toml 的 [[rule]]）。",
        "Add the rules of this TOML file (as [[rule]] in configs/rules.toml).",
    ),
    "help.reconcile.explain": (
        "解释含有这些字的金额：如何理解、与哪些单元格比较、为何是或不是问题。",
        "Explain the amounts whose words hold this: how they were understood, and what they were "
        "compared with.",
    ),
    "help.reconcile.across": (
        "再比较各文件之间：同一单位的上下两年、部门与所属单位。",
        "Compare the documents with one another, too: one organisation's two years, a department "
        "with its units.",
    ),
    "help.mutate": (
        "每次改动文件中的一个数字，看核对能否在原处发现（测试工具）。",
        "Alter one figure of a document at a time and see whether the reconciliation finds it there "
        "(a test tool).",
    ),
    "help.mutate.limit": (
        "只试这么多处，抽样；默认全部。",
        "Try so many alterations, drawn at random; all by default.",
    ),
    "help.mutate.seed": ("抽样的种子。", "The seed of the random draw."),
    "help.mutate.missed": ("列出没有发现的改动。", "List the alterations that were not found."),
    "help.mutate.json": ("每份文件输出一行 JSON。", "Print one JSON object per document."),
    "usage.explain": (
        "--explain 不能与 --json 或 --across 同用",
        "--explain goes with neither --json nor --across",
    ),
    "usage.across": ("--across 需要至少两个文件", "--across needs at least two files"),
    "explain.none": ("没有含“{words}”的金额。", "No amount whose words hold “{words}”."),
    "explain.understood": ("理解为", "understood as"),
    "explain.interval": ("代表的区间（元）", "stands for (yuan)"),
    "explain.candidate": ("对照", "compared with"),
    "explain.gap": ("区间相隔（元）", "gap of the intervals (yuan)"),
    "explain.likely": ("只能证实，不能证伪", "can confirm, can't contradict"),
    "explain.result": ("结论", "result"),
    "explain.no_statement": ("不作核对", "no statement"),
    "explain.findings": ("有关的问题", "findings about it"),
    "explain.no_finding": ("没有问题", "no finding"),
    "across.none": ("各文件之间没有发现矛盾。", "Nothing contradicts between the documents."),
    "across.title": ("文件之间的问题（{count}）", "Findings between the documents ({count})"),
    "mutate.summary": (
        "{source}：{figures} 个数字，{alterations} 种改动，其中 {revealable} 种能由文件自身的其他数字揭示；"
        "试 {tried} 种，原处发现 {found}（{rate}），引出无关问题 {unrelated}。",
        "{source}: {figures} figures, {alterations} alterations, {revealable} that other figures reveal; "
        "{tried} tried, {found} found at their place ({rate}), {unrelated} with unrelated findings",
    ),
    "mutate.slip": ("  {slip}：{found}/{tried}", "  {slip}: {found}/{tried}"),
    "mutate.missed": (
        "  未发现 {place}：{slip} {old} → {new}（{ties}）",
        "  missed {place}: {slip} {old} → {new} ({ties})",
    ),
    "mutate.unrelated": ("  无关 {place}：{rule} {message}", "  unrelated {place}: {rule} {message}"),
    "slip.last_digit": ("末位数字", "last digit"),
    "slip.digit_swap": ("相邻数字颠倒", "digits swapped"),
    "slip.unit": ("万元写成元", "unit 万元 to 元"),
    "slip.sign": ("漏写负号", "dropped sign"),
    "slip.row_shift": ("错行", "row shifted"),
}
