"""Words that are not said to customers, and words that say nothing in an opinion.

Each line: kind, the words, and what to say instead in the language of the words. `...` in Chinese
words stands for up to eight characters. A standard adds words of its own in its scripts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final


@dataclass(frozen=True, slots=True)
class Entry:
    """Words that give a hit: of which kind, and what is said instead."""

    code: str
    words: str
    instead: str


_TONE: Final = """
blame | your own fault | what happened, without saying who is to blame
blame | your fault | what happened, without saying who is to blame
blame | your mistake | what happened, without saying who is to blame
blame | you should have | next time it helps to ...
blame | you should've | next time it helps to ...
blame | you failed to | we have not received ... yet
blame | you did not read | the condition stands in ...
blame | you didn't read | the condition stands in ...
blame | you misunderstood | let me put it more clearly
blame | you must have | let us look together at what happened
blame | as i already told you | let me say it once more
blame | 是你的错 | 说明经过，不说是谁的错
blame | 你的问题 | 我们一起看看发生了什么
blame | 您的问题造成 | 说明经过，不说是谁造成的
blame | 你自己造成 | 说明经过，不说是谁造成的
blame | 您自己造成 | 说明经过，不说是谁造成的
blame | 谁让你 | 我们一起看看怎么解决
blame | 你怎么不 | 下次可以……
blame | 你应该早 | 下次可以……
blame | 您应该早 | 下次可以……
blame | 你没看 | 说明写在……
blame | 您没看 | 说明写在……
blame | 我早就跟你说 | 我再说明一遍
blame | 是你的錯 | 說明經過，不說是誰的錯
blame | 你的問題 | 我們一起看看發生了什麼
blame | 您的問題造成 | 說明經過，不說是誰造成的
blame | 你自己造成 | 說明經過，不說是誰造成的
blame | 誰叫你 | 我們一起看看怎麼解決
blame | 你怎麼不 | 下次可以……
blame | 你應該早 | 下次可以……
blame | 您應該早 | 下次可以……
blame | 你沒看 | 說明寫在……
blame | 您沒看 | 說明寫在……
blame | 我早就跟你說 | 我再說明一遍
shove | not my department | I will find the colleague in charge and stay with you until they answer
shove | not our department | I will find the colleague in charge and stay with you until they answer
shove | not my job | I take this on and come back to you by ...
shove | not our problem | I take this on and come back to you by ...
shove | not my problem | I take this on and come back to you by ...
shove | nothing i can do | what I can do is ...
shove | nothing we can do | what we can do is ...
shove | you have to call | I will call ... for you
shove | you need to contact | I will ask ... for you
shove | ask someone else | I will ask the colleague in charge
shove | that's the carrier's fault | I ask the carrier and tell you by ...
shove | it's the system | I look for another way and tell you by ...
shove | 不归我管 | 我来找负责的同事，并陪您到有人接手
shove | 不归我们管 | 我来找负责的同事，并陪您到有人接手
shove | 不是我们部门 | 我来找负责的同事，并陪您到有人接手
shove | 不关我的事 | 这件事由我跟进
shove | 跟我们没关系 | 这件事由我跟进
shove | 我也没办法 | 我能做的是……
shove | 没办法 | 我能做的是……
shove | 你去找 | 我替您联系……
shove | 您去找 | 我替您联系……
shove | 你问别人 | 我去问负责的同事
shove | 系统就这样 | 我另想办法，并在……前告诉您
shove | 不歸我管 | 我來找負責的同事，並陪您到有人接手
shove | 不歸我們管 | 我來找負責的同事，並陪您到有人接手
shove | 不是我們部門 | 我來找負責的同事，並陪您到有人接手
shove | 不關我的事 | 這件事由我跟進
shove | 跟我們沒關係 | 這件事由我跟進
shove | 我也沒辦法 | 我能做的是……
shove | 沒辦法 | 我能做的是……
shove | 你去找 | 我替您聯絡……
shove | 你問別人 | 我去問負責的同事
shove | 系統就這樣 | 我另想辦法，並在……前告訴您
heat | calm down | I understand that this is annoying
heat | stop shouting | I would like to understand you well
heat | ridiculous | leave it out
heat | nonsense | leave it out
heat | stupid | leave it out
heat | obviously | leave it out
heat | shut up | leave it out
heat | don't be rude | I would like to help you
heat | 冷静一点 | 我理解这件事让您着急
heat | 你冷静 | 我理解这件事让您着急
heat | 你吵什么 | 我想听清楚您的意思
heat | 可笑 | 删去
heat | 荒唐 | 删去
heat | 胡说 | 删去
heat | 烦死 | 删去
heat | 随便你 | 您看这样可以吗
heat | 爱信不信 | 删去
heat | 冷靜一點 | 我理解這件事讓您著急
heat | 你冷靜 | 我理解這件事讓您著急
heat | 你吵什麼 | 我想聽清楚您的意思
heat | 荒唐 | 刪去
heat | 胡說 | 刪去
heat | 煩死 | 刪去
heat | 隨便你 | 您看這樣可以嗎
heat | 愛信不信 | 刪去
"""

_VAGUE: Final = """
vague | in principle | say what you agree to and what not
vague | as soon as possible | a date
vague | asap | a date
vague | at an early date | a date
vague | in due course | a date
vague | when appropriate | the condition, as a figure or a date
vague | as appropriate | how much, by whom and when
vague | appropriately | how much, by whom and when
vague | further study | what is to be found out, by whom and when
vague | to be studied | what is to be found out, by whom and when
vague | needs more discussion | the question, who answers it and when
vague | to be discussed | the question, who answers it and when
vague | look into it | what is to be found out, by whom and when
vague | consider again | what is to be changed
vague | more or less | a figure
vague | and so on | the whole list
vague | etc | the whole list
vague | strengthen | the measure, by whom and when
vague | pay attention to | the measure, by whom and when
vague | no big problem | what the problem is
vague | relevant department | the department's name
vague | relevant departments | the departments' names
vague | try to | what will be done and by when
vague | some adjustment | what is changed to what
vague | 原则同意 | 写明同意什么、不同意什么
vague | 原则上同意 | 写明同意什么、不同意什么
vague | 原则上 | 写明适用和不适用的情形
vague | 再研究 | 写明要弄清什么、由谁、何时
vague | 研究研究 | 写明要弄清什么、由谁、何时
vague | 进一步研究 | 写明要弄清什么、由谁、何时
vague | 再议 | 写明要决定什么、由谁、何时
vague | 再商量 | 写明要决定什么、由谁、何时
vague | 再考虑 | 写明要改什么
vague | 尽快 | 写明日期
vague | 尽早 | 写明日期
vague | 尽量 | 写明做到什么程度
vague | 抓紧 | 写明日期
vague | 适当 | 写明数量或标准
vague | 酌情 | 写明条件和数量
vague | 视情况 | 写明什么情况、怎么办
vague | 差不多 | 写明数字
vague | 基本可行 | 写明哪些可行、哪些不可行
vague | 基本同意 | 写明同意什么、不同意什么
vague | 问题不大 | 写明是什么问题
vague | 有关部门 | 写明部门名称
vague | 相关部门 | 写明部门名称
vague | 加强管理 | 写明措施、责任人和时间
vague | 加以改进 | 写明改什么、由谁、何时
vague | 进一步完善 | 写明补什么、由谁、何时
vague | 再完善 | 写明补什么、由谁、何时
vague | 等等 | 写全
vague | 天左右 | 写明数字或范围
vague | 元左右 | 写明数字或范围
vague | 个左右 | 写明数字或范围
vague | 人左右 | 写明数字或范围
vague | 周左右 | 写明数字或范围
vague | 原則同意 | 寫明同意什麼、不同意什麼
vague | 原則上同意 | 寫明同意什麼、不同意什麼
vague | 原則上 | 寫明適用和不適用的情形
vague | 再研究 | 寫明要弄清什麼、由誰、何時
vague | 研究研究 | 寫明要弄清什麼、由誰、何時
vague | 進一步研究 | 寫明要弄清什麼、由誰、何時
vague | 再議 | 寫明要決定什麼、由誰、何時
vague | 再商量 | 寫明要決定什麼、由誰、何時
vague | 再考慮 | 寫明要改什麼
vague | 盡快 | 寫明日期
vague | 儘快 | 寫明日期
vague | 盡早 | 寫明日期
vague | 儘早 | 寫明日期
vague | 盡量 | 寫明做到什麼程度
vague | 儘量 | 寫明做到什麼程度
vague | 抓緊 | 寫明日期
vague | 適當 | 寫明數量或標準
vague | 酌情 | 寫明條件和數量
vague | 視情況 | 寫明什麼情況、怎麼辦
vague | 差不多 | 寫明數字
vague | 基本可行 | 寫明哪些可行、哪些不可行
vague | 基本同意 | 寫明同意什麼、不同意什麼
vague | 問題不大 | 寫明是什麼問題
vague | 有關部門 | 寫明部門名稱
vague | 相關部門 | 寫明部門名稱
vague | 加強管理 | 寫明措施、責任人和時間
vague | 加以改進 | 寫明改什麼、由誰、何時
vague | 進一步完善 | 寫明補什麼、由誰、何時
vague | 再完善 | 寫明補什麼、由誰、何時
vague | 等等 | 寫全
vague | 個左右 | 寫明數字或範圍
vague | 週左右 | 寫明數字或範圍
vague | 月左右 | 寫明數字或範圍
"""


@lru_cache(maxsize=2)
def entries(kind: str) -> tuple[Entry, ...]:
    """The words of `tone` or of `vague`, the longest first, so that the longer hit is given."""
    lines = (_TONE if kind == "tone" else _VAGUE).strip().split("\n")
    made = [Entry(*(each.strip() for each in line.split("|", 2))) for line in lines]
    unique = {each.words: each for each in made}
    return tuple(sorted(unique.values(), key=lambda one: -len(one.words)))
