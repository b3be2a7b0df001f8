"""A basis told by minutes before a title, 依据是, or who pays by a rule; rules that a project is run by."""

from __future__ import annotations

import pytest

from tests.fields.invented import fields_of

OFFICE = {"organisation": "岚口县水务局", "units": ("岚口县水务局",)}


@pytest.mark.parametrize(
    ("section", "text", "titles"),
    [
        (
            "legal_basis",
            "依据县政府第7次常务会议纪要和《岚口县供水条例》。",
            ["县政府第7次常务会议纪要", "岚口县供水条例"],
        ),
        (
            "legal_basis",
            "市委2024年第3次专题会议纪要以及《岚口县供水条例》",
            ["市委2024年第3次专题会议纪要", "岚口县供水条例"],
        ),
        (
            "other",
            "依据是岚口县水务局关于印发《岚口县节水计划》的通知（岚水发〔2024〕3号）。",
            ["岚口县水务局关于印发《岚口县节水计划》的通知"],
        ),
        ("legal_basis", "《岚口县供水条例》；项目管理执行《水务局经费管理办法》。", ["岚口县供水条例"]),
        ("legal_basis", "《岚口县供水条例》。经费报销按《水务局报销办法》", ["岚口县供水条例"]),
        ("legal_basis", "本项目执行《岚口县供水条例》。", ["岚口县供水条例"]),
        (
            "other",
            "管线迁改费用按《岚口县迁改费用分担办法》（岚水规〔2023〕1号）第五条，由我局承担一半。",
            ["岚口县迁改费用分担办法"],
        ),
        ("other", "测绘费用按《岚口县收费办法》（岚水规〔2023〕1号）执行。", []),
    ],
)
def test_titles(section: str, text: str, titles: list[str]) -> None:
    found = fields_of({section: text}, **OFFICE).legal_basis
    assert [basis.title for basis in found] == titles
