"""How the sections of a long narrative are headed, numbered and set."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from random import Random
from typing import Final

_CN: Final = "一二三四五六七八九十"
#: Words of headings, by section; several are everybody's.
HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "overview": ("项目概述", "项目概述", "项目概况", "项目基本情况", "项目简介", "项目背景", "项目主要内容"),
    "basis": ("立项依据", "立项依据", "立项依据", "设立依据", "政策依据", "项目立项依据", "立项背景及依据"),
    "body": ("实施主体", "实施主体", "实施主体", "实施单位", "项目实施单位", "承担单位", "责任主体"),
    "plan": ("实施方案", "实施方案", "实施方案", "实施计划", "项目实施方案", "实施内容", "工作方案"),
    "schedule": (
        "实施周期",
        "实施周期",
        "实施周期",
        "项目周期",
        "实施期限",
        "起止时间",
        "项目实施周期",
        "进度安排",
    ),
    "budget": (
        "年度预算安排",
        "年度预算安排",
        "年度预算安排",
        "预算安排",
        "经费预算",
        "资金安排",
        "项目预算安排",
    ),
    "goal": ("绩效目标", "绩效目标", "绩效目标", "项目绩效目标", "预期绩效目标", "年度绩效目标"),
}
#: What follows the project's name in the title.
TITLES: Final = (
    *["项目经费情况说明"] * 6,
    "项目支出情况说明",
    "项目经费使用情况说明",
    "项目预算情况说明",
    "项目资金情况说明",
    "经费情况说明",
    "项目情况说明",
    " 项目经费情况说明",
)


class Layout:
    """One way to set the headings of one narrative."""

    def __init__(self, style: str, rng: Random) -> None:
        self.style, self.rng = style, rng
        self._usual = rng.random() < 0.6
        self._number = rng.choice(["{c}、", "{c}、", "{c}、", "（{c}）", "{n}.", "{n}、", "{c}. "])
        self._gap = rng.choice(["\n\n", "\n\n", "\n"])
        self._inline_share = {"block": 0.2, "inline": 1.0, "bare": 0.6}.get(style, 0.0)
        if self._inline_share < 1 and rng.random() < 0.5:
            self._inline_share = 0.0
        self._mark = rng.random() < 0.5

    def heading(self, section: str) -> str:
        """Return the words of a section's heading."""
        words = HEADINGS.get(section, (section,))
        return words[0] if self._usual else self.rng.choice(words)

    def section(self, index: int, heading: str, text: str) -> str:
        """Return a section, its number ``index`` from 0, with its heading."""
        number = self._number.format(c=_CN[index], n=index + 1)
        one_line = "\n" not in text
        if self.style == "bold":
            if self._mark and one_line:
                return f"**{number}{heading}：** {text}"
            return f"**{number}{heading}**\n\n{text}"
        if self.style == "bracket":
            return f"【{number if self._mark else ''}{heading}】{text if one_line else self._gap + text}"
        if self.style == "bare":
            number = ""
        inline = self.rng.random() < self._inline_share and one_line
        if inline or (self.style == "inline" and one_line):
            return f"{number}{heading}：{text}"
        return f"{number}{heading}{'：' if self.style == 'inline' else ''}{self._gap}{text}"

    def document(self, title: str, sections: Sequence[str]) -> str:
        """Return the narrative of its title and sections."""
        head = f"**{title}**" if self.style == "bold" else title
        return head + self._gap + self._gap.join(sections) + "\n"

    def paragraphs(self, sentences: Sequence[str]) -> str:
        """Return sentences as one to several paragraphs, numbered or not."""
        rng = self.rng
        if not sentences:
            return ""
        count = rng.choice([1, 1, 2, 2, 3, 4]) if len(sentences) > 2 else 1
        cuts = sorted(rng.sample(range(1, len(sentences)), min(count, len(sentences)) - 1))
        bounds = [0, *cuts, len(sentences)]
        pieces = ["".join(sentences[a:b]) for a, b in pairwise(bounds)]
        if len(pieces) == 1:
            return pieces[0]
        marker = rng.choice(["", "", "", "（{c}）", "{n}、", "（{n}）", "{n}. ", "- （{n}）", "{n}) "])
        marked = [marker.format(c=_CN[i], n=i + 1) + piece for i, piece in enumerate(pieces)]
        if marker and rng.random() < 0.2:
            return "".join(marked)
        return rng.choice([self._gap, "\n"]).join(marked)
