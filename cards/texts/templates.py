"""Templates: their lists, cards and forms, and what can go wrong with them."""

from typing import Final

from cards.texts.text import Text, Texts

TEXTS: Final[Texts] = {
    # a placeholder without a value
    "cause.missing_value": Text(
        zh="内容里的占位符[ {names} ]没有值。修改任务，把它换成具体内容，或者用模板重新建一个",
        en="A placeholder has no value[: {names}]. Edit the task and write out what is meant there, or make "
        "it from its template again",
    ),
    "refused.unknown_placeholder": Text(
        zh="不认识占位符[ {name}]。[可以用的有：{known}。]要原样显示花括号，请写成四个。",
        en="There is no placeholder[ {name}].[ You can use: {known}.] For braces meant as such, write four.",
    ),
    # a form
    "refused.value_missing": Text(zh="还没填[“{label}”]。", en="Fill this in first[: {label}]."),
    "refused.value_too_long": Text(
        zh="[“{label}”]太长了[（{length} 字）]，最多 {limit} 字。",
        en="Too long[: {label}, {length} characters]. The limit is {limit}.",
    ),
    "refused.no_number": Text(
        zh="[“{label}”]要填数字，比如 5 或 2.5。", en="A number is needed[ for {label}], such as 5 or 2.5."
    ),
    "refused.no_date": Text(
        zh="[“{label}”]要填日期，比如 2026-03-05。", en="A date is needed[ for {label}], such as 2026-03-05."
    ),
    "refused.no_such_choice": Text(
        zh="[“{label}”]没有这个选项[，可选：{choices}]。",
        en="No such choice[ for {label}][. Choose from: {choices}].",
    ),
    "refused.template_not_found": Text(
        zh="没有找到这个模板。发“模板”看看有哪些。",
        en='There is no such template. Send "templates" to see them.',
    ),
    "refused.template_withdrawn": Text(
        zh="模板[“{title}”]已经撤下，不能再用来新建。用它建好的任务照常运行。",
        en='The template[ "{title}"] has been withdrawn. Tasks that were made from it go on.',
    ),
    "refused.template_changed": Text(
        zh="模板[“{title}”]刚被改过，卡片已更新。请再看一眼。",
        en='The template[ "{title}"] has just been changed. This is how it stands now.',
    ),
    "refused.template_not_yours": Text(
        zh="只有作者和管理员可以改动模板[“{title}”]。",
        en='Only its author and administrators can change the template[ "{title}"].',
    ),
    "refused.template_not_shared": Text(
        zh="模板[“{title}”]只有你自己能用。先修改成“全公司”可用并发布，再分享。",
        en='Only you can use[ "{title}"]. Edit it for everyone and publish it, then share it.',
    ),
    "refused.template_unnamed": Text(zh="模板还没有名称。", en="The template needs a name."),
    "refused.too_many_templates": Text(
        zh="模板已达上限[（{limit} 个）]，请先撤下不用的。",
        en="You have reached the limit[ of {limit} templates]. Withdraw one that nobody needs.",
    ),
    "refused.too_many_parameters": Text(
        zh="要填的内容太多，最多 {limit} 项。请减少占位符。",
        en="That is too much to fill in. At most {limit} placeholders, please.",
    ),
    "refused.too_many_choices": Text(
        zh="[“{label}”]的选项太多，最多 {limit} 个。",
        en="Too many choices[ for {label}]. The limit is {limit}.",
    ),
    "refused.choices_missing": Text(
        zh="[“{label}”]是选择题，请写出选项，用逗号隔开。",
        en="Write down the choices[ for {label}], separated by commas.",
    ),
    "template.none_fits": Text(
        zh="没有找到[“{what}”这个]模板。发“模板”看看有哪些。",
        en='No template found[ for "{what}"]. Send "templates" to see them.',
    ),
    "template.form_privately": Text(
        zh="“{title}”要填几项内容，表单已发到你和我的单聊里。",
        en='"{title}" has a few things to fill in. The form is in your own chat with me.',
    ),
    # the library
    "templates.title": Text(zh="模板库", en="Templates"),
    "templates.count": Text(zh="{count} 个", en="{count} in all"),
    "templates.found": Text(zh="“{query}”：{count} 个", en='"{query}": {count}'),
    "templates.search": Text(zh="搜名称或用途", en="Search by name or purpose"),
    "templates.intro": Text(
        zh="挑一个，填几项就能定时运行。", en="Choose one, fill in a few things, and it runs on time."
    ),
    "templates.none": Text(
        zh="没有匹配的模板。换个词，或者看看全部。", en="No template fits. Try another word, or see them all."
    ),
    "templates.say": Text(
        zh="也可以说“用周报模板，每周五 5 点”", en='You can also say "use the weekly report template"'
    ),
    # one template
    "template.shipped": Text(zh="模板", en="Template"),
    "template.draft": Text(zh="草稿", en="Draft"),
    "template.published": Text(zh="已发布", en="Published"),
    "template.withdrawn": Text(zh="已撤下", en="Withdrawn"),
    "template.summary": Text(zh="模板：{title}", en="Template: {title}"),
    "template.is_draft": Text(
        zh="发布之后才会出现在模板库里。", en="It stands in the library once it is published."
    ),
    "template.is_withdrawn": Text(
        zh="已经撤下，不能再用来新建。用它建好的任务照常运行。",
        en="It was withdrawn and makes no more tasks. Those that were made from it go on.",
    ),
    "template.by_us": Text(zh="随 Aime 提供", en="Ships with Aime"),
    "template.for_tenant": Text(zh="全公司", en="Everyone in the company"),
    "template.for_author": Text(zh="只有自己", en="Only me"),
    "label.fill_in": Text(zh="要填", en="Fill in"),
    "label.suggested": Text(zh="建议时间", en="Suggested"),
    "label.author": Text(zh="来自", en="By"),
    "label.for_whom": Text(zh="谁能用", en="For"),
    "panel.prompt": Text(zh="完整提示词", en="The whole prompt"),
    "panel.more": Text(zh="更多", en="More"),
    "panel.default": Text(zh="默认值和选项", en="Default and choices"),
    "panel.text": Text(zh="完整内容", en="The whole text"),
    "panel.example": Text(zh="看一个示例结果", en="See an example of a result"),
    "template.optional": Text(zh="{label}（可不填）", en="{label} (optional)"),
    # using one
    "template.use": Text(zh="填好这几项，下一步确认。", en="Fill these in; you confirm in the next step."),
    "template.using": Text(zh="填写中", en="Filling in"),
    "template.place_own": Text(zh="我和机器人的单聊", en="My own chat with the bot"),
    "form.choose_date": Text(zh="选择日期", en="Choose a date"),
    "form.number": Text(zh="数字", en="a number"),
    # writing one
    "template.write": Text(
        zh="需要每次填写的地方，用两层花括号括起来，比如“关注 {placeholder}”。",
        en='Where something has to be filled in, write a name in double braces: "News about {placeholder}".',
    ),
    "template.placeholder": Text(zh="主题", en="topic"),
    "template.dates": Text(
        zh="会自动换算的日期：{names}", en="Dates that are reckoned by themselves: {names}"
    ),
    "template.new": Text(zh="新建模板", en="New template"),
    "template.editing": Text(zh="修改中", en="Editing"),
    "template.step": Text(zh="第 {step} / 2 步", en="Step {step} of 2"),
    "template.explain_parameters": Text(
        zh="用模板的人会看到这些问题。", en="Whoever uses the template is asked these."
    ),
    "form.description": Text(
        zh="说明（一句话讲清有什么用）", en="Description (one sentence on what it is good for)"
    ),
    "template.kind": Text(zh="做什么", en="What it does"),
    "template.kind_agent": Text(zh="交给 AI 完成", en="Has the AI do it"),
    "template.kind_static": Text(zh="原样发送这段文字", en="Posts the text as it is"),
    "form.prompt": Text(zh="提示词或文字", en="Prompt or text"),
    "form.suggested": Text(zh="建议时间（可不填）", en="Suggested time (may be left empty)"),
    "form.example": Text(zh="示例结果（可不填）", en="Example of a result (may be left empty)"),
    "form.for_whom": Text(zh="谁能用", en="Who may use it"),
    "form.question": Text(zh="{name}：怎么问", en="{name}: the question"),
    "form.answer": Text(zh="回答的方式", en="Kind of answer"),
    "form.default": Text(zh="默认值（可不填）", en="Default (may be left empty)"),
    "form.choices": Text(
        zh="选项（选择题才要，用逗号隔开）", en="Choices (for a choice only, separated by commas)"
    ),
    "form.required": Text(zh="必填吗", en="Required"),
    "form.must": Text(zh="必填", en="Yes"),
    "form.may": Text(zh="可不填", en="No"),
    "kind.text": Text(zh="文字", en="Text"),
    "kind.number": Text(zh="数字", en="Number"),
    "kind.choice": Text(zh="选择", en="Choice"),
    "kind.date": Text(zh="日期", en="Date"),
    # buttons
    "button.template.use": Text(zh="用这个模板", en="Use this template"),
    "button.template.apply": Text(zh="下一步", en="Next"),
    "button.template.show": Text(zh="返回", en="Back"),
    "button.template.list": Text(zh="全部模板", en="All templates"),
    "button.template.search": Text(zh="搜索", en="Search"),
    "button.template.new": Text(zh="新建模板", en="New template"),
    "button.template.edit": Text(zh="修改", en="Edit"),
    "button.template.store": Text(zh="保存", en="Save"),
    "button.template.settle": Text(zh="完成", en="Done"),
    "button.template.publish": Text(zh="发布", en="Publish"),
    "button.template.withdraw": Text(zh="撤下", en="Withdraw"),
    "button.template.share": Text(zh="分享到群", en="Share to a group"),
    "button.template.post": Text(zh="分享", en="Share"),
    "button.template.from_task": Text(zh="存为模板", en="Save as template"),
    "confirm.withdraw": Text(zh="撤下“{title}”？", en='Withdraw "{title}"?'),
    "confirm.withdraw.more": Text(
        zh="别人不能再用它新建任务，建好的任务照常运行。之后可以重新发布。",
        en="Nobody can make tasks from it any more; those that exist go on. It can be published again.",
    ),
    "press.template_published": Text(zh="已发布“{title}”。", en='Published "{title}".'),
    "press.template_withdrawn": Text(zh="已撤下“{title}”。", en='Withdrew "{title}".'),
    "press.template_stored": Text(zh="已保存[“{title}”]。", en='Saved[ "{title}"].'),
    "press.template_shared": Text(zh="已分享到“{group}”。", en='Shared to "{group}".'),
    "press.form_privately": Text(zh="表单已发到你和我的单聊里。", en="The form is in your own chat with me."),
    # sharing
    "template.share": Text(
        zh="群里的人都能看到并使用。只能分享到你和机器人都在的群。",
        en="Everybody in the group can see and use it. You and the bot both have to be in it.",
    ),
    "template.sharing": Text(zh="分享到群", en="Share to a group"),
    "form.group": Text(zh="群名称", en="Name of the group"),
    "refused.no_such_group": Text(
        zh="没有找到[“{name}”这个]群，或者你和机器人不都在里面。",
        en='There is no such group[ as "{name}"], or you and the bot are not both in it.',
    ),
    "refused.several_groups": Text(
        zh="有几个群都叫这个名字[：{names}]。请写全名。",
        en="Several groups fit[: {names}]. Write the whole name.",
    ),
}
