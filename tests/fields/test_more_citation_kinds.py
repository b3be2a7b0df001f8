"""More kinds of writing the legal basis; every local document is invented."""

# ruff: noqa: E501

from __future__ import annotations

import pytest

from tests.fields.invented import fields_of

Pairs = list[tuple[str | None, str | None]]


@pytest.mark.parametrize(
    ("section", "text", "expected"),
    [
        # An enumeration that is made the basis behind it.
        ("overview", "项目以《甲献血条例》和《血站管理办法》（卫生部令第44号）为依据设立。",
         [("甲献血条例", None), ("血站管理办法", "卫生部令第44号")]),
        ("overview", "以《甲水法》《清河市防汛预案》（清政办发〔2022〕24号）、《乙条例》为依据。",
         [("甲水法", None), ("清河市防汛预案", "清政办发〔2022〕24号"), ("乙条例", None)]),
        ("overview", "以《甲图册》为底本，以《乙条例》为依据。", [("乙条例", None)]),
        # What is said behind the title makes it one: 经某局《批复》批复.
        ("overview", "经清河市发展和改革委员会《关于泵站可行性研究报告的批复》（清发改〔2024〕7号）批复，拟建泵站。",
         [("关于泵站可行性研究报告的批复", "清发改〔2024〕7号")]),
        ("overview", "\n经清河市水务局《关于泵站实施方案的批复》（清水〔2024〕7号）批复，拟建泵站。",
         [("关于泵站实施方案的批复", "清水〔2024〕7号")]),
        ("overview", "经查阅《清河水利志》和档案，旧闸建于1962年。", []),
        # Minutes without 《》 go on an enumeration in prose; minutes that nothing introduces do not count.
        ("overview", "依据为《关于下达经费的通知》（清财〔2024〕19号）和清河市委农村工作领导小组会议纪要（2024年第2期）。",
         [("关于下达经费的通知", "清财〔2024〕19号"), ("清河市委农村工作领导小组会议纪要", None)]),
        ("overview", "清河市政府2023年第3次会议纪要印发后，各区完成自查。", []),
        # Rules that only say how something is bought.
        ("overview", "2023年按照《招标投标法》完成公开招标，合同执行良好。", []),
        ("overview", "设备依据《清河市政府采购管理办法》公开招标。", []),
        ("overview", "根据《甲条例》设立本项目。", [("甲条例", None)]),
        # A number on a line of its own is an item, one in brackets is the title's.
        ("legal_basis", "《甲法》\n国家民委《关于做好古籍工作的意见》\n清民语发〔2020〕34号",
         [("甲法", None), ("关于做好古籍工作的意见", None), (None, "清民语发〔2020〕34号")]),
        ("legal_basis", "清河市水务局《关于开展河道清障的通知》\n清政办〔2024〕15号",
         [("关于开展河道清障的通知", None), (None, "清政办〔2024〕15号")]),
        ("legal_basis", "1.清河市水务局《关于开展河道清障的通知》\n清政办〔2024〕15号\n2.《甲法》",
         [("关于开展河道清障的通知", "清政办〔2024〕15号"), ("甲法", None)]),
        ("legal_basis", "《甲管理条例》\n（国务院令第424号）", [("甲管理条例", "国务院令第424号")]),
        # Numbers and titles that a line end cuts.
        ("legal_basis", "《关于加强实验室建设的意见》（清卫发〔2021〕3\n0号）", [("关于加强实验室建设的意见", "清卫发〔2021〕30号")]),
        ("legal_basis", "《甲法》；文化和旅游部、财政部关于进一步加强水下文\n物保护经费管理的通知（文旅财发〔2022〕47号）。",
         [("甲法", None), ("文化和旅游部、财政部关于进一步加强水下文物保护经费管理的通知", "文旅财发〔2022〕47号")]),
        ("other", "为落实《清河市家庭医生签约服务指导意\n见》（清卫〔2018〕35号）和《清河市签约实施\n办法》（清卫〔2020〕19号），共同推进。",
         [("清河市家庭医生签约服务指导意见", "清卫〔2018〕35号"), ("清河市签约实施办法", "清卫〔2020〕19号")]),
        # The notice whose short name is that of what it issues; an article that asks; a list that holds the project.
        ("legal_basis", "关于印发《清河市补助资金管理办法》的通知（清卫〔2022〕6号，以下简称《管理办法》）。根据《管理办法》第五条。",
         [("关于印发《清河市补助资金管理办法》的通知", "清卫〔2022〕6号")]),
        ("overview", "《清河市献血条例》第六条规定，市财政应当保障采供血经费。", [("清河市献血条例", None)]),
        ("overview", "本项目已列入《清河市2024年民生实事计划》（清政办〔2024〕2号）。", [("清河市2024年民生实事计划", "清政办〔2024〕2号")]),
        ("overview", "馆藏古籍12部已列入《清河市珍贵古籍名录》（清政办〔2024〕2号）。", []),
        ("overview", "清农〔2023〕12号文件明确由我局组织实施。", [(None, "清农〔2023〕12号")]),
        ("overview", "合同编号：清农〔2023〕12号要求按期付款。", []),
        # Items that run on in one line.
        ("legal_basis", "1.清农发[2024]3号 2.清财农[2024]7号 3.《甲条例》", [(None, "清农发〔2024〕3号"), (None, "清财农〔2024〕7号"), ("甲条例", None)]),
        # What kind of document an item is, in front of it.
        ("legal_basis", "1、法律：传染病防治法\n2、规章：职业病诊断与鉴定管理办法", [("传染病防治法", None), ("职业病诊断与鉴定管理办法", None)]),
        # The year in front of an order; rules without 《》 behind a comma.
        ("legal_basis", "《甲供水条例》（1994年国务院令第158号发布，2020年修订）", [("甲供水条例", "国务院令第158号")]),
        ("legal_basis", "学前教育提升行动计划（清教〔2023〕4号），清河市学校体育工作条例",
         [("学前教育提升行动计划", "清教〔2023〕4号"), ("清河市学校体育工作条例", None)]),
        # An issuer behind a joint that follows a document: 和 is no part of its name; of 和县 it is.
        ("other", "根据《清河市水毁修复方案》（清水〔2021〕3号）和北港区水务局关于东堤加固工程初步设计的批复（北水〔2022〕8号），拟加固东堤。",
         [("清河市水毁修复方案", "清水〔2021〕3号"), ("北港区水务局关于东堤加固工程初步设计的批复", "北水〔2022〕8号")]),
        ("legal_basis", "清水〔2021〕3号文件及北港区水务局关于东堤加固工程初步设计的批复（北水〔2022〕8号）。",
         [(None, "清水〔2021〕3号"), ("北港区水务局关于东堤加固工程初步设计的批复", "北水〔2022〕8号")]),
        ("legal_basis", "和县水务局关于东堤加固工程的批复（和水〔2022〕8号）。",
         [("和县水务局关于东堤加固工程的批复", "和水〔2022〕8号")]),
        # Minutes that a verb follows.
        ("legal_basis", "依据《甲条例》以及清河市水务局党组第12次会议纪要设立。",
         [("甲条例", None), ("清河市水务局党组第12次会议纪要", None)]),
        ("legal_basis", "依据《甲条例》、清河市水务局2024年第3次局长办公会纪要实施。",
         [("甲条例", None), ("清河市水务局2024年第3次局长办公会纪要", None)]),
        ("legal_basis", "《甲条例》；清河市人民政府专题会议纪要2024-7；《乙法》。",
         [("甲条例", None), ("清河市人民政府专题会议纪要", None), ("乙法", None)]),
        # Rules of one place without 《》 in a sentence; not those that the project makes.
        ("legal_basis", "全市有闸9座，根据《甲条例》、清河市水闸管理办法和市水利局《关于巡闸的通知》（清水〔2023〕5号），需逐座巡查。",
         [("甲条例", None), ("清河市水闸管理办法", None), ("关于巡闸的通知", "清水〔2023〕5号")]),
        ("legal_basis", "依据《甲条例》和清河市水闸管理办法的规定，对水闸开展检测。", [("甲条例", None), ("清河市水闸管理办法", None)]),
        ("legal_basis", "根据《甲条例》，拟修订清河市水闸管理办法，形成送审稿。", [("甲条例", None)]),
        ("legal_basis", "根据《甲条例》完成《调研报告》和清河市水闸管理办法草案。", [("甲条例", None)]),
        # Articles and 和 between a title and the next document; a verb in front of its issuers.
        ("legal_basis", "按照《甲条例》第七条和市政府会议纪要（清府纪〔2024〕7号）的要求，开展监测。",
         [("甲条例", None), ("市政府会议纪要", "清府纪〔2024〕7号")]),
        ("legal_basis", "依据《甲条例》，并落实市水利局、市卫生健康委关于水箱清洗的意见（清水规〔2024〕7号），抽检水箱。",
         [("甲条例", None), ("市水利局、市卫生健康委关于水箱清洗的意见", "清水规〔2024〕7号")]),
        ("legal_basis", "同时落实经济和信息化局关于节水的意见（清经〔2024〕7号）。", [("经济和信息化局关于节水的意见", "清经〔2024〕7号")]),
        # Kinds of documents that only a number right behind shows to be one.
        ("legal_basis", "按照《甲规范》和水利局年度巡查任务书（清水〔2025〕12号）确定的次数安排。",
         [("甲规范", None), ("水利局年度巡查任务书", "清水〔2025〕12号")]),
        ("legal_basis", "根据市局下达的年度任务书（清水〔2025〕12号）设立。", [("年度任务书", "清水〔2025〕12号")]),
        ("legal_basis", "根据市局年度任务书设立。", []),
    ],
)  # fmt: skip
def test_kinds(section: str, text: str, expected: Pairs) -> None:
    found = fields_of({section: text}).legal_basis
    assert [("".join((b.title or "").split()) or None, b.number) for b in found] == expected
