"""Where tasks post: choosing a place, making a group, and what a group is told of its tasks."""

from typing import Final

from cards.texts.text import Text, Texts

TEXTS: Final[Texts] = {
    "place.self": Text(zh="这个私聊", en="this chat"),
    "place.own": Text(zh="发起人的私聊", en="the asker's own chat"),
    "place.owner": Text(zh="负责人的私聊", en="the owner's own chat"),
    "place.group": Text(zh="本群", en="this group"),
    "place.new": Text(zh="新群“{name}”", en='a new group, "{name}"'),
    "place.access": Text(
        zh="{place}，群里[ {people} 人]都能看到结果",
        en="{place}; all[ {people} people] there see the results",
    ),
    "place.opened": Text(
        zh="保存之后，“{title}”的结果会发到这里。", en='Once it is saved, "{title}" posts here.'
    ),
    "place.title": Text(zh="发到哪里？", en="Where shall it post?"),
    "place.of": Text(zh="“{title}”的结果发到哪里？", en='Where shall "{title}" post?'),
    "place.any": Text(zh="选一个地方，或按名字找群。", en="Choose a place, or find a group by its name."),
    "place.several": Text(
        zh="有几个群像“{name}”，是哪一个？", en='Several groups may be "{name}". Which one?'
    ),
    "place.nearly": Text(
        zh="没有叫“{name}”的群，是这个吗？", en='No group is called "{name}". Is it this one?'
    ),
    "place.none": Text(
        zh="没找到叫“{name}”、你和我都在的群。可以换个名字找，或新建一个。",
        en='No group called "{name}" has both you and me in it. Try another name, or make a new one.',
    ),
    "place.no_query": Text(zh="还没写群名。", en="Write the group's name."),
    "place.strangers": Text(
        zh="认不出 {names}，请在下面选人。", en="I cannot tell who is meant by {names}. Choose people below."
    ),
    "place.unnamed": Text(zh="给新群起个名字。", en="Give the new group a name."),
    "place.name_long": Text(
        zh="群名最多 {limit} 个字，现在有 {length} 个。",
        en="A group's name has at most {limit} characters; this one has {length}.",
    ),
    "place.here_group": Text(zh="本群", en="This group"),
    "place.here_alone": Text(zh="这个私聊", en="This chat"),
    "place.mine": Text(zh="我的私聊", en="My own chat"),
    "place.group_facts": Text(
        zh="[{people} 人][ · 群主 {owner}]", en="[{people} people][ · owned by {owner}]"
    ),
    "place.search": Text(zh="群名", en="Group name"),
    "place.group_name": Text(zh="新群的名字", en="Name of the new group"),
    "place.members": Text(zh="还有谁", en="Who else"),
    "place.members_hint": Text(zh="选人，可以不选", en="Choose people, or nobody"),
    "place.making": Text(
        zh="保存任务时才建群，群主是你。", en="The group is made when the task is saved; you own it."
    ),
    "button.draft.place": Text(zh="换个地方", en="Change"),
    "button.place.search": Text(zh="找群", en="Find"),
    "button.place.new": Text(zh="新建一个群", en="Make a new group"),
    "button.place.new_named": Text(zh="新建“{name}”", en='Make "{name}"'),
    "button.place.make": Text(zh="用这个新群", en="Use this group"),
    "button.place.back": Text(zh="返回", en="Back"),
    "button.task.rights": Text(zh="我的权限", en="What I can do"),
    "config.set_up": Text(zh="已设置", en="Set up"),
    "config.changed": Text(zh="有修改", en="Changed"),
    "config.first": Text(
        zh="{name} 设置了一个发到本群的任务。", en="{name} set up a task that posts to this group."
    ),
    "config.first_unnamed": Text(zh="有一个任务会发到本群。", en="A task posts to this group."),
    "config.edit": Text(zh="{name} 改了这个任务：", en="{name} changed this task:"),
    "config.edit_unnamed": Text(zh="这个任务改了：", en="This task was changed:"),
    "config.members": Text(zh="群成员", en="Members"),
    "config.may": Text(
        zh="可以查看任务和运行记录；负责人、群主和群管理员还可以运行、暂停、修改和删除。",
        en="see the task and its runs. Its owner, and the group's owner and managers, can also run, pause, "
        "edit and delete it.",
    ),
    "config.left": Text(
        zh="“{title}”从现在起不再发到本群。", en='From now on "{title}" does not post to this group.'
    ),
    "rights.owner": Text(zh="你是负责人，可以：{rights}。", en="You own this task and can: {rights}."),
    "rights.group_ruler": Text(
        zh="你是群主或群管理员，可以：{rights}。", en="You own or manage this group and can: {rights}."
    ),
    "rights.admin": Text(
        zh="你是机器人管理员，可以：{rights}。", en="You administer this bot and can: {rights}."
    ),
    "rights.member": Text(
        zh="你是群成员，可以：{rights}。[要改动请找 {owner}。]",
        en="You are a member and can: {rights}.[ Ask {owner} for changes.]",
    ),
    "rights.join": Text(zh="、", en=", "),
    "right.see": Text(zh="查看", en="view"),
    "right.history": Text(zh="看记录", en="see its runs"),
    "right.run": Text(zh="运行", en="run"),
    "right.stop": Text(zh="停止", en="stop"),
    "right.look_after": Text(zh="处理失败", en="look after failures"),
    "right.pause": Text(zh="暂停", en="pause"),
    "right.resume": Text(zh="恢复", en="resume"),
    "right.edit": Text(zh="修改", en="edit"),
    "right.delete": Text(zh="删除", en="delete"),
    "right.restore": Text(zh="撤销删除", en="undo a delete"),
}
