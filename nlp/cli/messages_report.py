"""The part of the message catalogue that ``yusuan report`` uses."""

from __future__ import annotations

from typing import Final

#: key → (Chinese, English), as in :mod:`nlp.cli.messages`.
REPORT: Final[dict[str, tuple[str, str]]] = {
    "help.report": (
        "把每份文件写成一个可离线查看的网页：原文、表格、问题和计算；对存储则写总览。",
        "Write each document as one HTML file to look at: text, tables, findings and their computation; "
        "of a store, an overview.",
    ),
    "help.report.inputs": (
        "文件、文件夹（其中可读的文件），或 yusuan archive 写的存储。",
        "Files, folders (the readable files in them), or a store that yusuan archive wrote.",
    ),
    "help.report.out": (
        "写入该 .html 文件；多份文件时为文件夹，每份一个网页。",
        "The .html file to write; with several documents a folder, one page each.",
    ),
    "usage.report.out": (
        "请用 --out 给出要写的 .html 文件或文件夹",
        "give the .html file or the folder to write with --out",
    ),
    "usage.report.folder": (
        "多份文件要写入文件夹：{path} 是单个文件",
        "several documents go to a folder; {path} is one file",
    ),
    "report.written": ("已写入 {path}（{size} KB）", "wrote {path} ({size} KB)"),
}
