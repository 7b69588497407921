"""What people write and read in the journeys, in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """One language: who speaks it, where, and what the cards say in it."""

    person: str
    colleague: str
    group: str
    sentence: str
    title: str
    to_confirm: str
    on: str
    paused: str
    deleted: str
    completed: str
    save: str
    run: str
    pause: str
    resume: str
    delete: str
    question: str
    undo: str
    toast_saved: str
    toast_paused: str
    toast_refused: str
    ask_help: str
    type_list: str
    type_run: str
    type_pause: str
    type_resume: str
    type_delete: str
    next_page: str
    previous_page: str


ZH = Words(
    person="陈晓",
    colleague="王敏",
    group="销售日报群",
    sentence="每个工作日早上9点总结昨天的销售数据",
    title="总结昨天的销售数据",
    to_confirm="待确认",
    on="已开启",
    paused="已暂停",
    deleted="已删除",
    completed="已完成",
    save="保存",
    run="立即运行",
    pause="暂停",
    resume="恢复",
    delete="删除",
    question="删除这个任务？",
    undo="撤销删除",
    toast_saved="已保存",
    toast_paused="已暂停",
    toast_refused="只有任务的负责人",
    ask_help="帮助",
    type_list="任务列表",
    type_run="运行 1",
    type_pause="暂停 1",
    type_resume="恢复 1",
    type_delete="删除 1",
    next_page="下一页",
    previous_page="上一页",
)

EN = Words(
    person="Emma Carter",
    colleague="陈晓",
    group="Launch crew",
    sentence="every weekday at 9am summarise open tickets",
    title="Summarise open tickets",
    to_confirm="To confirm",
    on="On",
    paused="Paused",
    deleted="Deleted",
    completed="Completed",
    save="Save",
    run="Run now",
    pause="Pause",
    resume="Resume",
    delete="Delete",
    question="Delete this task?",
    undo="Undo delete",
    toast_saved="Saved",
    toast_paused="Paused",
    toast_refused="只有任务的负责人",  # who presses has a Chinese name and has never written
    ask_help="help",
    type_list="/list",
    type_run="run 1",
    type_pause="pause 1",
    type_resume="resume 1",
    type_delete="delete 1",
    next_page="Next",
    previous_page="Previous",
)
