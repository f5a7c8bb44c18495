"""The manual's own words in every language."""

from __future__ import annotations

from typing import Final

_WORDS: Final = """
version | 版本 | 版本
owner | 负责人 | 負責人
roles | 角色 | 角色
done by | 执行人 | 執行人
by the system | 由系统执行 | 由系統執行
not who did | 不得为以下步骤的执行人 | 不得為以下步驟的執行人
deadline | 时限 | 時限
form | 表单 | 表單
table | 决策表 | 決策表
script | 话术 | 話術
article | 文章 | 文章
boundaries | 职责边界 | 職責邊界
step | 步骤 | 步驟
clause | 条款 | 條款
responsible | 执行 | 執行
accountable | 负责 | 負責
consulted | 咨询 | 諮詢
informed | 知会 | 知會
deadlines | 时限 | 時限
time | 时间 | 時間
calendar | 日历 | 行事曆
reminders | 提醒 | 提醒
escalation | 上报 | 上報
parameters | 参数 | 參數
id | 编号 | 編號
parameter | 参数 | 參數
value | 数值 | 數值
bounds | 范围 | 範圍
changed by | 修改人 | 修改人
forms | 表单 | 表單
field | 字段 | 欄位
kind | 类型 | 類型
must be there | 必填 | 必填
choices | 选项 | 選項
yes | 是 | 是
no | 否 | 否
scripts | 话术 | 話術
never said | 禁用语 | 禁用語
any | 任意 | 任意
indicators | 指标 | 指標
indicator | 指标 | 指標
target | 目标 | 目標
at most | 不超过 | 不超過
at least | 不低于 | 不低於
measured at | 测量环节 | 量測環節
tables | 决策表 | 決策表
articles | 作业指导与知识 | 作業指導與知識
glossary | 术语 | 術語
term | 术语 | 術語
meaning | 含义 | 含義
synonyms | 同义词 | 同義詞
text | 说明 | 說明
textfield | 文本 | 文字
textarea | 多行文本 | 多行文字
number | 数字 | 數字
checkbox | 勾选 | 勾選
radio | 单选 | 單選
select | 单选 | 單選
checklist | 多选 | 多選
taglist | 多选 | 多選
datetime | 日期时间 | 日期時間
dynamiclist | 多行列表 | 多列清單
group | 分组 | 分組
filepicker | 文件 | 檔案
"""

_HEADINGS: Final = {
    line.split(" | ")[0]: tuple(line.split(" | ")) for line in _WORDS.strip().splitlines()
}
_NAMES: Final = {
    "textfield": "text", "textarea": "long text", "dynamiclist": "list of rows",
    "radio": "one of", "select": "one of", "checklist": "several of", "taglist": "several of",
    "checkbox": "tick", "datetime": "date and time",
}  # fmt: skip


def heading(word: str, language: str) -> str:
    """A word of the manual in a language; the word itself where it has no translation."""
    found = _HEADINGS.get(word)
    if found is None or language == "en":
        told = _NAMES.get(word, word)
        return told[:1].upper() + told[1:] if language == "en" else told
    return found[1 if language == "zh-Hans" else 2]
