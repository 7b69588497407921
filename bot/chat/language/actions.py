# ruff: noqa: E501 - a list of words is easier to read in long lines
"""Words that begin something to be done, when they follow a time: 归档合同, 拍一张快照, reset the counters.

The lists are long and never complete, so shapes help: a Chinese verb is followed by 一下 or 一遍, an
English one by "the" or "me". What people do themselves by the clock (上班, 开会) is no action.
"""

from bot.chat.language.phrases import pattern
from bot.chat.language.verbs import Verb

_HAN_DONE = (
    "找 找出 找到 找找 查出 捞出 统计出 记一下 写好 存好 收 补打 备好 挂出 贴出 分给 取 改 换 清 关 拉 推 传 导 编 拟 译 校 评 选 校对 提供 提交 上交 更正 勾选 填写 填报 填 登录 登陆 退出 切换 拨打 拨 撰写 复述 汇编 归整 清账 理账 对一 对下 跟催 追 追问 追讨 逼 轮询 拨测 试算 试发 压 灌 导一 倒 倒库 切 切流 切换 摘 摘下 断开 接 接入 连接 挂载 卸载 装 拆 加 减 降 升 调高 调低 调 限流 熔断 恢复 还原 回填 补数 补录 补单 补 重发 重推 重传 重拉 重算 重命名 改名 转存 转给 转交 传达 传递 告知 告诉 知会 关照 叮嘱 嘱咐 安抚 慰藉 感谢 感恩 道谢 祝 祝贺 庆贺 "
    "安装 保存 报告 备份 比对 比较 编写 编译 标记 标注 播报 补发 补齐 部署 采集 草拟 测量 测试 测算 查看 查询 查收 撤回 拆分 "
    "抽查 抽检 抽取 抽样 重启 重置 重建 重跑 重试 重算 处理 触发 创建 传 存档 存 打包 打印 导出 导入 登记 点检 调取 调用 调整 定位 "
    "冻结 对比 对账 发布 发送 翻译 反馈 返回 分发 分类 分配 分析 封存 封账 复查 复核 复盘 复制 感谢 跟踪 跟进 更换 更新 公布 公示 "
    "巩固 归档 归集 归纳 归类 关停 关闭 关掉 广播 过滤 过一遍 回放 回顾 回收 回滚 回传 汇报 汇总 核查 核对 核算 核实 核验 合并 "
    "缓存 换算 回复 恢复 激活 集成 计算 记录 记账 检查 检测 检索 检验 校对 校验 校准 监测 监控 监听 监视 检讨 解冻 解析 解读 "
    "截取 截图 结转 精选 拉取 列出 列举 领取 浏览 轮换 轮转 罗列 梳理 录入 落库 扫描 筛查 筛选 删除 上报 上传 上架 审查 审核 审计 "
    "审阅 生成 升级 收集 收取 刷新 搜集 搜索 锁定 锁账 锁库 抓取 拍摄 排查 排列 排序 盘点 判断 配置 匹配 拼接 评估 评选 评审 "
    "清除 清点 清空 清理 清洗 清算 清退 请求 确认 取数 轧账 设置 释放 输出 述职 刷 算 算出 缩容 扩容 弹窗 探测 提交 提取 提炼 "
    "提示 替换 调度 调研 停掉 停用 停机 停止 通报 通知 同步 统计 推送 推荐 推演 退回 脱敏 完善 挖掘 维护 问候 问问 下发 下架 下线 下载 "
    "显示 校正 新增 修复 修剪 修改 续期 巡查 巡检 巡视 询问 验收 验证 演练 疏散 压测 压缩 研判 预测 预览 预警 阅读 运行 运营 "
    "暂停 展示 转发 转换 转储 转存 转写 追踪 追加 整合 整理 制作 执行 终止 重发 祝福 抓 转 总结 组织 组装 做一下 撰写 绘制 罗列 "
    "摘录 摘抄 摘要 整顿 整改 自检 自查 质检 质控 值守 走查 催收 催办 催缴 催促 督促 调拨 派发 派送 派单 排班 排产 布置 起草 拟定 拟 "
    "盯 瞄 瞅 瞧瞧 翻一翻 翻翻 捞 扒 捋 理一理 过目 摸底 摸排 拉一下 跑批 跑数 跑一遍 跑一下 爬取 爬 试跑 试 拨测 压数 "
    "开启 启动 启用 开通 开放 取消 清仓 平仓 调仓 建仓 定投 撤销 回访 拜访 联系 致电 打电话 发信 发邮件 群发 抄送 寄出 预订 预约 预定 "
    "选出 挑选 挑出 挑 抽出 抽 罗织 打分 打标 评分 表扬 点评 点名 鼓励 感恩 慰问 献花 庆祝 张贴 悬挂 更替 轮班 交接 移交 交付 "
    "盘账 盘货 盘库 点货 补货 订货 下单 采购 订购 结算 结账 记工 报数 报账 报送 报备 申报 申请 缴纳 缴费 支付 付款 打款 转账 充值 续费 "
    "核销 开票 寄送 收款 收账 收一 收齐 收缴 收发 催 过账 入账 销账 平账 关账 开账 封版 打版 发版 提测 合码 合入 打标签 打tag "
    "吐槽 拉通 对齐 对一对 对焦 梳一 扫一 排一 排期 排迭代 排出 排好 排 重排 重做 重新 再次 发起 发动 发出 拉起 拉出 拉一 弄 搞 "
    "讲解 讲讲 聊聊 介绍 说明 解释 普及 科普 分享 教 出题 出一 出个 考考 练练 学习 复习 预习 背诵 朗读 打扫 擦拭 消毒 通风 浇水 浇花 "
    "喂 遛狗 倒垃圾 换水 换药 量体温 量血压 测体温 测血压 称体重 充电 关灯 开灯 锁门 关门窗 拉闸 断电 送电 开机 关机 签发 签署 审批 盖章"
)
_HAN_FIRST = (
    "自动 准时 按时 定时 统一 集中 重新 再次 全量 增量 批量 手动 定期 及时 顺便 快速 简单 简要 仔细 认真 主动 逐个 依次 "
    "分别 同时 一次性 随机 悄悄 悄咪咪 默默 直接 额外 提前 务必 尽快 各 都 再 先 要 请 记得 并 帮忙 帮我 替我 给我 去 来 由你 你 能 "
    "完整 全面 例行 集体 安排 开始 负责 继续 现场 线上 私下 公开"
)
# What follows a time and is somebody's own day, an event or a state, however much it looks like a verb.
_HAN_NOT = (
    r"(?:上班|下班|上课|下课|上学|放学|上线了|起床|睡|醒|开饭|营业|打烊|发车|到站|到家|到公司|到岗|出门|回家|下楼|见面?|集合|入场|"
    r"停电|停水|停机(?:了|$)|开始|结束|截止|关门(?!窗)|开门|开业|播出|首播|直播|考试|比赛|有[^没]|是|会|被|很|太|最|总是|才|就|还|"
    r"[^,。]{0,4}(?:例会|周会|晨会|早会|站会|晚会|大会|课|班车)$)"
)
_COUNT = r"(?:一|两|二|三|几|\d{1,2})"
_HAN_SHAPES = (
    # 拍一张, 盘一遍, 瞄一眼, 做两份: a count of a thing done.
    rf"[一-鿿]{{1,2}}?{_COUNT}(?:下|遍|眼|轮|波|张|份|封|批|圈|趟|道|首|段|句|篇|幅|版|页|则|组|套|番|把|次(?!性))",
    # 瞧瞧, 查查, 想想
    r"(?P<twice>[一-鿿])(?P=twice)(?!向上|大|年|月|日|天|周|人|个)",
    # Ways and means before the verb: 用英文写, 按部门汇总, 根据日志分析, 对库存做个检查
    r"(?:用|以|按照?|依据|根据|结合|针对|围绕|基于|参照|参考|通过|对照?|向|跟|为|替|从|在)(?!我|你|他|她|于|没|面)[^,。]{1,24}?"
    r"(?:写|做|发|汇|总结|整理|生成|翻译|分析|回|说|讲|画|列|报|查|检|清|统计|拉|抓|取|导|拍|推|通知|提醒|同步|更新|出|核|对|备份|跑|调|播|喊|贴)",
    r"(?:把|将|给)(?!力|定|来)[^,。]{1,30}",
    r"(?:做|写|发|出|打|画|弄|搞|放|贴|建|开|跑)(?:个|条|份|张|次|轮|封|篇|首|段|组|下)",
)
_HAN_ACTION = pattern(
    rf"(?!{_HAN_NOT})(?:(?:{'|'.join(_HAN_FIRST.split())})的?地?)*(?!{_HAN_NOT})"
    rf"(?:{'|'.join(sorted(set(_HAN_DONE.split()), key=len, reverse=True))}|{'|'.join(_HAN_SHAPES)})(?![的了过]|到(?:了|过)|会(?!议|员|计|话|签))"
)

# Verbs that stand right before their object: "reconcile invoices".
_EN_DONE = (
    "accrue acknowledge add adjust advertise aggregate align allocate amend analyse analyze announce apply approve archive "
    "arrange assemble assess assign attach audit back balance batch benchmark bill blast block bookmark boost brief browse "
    "bring buzz calculate calibrate call capture categorize chart chase chk check circulate cite classify clean clear clone close "
    "collate collect combine commit compare compile compose compress compute condense confirm congratulate convert copy count "
    "crawl create cross-check crunch curate cut cycle deliver deploy describe detect diff digest discard display distribute "
    "document double-check download draft drain draw drop dump duplicate echo email encrypt enforce enumerate escalate "
    "estimate evaluate examine expire explain export extract fax feed fetch figure file fill filter find fire flag flip flush follow "
    "forecast format forward freeze gather generate get gimme give go grab grade graph greet group hand health-check help highlight "
    "identify import index inform inspect invite invoice issue jot keep kick label lint list load lock log look look-up mail make "
    "map mark measure merge message migrate mirror monitor move nag name notify nudge order organise organize outline pack parse "
    "paste patch pay perform pick ping plan play plot poll pop populate post praise predict prefetch prep prepare preview "
    "print probe process produce profile project prompt proofread propose provide prune publish pull purge push put quantify "
    "query queue quiz rank rate re-index re-run rebalance rebase rebuild recalculate recap recheck recognize recommend recompute "
    "reconcile record recount recycle redeploy refill refresh regenerate reindex release reload relay remind remove rename renew "
    "reorder repeat replace replay reply report repost request rerun reschedule research reset resend resolve restart restock "
    "restore resume resync retrain retry retweet reverse review revoke rewrite rotate round run sample save say scan scrape "
    "scrub search seed select send set share ship shortlist show shuffle shut sift simulate sketch skim smoke-test snap snapshot "
    "sort spin spot-check stage start stress-test submit suggest sum summarise summarize surface survey suspend swap sweep sync synthesize "
    "tabulate tag take tally tell test text thank tidy track train transcribe transfer transform translate trend triage trigger "
    "trim tweet unlock unpause update upgrade upload vacuum validate verify vet view wake warm warn wash watch wipe wish wrap write"
)
_EN_FIRST = (
    r"(?:(?:please|pls|plz|then|just|also|automatically|quickly|kindly|quietly|always|and|to|go|help) )*"
)
_EN_OBJECT = (
    r"(?:the|a|an|my|our|your|all|any|every|each|this|these|those|that|some|me|us|everyone|everybody|whoever|new|open|"
    r"what|whether|if|which|how|who|where|when|[\"'])(?![a-z'])"
)
_EN_NOT = (
    r"(?:i|let|lets|stop|quit|we|you|he|she|it|they|there|this|that|these|those|the|a|an|my|our|your|his|her|their|its|is|was|are|were|be|been|"
    r"has|have|had|do|does|did|will|would|can|could|should|may|might|must|in|on|at|for|from|with|to|of|off|by|until|till|after|"
    r"before|during|about|and|or|but|not|no|as|so|if|when|while|because|since|than|then|every|each|all|both|some|any|only|"
    r"where|what|who|which|how|why|meet|meets|sharp|works?|like|unlike|per|via|into|over|under|between|feel|love|hate|hear|"
    r"see you|think|know|want|need|hope|guess|wonder|remember|forget|everyone|everybody|nobody|somebody|people|today|tomorrow)"
)
_SMALL = r"(?:up|out|over|down|off|back|through|together|away|around)"
_EN_ACTION = pattern(
    rf"{_EN_FIRST}(?!{_EN_NOT}\b)(?:(?:{'|'.join(_EN_DONE.split())}|(?!\w+(?<!s)(?<!u)s\b)[a-z-]{{2,}}(?= (?:{_SMALL} )?{_EN_OBJECT}))"
    rf"(?: {_SMALL})?)\b(?!-|'|:|\.\w| (?:is|are|was|were|will|has|had|begins?|starts?|ends?|takes?|happens?|opens|closes)\b)(?= )"
)


_ANNOUNCED = pattern(
    r"(?:停机|停用|停止|发版|提测|封版|打版|上线|关账|开账|平仓|建仓|开放|开通|开启|启动|启用|发布|公布|公示|组织|庆祝|移交|交接|交付|演练|评审|复盘|回访|拜访|验收|升级|维护|部署|上架|下架|"
    r"申请|申报|预约|预订|付款|打款|缴|支付|采购|结算|安排|开始|聊|介绍|讲解|学习|复习|预习|背|朗读|打扫|开灯|关灯|锁门|关门|审批|签|做|写|弄|搞)"
)
_LOOK = pattern(
    r"(?:(?:帮我|替我|帮忙|去|先|再|自动)*(?:看看|看一?[下眼看]|检查|检测|确认|核实|核对|查|瞧|瞅|盯|监控|监测|留意|问|瞄|抽查|巡查|找|列|统计|判断))|"
    r"(?:(?:please|pls|then|just|to|and) )*(?:check|see|find|look|verify|confirm|make sure|test|ask|tell|show|list|inspect|examine|monitor|watch|let me know)\b"
)
_ORDER = pattern(rf"{_EN_FIRST}(?!{_EN_NOT}\b)[a-z-]{{2,}} (?:{_SMALL} )?{_EN_OBJECT}")


def action_at(text: str, place: int) -> Verb | None:
    """Return how surely an action begins at `place`; None when nothing says that one does.

    An action that is as likely somebody's announcement ("今晚8点停机") is one only when it recurs.
    """
    if _HAN_ACTION.match(text, place):
        return Verb.DO_OFTEN if _ANNOUNCED.match(text, place) else Verb.ACT
    if _EN_ACTION.match(text, place):
        return Verb.ACT if _ORDER.match(text, place) else Verb.DO_OFTEN
    return None


def is_order(text: str, place: int) -> bool:
    """Say whether what begins at `place` is so surely an order that a question or a statement may follow in it."""
    return bool(_LOOK.match(text, place) or _ORDER.match(text, place))
