"""The legal basis where no section and no word such as 依据 tells it; every document is invented."""

# ruff: noqa: E501

from __future__ import annotations

import pytest

from tests.fields.invented import fields_of

Pairs = list[tuple[str | None, str | None]]

TOLD: list[tuple[str, str, Pairs]] = [
    # Every wording of a basis in running text.
    ("overview", "《岭东县校车安全管理规定》（岭东县人民政府令第7号）把统筹校车的职责交给教育部门。", [("岭东县校车安全管理规定", "岭东县人民政府令第7号")]),
    ("other", "设立本项目，系履行《甲侨眷权益保护法》赋予侨联的职责。", [("甲侨眷权益保护法", None)]),
    ("other", "民生实事工程之一，见岭府〔2024〕1号；另有岭东县水务局关于水厂改造方案的批复（岭水〔2024〕9号）。",
     [(None, "岭府〔2024〕1号"), ("岭东县水务局关于水厂改造方案的批复", "岭水〔2024〕9号")]),
    ("other", "据：岭东县人民政府专题会议纪要（岭府阅〔2024〕6号）。\n款：市级资金8万元。", [("岭东县人民政府专题会议纪要", "岭府阅〔2024〕6号")]),
    ("other", "答：凭《甲条例》，还有县里的“十四五”教育事业发展规划。", [("甲条例", None), ("“十四五”教育事业发展规划", None)]),
    ("other", "来由：《甲安全法》和反恐怖主义法都对安防提出要求。", [("甲安全法", None), ("反恐怖主义法", None)]),
    ("other", "①《甲建筑规范》\n②岭东县文化和旅游局《关于排查隐患的通知》（岭文旅〔2024〕4号）", [("甲建筑规范", None), ("关于排查隐患的通知", "岭文旅〔2024〕4号")]),
    ("other", "补贴标准执行《甲补贴细则》，该细则亦为立项依据。", [("甲补贴细则", None)]),
    # What is cited for something else.
    ("other", "评审劳务费执行《甲劳务报酬标准》，验收参照《乙办法》。", []),
    ("other", "《乙安保规定》（岭政发〔2010〕3号）已于2024年废止，不再作为依据。", []),
    ("other", "村卫生室建设标准仍按《甲建设标准》执行。形成《校车安全白皮书》1册，宣传册翻印《健康六十六条》。", []),
    ("other", "岭卫〔2024〕9号文件报送了方案，会议传达《关于改进作风的通知》。", []),
    ("plan", "项目将完成《民歌集成》书稿及《民歌调查方案》。", []),
    # Numbers: whose they are.
    ("legal_basis", "●《岭东县促进甲条例》第三十一条\n●岭办通报〔2024〕10号", [("岭东县促进甲条例", None), (None, "岭办通报〔2024〕10号")]),
    ("legal_basis", "岭教〔2024〕3号，《中华人民共和国甲法》", [(None, "岭教〔2024〕3号"), ("中华人民共和国甲法", None)]),
    ("legal_basis", "《国务院办公厅关于推进甲工作的意见》\n国办发〔2020〕47号", [("国务院办公厅关于推进甲工作的意见", "国办发〔2020〕47号")]),
    ("legal_basis", "《甲规划》由农业农村部、财政部以农种发〔2024〕2号文件印发", [("甲规划", "农种发〔2024〕2号")]),
    ("legal_basis", "国务院第617号令公布的《甲管理条例》", [("甲管理条例", "国务院第617号令")]),
    ("legal_basis", "县政府岭政办〔2024〕12号文", [(None, "岭政办〔2024〕12号")]),
    # A table of documents.
    ("other", "编号 | 文件 | 文号\n1 | 甲管理条例 | 国务院令第350号\n2 | 关于乙系统立项的批复 | 岭数审〔2025〕92号\n",
     [("甲管理条例", "国务院令第350号"), ("关于乙系统立项的批复", "岭数审〔2025〕92号")]),
]  # fmt: skip


@pytest.mark.parametrize(("section", "text", "expected"), TOLD)
def test_kinds(section: str, text: str, expected: Pairs) -> None:
    found = fields_of({section: text}).legal_basis
    pairs = [("".join((f.title or "").split()) or None, f.number) for f in found]
    assert sorted(map(str, pairs)) == sorted(map(str, expected))
