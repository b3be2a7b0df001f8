# Templates keep a document's own lines.
# ruff: noqa: E501
"""Cards and ledgers: a project in rows with words and orders of their own."""

from __future__ import annotations

from decimal import Decimal

from nlp.annotate.written import forms
from nlp.annotate.written.citing import Citing
from nlp.annotate.written.families.asides import (
    asides,
    bare,
    head,
    months_of,
    shuffled,
    stated,
)
from nlp.annotate.written.families.registry import family
from nlp.annotate.written.scene import Scene


@family("table", "train", "prefecture", "district", "unit", "provincial")
def project_card(s: Scene) -> str:
    """A card: a label, a gap, a value; the unit of money in the label or behind the number."""
    c, say = Citing(s), s.names.say
    m = s.money(s.n(2, 4), own=s.rng.random() < 0.6)
    last, in_label = s.year - 1, s.rng.random() < 0.5
    unit = "（万元）" if in_label else ""

    def cash(label: str, wan: Decimal, **values: object) -> str:
        words = f"{wan:,f}" if in_label else forms.amount(wan, s.amount_form)
        return stated(label, wan, words, **values)

    rows = [
        (s.pick("承办", "项目单位", "执行单位", "落实单位"), s.pick(s.body(), s.part(), s.defined())),
        (s.pick("起止年月", "起讫", "执行期", "项目期限"), s.schedule()),
        (s.pick("依据", "文号及文件", "政策来源", "批准文件"), s.pick(c.cite(), c.several())),
        (s.pick("年度盘子", "本年预算数", "当年所需", "本年额度") + unit, cash("TOTAL", m.total)),
        (s.pick("主管", "归口", "审批机关"), say("gov")),
        (s.pick("上年供应商", "监理", "原承建方"), say("company")),
        (s.pick("备案号", "编码", "台账号"), f"{s.year}-{s.n(100, 999)}-{s.n(10, 99)}"),
        (s.pick("做什么", "主要任务", "内容摘要"), f"{s.deed()}；{s.deed()}"),
        (s.pick("知晓率目标", "完好率", "已完成工程量"), f"{s.n(40, 98)}%"),
    ]
    if m.own:
        rows.append((s.pick("财政负担", "其中财政", "财政口") + unit, cash("FISCAL", m.fiscal)))
        rows.append((s.pick("自有", "单位自筹", "事业收入列支") + unit, cash("OWN", m.own)))
    else:
        label = s.pick("用途一", "支出项1", "明细①")
        digits = {"一": "一二三四", "1": "1234", "①": "①②③④"}[label[-1]]
        for digit, (use, wan) in zip(digits, m.parts, strict=False):
            rows.append((label[:-1] + digit + unit, f"{use} {cash('COMPONENT', wan)}"))
    if s.rng.random() < 0.5:
        wan = (m.total * s.n(60, 120) / 100).quantize(Decimal("0.1"))
        rows.append((f"{last}年{s.pick('决算', '实支', '批复数')}{unit}", cash("OTHER_YEAR", wan, year=last)))
    if s.rng.random() < 0.4:
        wan = (m.total * s.n(2, 4) + s.n(1, 50)).normalize()
        rows.append((s.pick("总投资", "概算", "全周期投入") + unit, cash("MULTI_YEAR", wan)))
    kept = s.pick("", "head")
    rows = [*rows[:4], *shuffled_rows(s, rows[4:])] if kept else shuffled_rows(s, rows)
    gap = s.pick(" ", "  ", "\t", "　", " ")
    return f"""{head(s, "项目卡片")}
{chr(10).join(f"{key}{gap}{value}" for key, value in rows)}
"""


def shuffled_rows(scene: Scene, rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return rows of a card in an order of chance; what is in numbered lines stays in its order."""
    numbered = [row for row in rows if row[0][:2] in ("用途", "支出", "明细")]
    rest = scene.rng.sample([row for row in rows if row not in numbered], len(rows) - len(numbered))
    at = scene.rng.randint(0, len(rest))
    return [*rest[:at], *numbered, *rest[at:]]


@family("bare", "train", "unit", "prefecture", "district", "street")
def numbered_ledger(s: Scene) -> str:
    """Numbered entries, each with a remark that labels nothing."""
    c, say = Citing(s), s.names.say
    m = s.money(s.n(3, 5))
    p = s.phases(3, "incremental")
    form = s.pick("full", "short", "dash", "plain")
    entries = [
        s.pick(
            f"立项文件 {c.cite()}（原件存{s.department}）",
            f"依据 {c.several()}",
            f"依据 {c.number()}、{c.number()}",
            f"凭据文件：{c.cite()}，{c.cite()}",
        ),
        s.pick(
            f"经办单位 {s.body()}（{say('gov')}备案）",
            f"实施 {s.body()}／合作实施 {s.partner()}／监督 {say('gov')}",
            f"责任方：{s.defined()}",
        ),
        s.pick(
            "节点 " + "；".join(f"{months_of(s, x, form)} {x.deed} {s.share(x)}" for x in p),
            "时段 " + "，".join(f"{months_of(s, x, form)}{x.deed}" for x in p),
            f"期间 {s.schedule()}（节假日顺延，不另计）",
            f"期间 {s.duration(s.rng.choice([6, 10, 12, 18]))}",
        ),
        s.pick(
            f"支出 {s.parts(m, '{use}{wan}', ' ')} 计{s.total(m)}",
            f"本年数 {s.total(m)}／{s.parts(m, '{use} {wan}', '／')}",
            f"账目：{s.parts(m, '（{n}）{use}，{wan}', '')}；合{s.total(m)}",
        ),
        s.pick(
            f"往来 {say('company')}，合同价{s.cash(20, 200)}，已付{s.n(20, 90)}%",
            f"附注 {say('inst')}借用{s.sector.thing}{s.n(1, 9)}台，{s.n(2, 11)}月归还",
            f"成果 《{s.sector.report}》{s.n(1, 5)}份，定价{s.n(20, 90)}元",
        ),
        s.pick(
            f"限额 单台{s.cash(20, 90)}以上先论证",
            f"检查 {s.year - 1}年{s.n(2, 11)}月{s.n(2, 27)}日{say('gov')}来过，进度{s.n(30, 90)}%",
            f"说明 {asides(s, 1)}",
        ),
    ]
    entries = shuffled(s, entries)
    number = s.rng.choice(["{n:02} ", "{n:03} ", "第{n}项 ", "{n}* ", "№{n} ", "({n}) "])
    return f"""{head(s, "项目登记")}
{chr(10).join(number.format(n=i) + each for i, each in enumerate(entries, 1))}
"""


@family("table", "train", "prefecture", "provincial", "district")
def a_body_each(s: Scene) -> str:
    """Several sub-projects, each with its body, its months and its money."""
    c, say = Citing(s), s.names.say
    count = s.rng.choice([2, 3, 3])
    m = s.money(count, big=s.rng.random() < 0.4)
    p = s.phases(count)
    form = s.pick("full", "short", "dash", "plain")
    bodies = [s.body(), s.other(), s.partner()][:count]
    names = s.rng.choice(
        [
            ("甲", "乙", "丙"),
            ("子项A", "子项B", "子项C"),
            ("片区一", "片区二", "片区三"),
            ("东线", "中线", "西线"),
            ("软件部分", "硬件部分", "人员部分"),
        ]
    )
    shape = s.rng.choice(
        [
            "{k}：{d}，{b}实施，{t}，{w}。",
            "{k}（{b}承担）{d}；{t}；{w}。",
            "{k}\t{b}\t{t}\t{w}\t{d}",
            "{k}——时间{t}，经费{w}，由{b}来做，要{d}。",
            "{k}｜{b}｜{w}｜{t}",
            "【{k}】{w}给{b}，{t}用于{d}。",
        ]
    )
    rows = "\n".join(
        shape.format(k=k, d=s.deed(), b=b, t=months_of(s, x, form), w=s.component(wan))
        for k, b, x, (_, wan) in zip(names, bodies, p, m.parts, strict=False)
    )
    ground = s.pick(
        f"共同依据：{c.several()}。", f"均依据{c.cite()}设立。", f"立项依据为{c.cite()}和{c.cite()}。"
    )
    money = s.pick(
        f"几块相加{s.total(m)}。",
        f"打捆预算{s.total(m)}，互不串用。",
        f"{s.year}年一并安排{s.total(m)}。",
        f"打包申请财政资金{s.fiscal(m)}。",
    )
    extra = s.pick(
        f"统一由{say('gov')}验收，{say('company')}出检测报告，每份{s.n(3, 30)}00元。",
        f"另有{say('inst')}自费{s.cash(20, 200)}做的北线，不在捆绑之列。",
        f"{s.org}总调度，不直接花钱。",
        asides(s, 1),
    )
    top, bottom = (ground, money + extra) if s.rng.random() < 0.5 else (money + ground, extra)
    return f"""{head(s)}

{top}

{rows}

{bottom}
"""


@family("table", "train", "prefecture", "provincial", "unit")
def years_ledger(s: Scene) -> str:
    """A project over several years, the years' money in rows or in a row, with their sum."""
    c, say = Citing(s), s.names.say
    m = s.money(2, big=s.rng.random() < 0.5)
    span = s.years(s.rng.choice([3, 3, 4]))
    first, last = span.start.year, span.end.year
    plain = s.rng.random() < 0.4
    step = Decimal("0.1")
    sums = {
        year: m.total if year == s.year else (m.total * s.n(40, 140) / 100).quantize(step)
        for year in range(first, last + 1)
    }

    def cash(label: str, wan: Decimal, **values: object) -> str:
        return (
            bare(label, wan, **values)
            if plain
            else stated(label, wan, forms.amount(wan, s.amount_form), **values)
        )

    def row(year: int, wan: Decimal) -> str:
        return cash("TOTAL", wan) if year == s.year else cash("OTHER_YEAR", wan, year=year)

    whole = cash("MULTI_YEAR", sum(sums.values(), Decimal(0)))
    gap, joint = s.rng.choice(
        [
            ("\t", "\n"),
            ("：", "\n"),
            ("年：", "；"),
            ("年", "，"),
            ("年度 ", "\n"),
            ("年安排", "，"),
            ("年度预算", "；"),
        ]
    )
    rows = joint.join(f"{year}{gap}{row(year, wan)}" for year, wan in sums.items())
    closing = (
        s.pick("合计", "总投资", "总概算", "各年相加")
        + s.pick("", "\t" if joint == "\n" else "", " ")
        + whole
    )
    unit = s.pick("单位：万元\n", "（单位：万元）\n", "金额以万元计\n") if plain else ""
    who = s.pick(
        f"建设方{s.body()}，代建方{say('company')}。",
        f"{s.body()}自始至终负责实施。",
        f"实施主体先后未变，一直是{s.body()}（{say('inst')}只提供场地）。",
        f"项目法人：{s.defined()}。",
    )
    when = s.pick(
        f"建设期{s.schedule(span, s.pick('years_to', 'years_dash', 'months', 'dots'))}。",
        f"{s.schedule(span, s.pick('months_dash', 'days', 'dots_to', 'months_from'))}，共{s.duration(12 * len(sums))}。",
    )
    ground = s.pick(
        f"依据：{c.cite()}；概算批文{s.cite(s.law('reply'), 'both')}。",
        f"获批文件为{s.cite(s.law('reply'), 'issuer')}，据此立项。",
        f"依据{c.several()}。",
    )
    noise = s.pick(
        f"{say('stem')}标段中标价{s.cash(300, 900)}，占地{s.n(20, 90)}亩，每亩补偿{s.n(3, 9)}万元。",
        f"截至{s.year - 1}年{s.n(9, 12)}月，土建做到{s.n(30, 80)}%，{say('company')}撤换过项目经理。",
        f"投用后可容{s.n(200, 2000)}人，年收入约{s.cash(30, 300)}。",
        asides(s, 1),
    )
    table = f"{unit}{rows}{joint}{closing}"
    pieces = shuffled(s, [table + ("" if joint == "\n" else "。"), who, when, ground, noise])
    return f"""{head(s)}

{s.pick(chr(10), chr(10) + chr(10)).join(pieces)}
"""
