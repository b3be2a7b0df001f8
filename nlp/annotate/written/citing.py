"""Citations of the documents that a project rests on, in the shapes that people write."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from nlp.annotate.written import forms
from nlp.annotate.written.marks import mark
from nlp.annotate.written.scene import Law, LawKind, Scene

#: Shapes in which 《》 enclose the title; an issuer may stand before them.
_QUOTED: Final = ("both", "both", "both", "close", "title", "title", "article", "passed")
_KINDS: Final[tuple[LawKind, ...]] = (
    "local",
    "local",
    "local",
    "notice",
    "notice",
    "notice",
    "national",
    "reply",
)
_ROWS: Final = (("、", "、"), ("、", "和"), ("，", "，"), ("、", "以及"), ("；", "；"), ("", ""))
_ANY: Final = (
    *_QUOTED,
    "before",
    "before_close",
    "issuer",
    "issuer",
    "unmarked",
    "unquoted",
    "order",
    "dated",
)


class Citing:
    """Draws and writes citations; every document has one entry in the truth."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.rng = scene, scene.rng

    def law(self) -> Law:
        """Draw a document."""
        return self.scene.law(self.rng.choice(_KINDS))

    def cite(self, *, quoted: bool = False, bare: bool = False) -> str:
        """Return a citation; ``quoted``: an issuer may stand before it; ``bare``: a note behind it."""
        law = self.law()
        while quoted and law.number is None:  # who issues a law of the state is nobody's invention
            law = self.law()
        return self._write(law, "title" if bare else self._shape(law, _QUOTED if quoted else _ANY))

    def _shape(self, law: Law, shapes: tuple[str, ...]) -> str:
        """Return a shape that suits a document."""
        if law.number is None:
            shapes = ("title", "title", "article")
        elif law.title.startswith("关于"):
            # A notice is no statute: it has no articles and no assembly passes it.
            shapes = tuple(each for each in shapes if each not in ("article", "passed", "order"))
        return self.rng.choice(shapes)

    def several(self) -> str:
        """Return two to five citations in a row."""
        count = self.rng.choice([2, 2, 2, 3, 3, 4, 5])
        found = [self._write(law, self._shape(law, _QUOTED)) for law in (self.law() for _ in range(count))]
        joint, last = self.rng.choice(_ROWS)
        return joint.join(found[:-1]) + last + found[-1]

    def named_plan(self) -> str:
        """Return a plan that is named without 《》."""
        words = self.scene.names.fill("{“十三五”|“十四五”|“十五五”}{place}{topic}{规划|发展规划|专项规划}")
        return mark("LEGAL_TITLE", words)

    def number(self) -> str:
        """Return a document number that stands alone."""
        law = self.law()
        while law.number is None:
            law = self.law()
        return self.scene.law_number(law)

    def _write(self, law: Law, shape: str) -> str:
        s, rng = self.scene, self.rng
        if shape == "title":
            return f"《{s.law_title(law)}》"
        if shape == "article":
            tail = rng.choice(["条", "条", "条第一款", "条、第三十条"])
            return f"《{s.law_title(law)}》第{forms.CN[s.n(2, 12)]}{tail}"
        if shape == "passed":
            year = s.year - s.n(1, 9)
            place = s.region if s.level != "central" else "全国"
            note = (
                f"{year}年{s.n(1, 12)}月{s.n(1, 28)}日{place}第{forms.CN[s.n(2, 12)]}届人民代表大会"
                f"常务委员会第{s.n(2, 40)}次会议通过"
            )
            return f"《{s.law_title(law)}》（{note}）"
        if shape == "order":
            own = "财政部令" if s.level == "central" else f"{s.region}人民政府令"
            issuer = rng.choice(["国务院令", own])
            words = f"{issuer}第{s.n(12, 790)}号"
            return f"《{s.law_title(law)}》（{mark('LEGAL_NUMBER', words, law=law.key, normal=words)}）"
        if shape == "unquoted":
            # Without 《》 the issuer directly before belongs to the title.
            title = law.title if law.title.startswith("关于") else f"关于印发《{law.title}》的通知"
            words = rng.choice([title, law.issuer + title])
            return f"{s.law_title(law, words)}（{s.law_number(law)}）"
        if shape == "unmarked":
            title = law.title if law.title.startswith("关于") else f"关于印发{law.title}的通知"
            return f"{s.law_title(law, law.issuer + title)}（{s.law_number(law)}）"
        if shape == "before_close":
            return f"{s.law_number(law)}{rng.choice(['文', '文件', ''])}《{s.law_title(law)}》"
        if shape == "dated":
            day = rng.choice(["", f"{s.n(1, 12)}月", f"{s.n(1, 12)}月{s.n(1, 28)}日"])
            verb = rng.choice(["", "印发的", "发布的", "印发"])
            return f"{s.year - s.n(1, 9)}年{day}{law.issuer}{verb}《{s.law_title(law)}》"
        if shape == "issuer" and rng.random() < 0.3:
            law = replace(law, issuer=f"{law.issuer}、{s.names.say('gov')}")
        return s.cite(law, shape)
