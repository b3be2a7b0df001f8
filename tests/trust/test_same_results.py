"""The published results are the same bytes with any hash seed and in any locale and time zone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
SURROUNDINGS = (
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "4711", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "random", "LC_ALL": "zh_CN.GB18030", "TZ": "America/Los_Angeles", "YUSUAN_DEBUG": "1"},
)


def _results(environment: dict[str, str]) -> bytes:
    documents = sorted(SAMPLES.glob("*-*.*"))
    assert documents
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("YUSUAN_", "LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-m", "nlp.cli", "--lang", "zh", "extract", *documents, "--json"],
        capture_output=True,
        env=kept | environment,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout


def test_surroundings_change_nothing() -> None:
    first, *others = map(_results, SURROUNDINGS)
    assert first.count(b"\n") >= 3
    assert all(each == first for each in others)


SEEDS = ("0", "1", "2", "4711")
#: What of a document may come out in the order of a set: one rule cited twice, several bodies, many units.
REPEATED = """云川市2026年部门预算
预算主管部门：云川市档案馆

库房修缮项目经费情况说明

一、立项依据
《云川市档案条例》第三条、第五条、第八条、第十二条。
《云川市档案条例》第二条、第七条、第十五条、第二十一条。
二、实施主体
云川市档案馆、云川市图书馆、云川市文化馆、云川市博物馆。
三、年度预算安排
2026年安排320.70万元，其中修缮200万元、设备70.70万元、监理50万元。
"""
ARTICLES = ("三", "五", "八", "十二", "二", "七", "十五", "二十一")
#: Prints the record, and in a second line what a set yields, which shows that the seeds differ.
PROGRAM = """
import sys
from nlp import serialise
from nlp.pipeline import process
from nlp.readers.text import read_text
made = process(read_text("a.txt", sys.stdin.buffer.read(), "0" * 64))
record = serialise.record(made.outline, made.fields, made.statements, made.findings, text=True)
print(serialise.json_line(record).rstrip())
print(*{f"第{number}条" for number in range(30)})
"""


def _with_seed(seed: str) -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=REPEATED.encode(),
        capture_output=True,
        env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        timeout=300,
        check=True,
    )
    record, of_a_set = done.stdout.decode().splitlines()
    return record, of_a_set


def test_the_seed_of_hashes_changes_nothing() -> None:
    records, of_sets = zip(*map(_with_seed, SEEDS), strict=True)
    assert len(set(of_sets)) == len(SEEDS)
    assert len(set(records)) == 1
    (narrative,) = json.loads(records[0])["narratives"]
    (entry,) = narrative["legal_basis"]
    assert entry["articles"] == [f"第{number}条" for number in ARTICLES]
