"""Performance forms as text, with invented projects."""

from __future__ import annotations


def form(
    project: str,
    total: str,
    fiscal: str,
    annual: str,
    appropriation: str,
    carry_over: str = "0.00",
    other: tuple[str, str] = ("0.00", "0.00"),
) -> str:
    """Return one form as tab-separated text; the amounts are written in 元."""
    rows = (
        ("项目名称", project, "项目类别", "特定目标类"),
        ("主管部门", "澄江市文化局", "实施单位", "澄江市文化局"),
        ("计划开始日期", "2025-01-01", "计划完成日期", "2025-12-31"),
        ("项目资金（元）", "项目资金总额", total, "年度资金申请总额", annual),
        ("", "其中：财政资金", fiscal, "其中：当年财政拨款", appropriation),
        ("", "", "", "上年结转资金", carry_over),
        ("", "其他资金", other[0], "其他资金", other[1]),
    )
    width = max(len(row) for row in rows)
    table = "\n".join("\t".join((*row, *[""] * (width - len(row)))) for row in rows)
    return f"\n财政项目支出绩效目标填报表\n（2025年度）\n{table}\n"
