"""The small grey words beside facts and in headers."""

from typing import Final

from cards.texts.text import Text, Texts

TEXTS: Final[Texts] = {
    "label.next": Text(zh="下次", en="Next"),
    "label.next_runs": Text(zh="接下来", en="Next"),
    "label.last": Text(zh="上次", en="Last"),
    "label.schedule": Text(zh="时间", en="Schedule"),
    "label.to": Text(zh="发到", en="Posts to"),
    "label.owner": Text(zh="负责人", en="Owner"),
    "label.content": Text(zh="内容", en="Content"),
    "label.frequency": Text(zh="频率", en="How often"),
    "label.assumed": Text(zh="默认", en="Assumed"),
    "label.phrase": Text(zh="你说的", en="You said"),
    "label.delivery": Text(zh="送达", en="Delivery"),
    "label.missed": Text(zh="错过", en="Missed"),
    "label.offline": Text(zh="离线", en="Offline"),
    "label.tried": Text(zh="尝试", en="Tried"),
    "panel.full": Text(zh="展开全文", en="Full text"),
    "panel.content": Text(zh="全部内容", en="Full content"),
    "list.mine": Text(zh="我的定时任务", en="My scheduled tasks"),
    "list.chat": Text(zh="本群的定时任务", en="Scheduled tasks in this group"),
    "list.count": Text(zh="{total} 个 · {active} 个开启", en="{total} in all · {active} on"),
    "list.pages": Text(zh="第 {page} / {pages} 页", en="Page {page} of {pages}"),
    "assumed.default_time": Text(zh="没说几点，按惯例取了一个时间", en="the hour was filled in"),
    "assumed.afternoon": Text(zh="按下午理解", en="taken as the afternoon"),
    "assumed.evening": Text(zh="按晚上理解", en="taken as the evening"),
    "assumed.every_n": Text(zh="“每隔 N 天”按每 N 天一次理解", en='"every other" taken as every N days'),
    "assumed.next_year": Text(zh="今年已过，按明年理解", en="taken as next year"),
    "assumed.next_day": Text(zh="按明天理解", en="taken as the next day"),
    "assumed.default_day": Text(zh="没说哪天，取了 15 日", en="the day was filled in"),
    "assumed.by_model": Text(
        zh="这句话由 AI 帮忙理解，请核对时间", en="an AI helped to read this: check the time"
    ),
    "ask.what_time": Text(zh="几点运行？", en="At what time?"),
    "ask.which_date": Text(zh="是哪一天？", en="Which date?"),
    "ask.what_to_do": Text(zh="到时候做什么？", en="What should be done then?"),
    "ask.how_often": Text(zh="什么时候？", en="When?"),
    "ask.whether": Text(
        zh="还没有创建任务。是想要这个吗？", en="No task was created yet. Is this what you want?"
    ),
    "pick.any": Text(zh="是哪一个？", en="Which one?"),
    "pick.task.show": Text(zh="要看哪一个？", en="Show which one?"),
    "pick.task.run": Text(zh="要运行哪一个？", en="Run which one?"),
    "pick.task.pause": Text(zh="要暂停哪一个？", en="Pause which one?"),
    "pick.task.resume": Text(zh="要恢复哪一个？", en="Resume which one?"),
    "pick.task.delete": Text(zh="要删除哪一个？", en="Delete which one?"),
    "sure.any": Text(zh="是这个任务吗？", en="Is this the one?"),
    "sure.task.show": Text(zh="是这个任务吗？", en="Is this the one?"),
    "sure.task.run": Text(zh="现在运行这个任务？", en="Run this task now?"),
    "sure.task.pause": Text(zh="暂停这个任务？", en="Pause this task?"),
    "sure.task.resume": Text(zh="恢复这个任务？", en="Resume this task?"),
    "sure.task.delete": Text(zh="删除这个任务？", en="Delete this task?"),
    "ask.title": Text(zh="还差一点", en="One more thing"),
}
