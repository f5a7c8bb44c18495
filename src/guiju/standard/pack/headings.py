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
process | 流程 | 流程
when | 情况 | 情況
wait | 等待 | 等待
news | 发出通知 | 發出通知
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
when shown | 显示时 | 顯示時
no | 否 | 否
scripts | 话术 | 話術
never said | 禁用语 | 禁用語
any | 任意 | 任意
other than | 除以下之外 | 除以下之外
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


_GUIDE: Final = {
    "en": """
How to read this. The terms come first, then the clauses, then everything they name.

Under each clause stand the steps that carry it out: who does it, by when, and with which form
(F1, F2 ...), table, script or article. “When” marks what may happen at a step, “Wait” what a case
waits for, “News” what is told to others and starts work there.

A case is one matter from beginning to end. A breach is a time that has passed. A deviation is what
was done otherwise than it is written here. Responsible is who does a step, accountable who answers
for it, consulted who is asked before, informed who hears of it.

A figure with P- is a parameter: the part on parameters says who may change it, and within which
bounds.
""",
    "zh-Hans": """
阅读说明：本手册先列术语，再列条款，最后是条款提到的各项内容。

每条条款之下列出执行它的步骤：由谁执行、何时完成、使用哪张表单（F1、F2……）、决策表、话术或文章。
“情况”表示步骤中可能发生的事，“等待”表示案件在等什么，“发出通知”表示告知他人并由此启动工作。

案件指一件事从开始到结束的全过程；违规指时限已过；偏差指实际做法与本标准不一致。
“执行”的人完成步骤，“负责”的人对结果负责，“咨询”的人事先被征求意见，“知会”的人得知结果。

带 P- 编号的数值是参数：由谁修改、在什么范围内修改，见“参数”一节。
""",
    "zh-Hant": """
閱讀說明：本手冊先列術語，再列條款，最後是條款提到的各項內容。

每條條款之下列出執行它的步驟：由誰執行、何時完成、使用哪張表單（F1、F2……）、決策表、話術或文章。
「情況」表示步驟中可能發生的事，「等待」表示案件在等什麼，「發出通知」表示告知他人並由此啟動工作。

案件指一件事從開始到結束的全過程；違規指時限已過；偏差指實際做法與本標準不一致。
「執行」的人完成步驟，「負責」的人對結果負責，「諮詢」的人事先被徵求意見，「知會」的人得知結果。

帶 P- 編號的數值是參數：由誰修改、在什麼範圍內修改，見「參數」一節。
""",
}


def guide(language: str) -> tuple[str, ...]:
    """How the manual is to be read, and the words that every manual uses, in a language."""
    between = " " if language == "en" else ""
    return tuple(between.join(each.split("\n")) for each in _GUIDE[language].strip().split("\n\n"))


def heading(word: str, language: str) -> str:
    """A word of the manual in a language; the word itself where it has no translation."""
    found = _HEADINGS.get(word)
    if found is None or language == "en":
        told = _NAMES.get(word, word)
        return told[:1].upper() + told[1:] if language == "en" else told
    return found[1 if language == "zh-Hans" else 2]
