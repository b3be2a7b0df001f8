"""The part of the message catalogue that ``yusuan archive`` and ``yusuan query`` use."""

from __future__ import annotations

from typing import Final

#: key → (Chinese, English), as in :mod:`nlp.cli.messages`.
ARCHIVE: Final[dict[str, tuple[str, str]]] = {
    "help.archive": (
        "把大批文件读入一个 Parquet 存储；随时可中断，再运行即继续。",
        "Read many documents into a store of Parquet data sets; stop at any time, run again to go on.",
    ),
    "help.archive.inputs": (
        "文件、文件夹、通配符、zip 压缩包，或 @清单（每行一个）；与 --failures 同用时为存储。",
        "Files, folders, patterns, zip archives, or @LIST with one of these a line; a store with --failures.",
    ),
    "help.archive.out": ("存储的文件夹。", "The folder of the store."),
    "help.archive.workers": (
        "进程数；默认为处理器数。",
        "Processes; as many as processors by default.",
    ),
    "help.archive.failures": (
        "列出存储中未能读取的文件及原因。",
        "List the documents of a store that gave nothing, and why.",
    ),
    "help.archive.json": ("每行输出一个 JSON 对象。", "Print one JSON object a line."),
    "help.archive.retry": (
        "重新读取以前失败的文件。",
        "Read again what failed before.",
    ),
    "help.archive.keep": (
        "保留存储中本次输入未包括的文件。",
        "Keep documents in the store that the inputs don't name.",
    ),
    "help.archive.drop": (
        "去掉存储中本次输入未包括的文件。",
        "Drop documents from the store that the inputs don't name.",
    ),
    "help.archive.progress": (
        "bar 进度条；json 每秒一行 JSON（写到标准错误）。",
        "bar, or json: a line of JSON a second on stderr.",
    ),
    "help.archive.quiet": ("不显示进度和小结。", "Show neither progress nor summary."),
    "help.archive.engine": (
        "local 本机进程；ray 集群（需要 yusuan[ray]）。",
        "local: processes of this machine; ray: a cluster (needs yusuan[ray]).",
    ),
    "help.archive.address": (
        "Ray 集群的地址；不给则在本机启动一个。",
        "The Ray cluster's address; without one, a cluster is started on this machine.",
    ),
    "help.query": (
        "用 SQL 查询存储（DuckDB，只读）。",
        "Query a store with SQL (DuckDB, read-only).",
    ),
    "help.query.store": ("yusuan archive 写的文件夹。", "The folder that yusuan archive wrote."),
    "help.query.sql": (
        "一条查询；不给则列出可查询的表及其各列。",
        "One query; without it, the tables and their columns are listed.",
    ),
    "help.query.csv": ("输出 CSV。", "Print CSV."),
    "archive.phase.find": ("查找文件", "finding"),
    "archive.phase.read": ("读取文件", "reading"),
    "archive.phase.write": ("写入数据集", "writing"),
    "archive.rate": ("{rate} 份/秒", "{rate} documents/s"),
    "archive.failed": ("失败 {count}", "{count} failed"),
    "archive.summary": (
        "{store}：{documents} 份文件，{failures} 份失败；本次读取 {read} 份。",
        "{store}: {documents} documents, {failures} failed; {read} read in this run",
    ),
    "archive.list": (
        "yusuan archive {store} --failures 列出原因。",
        "yusuan archive {store} --failures lists the reasons",
    ),
    "archive.stopped": (
        "已中断；再运行同一命令即可继续，已完成的不会重做。",
        "stopped; run the same command again to go on, what is finished stays",
    ),
    "usage.archive.out": ("请用 --out 给出存储的文件夹", "give the store's folder with --out"),
    "usage.archive.one": ("--failures 只接受一个存储", "--failures takes one store"),
    "usage.archive.others": ("--keep 与 --drop 只能用一个", "--keep and --drop exclude each other"),
    "usage.archive.list": ("无法读取清单 {path}：{reason}", "cannot read the list {path}: {reason}"),
    "usage.archive.address": ("--address 只与 --engine ray 一起使用", "--address needs --engine ray"),
    "column.archive.source": ("文件", "Document"),
    "column.archive.kind": ("种类", "Kind"),
    "column.archive.reason": ("原因", "Reason"),
}
