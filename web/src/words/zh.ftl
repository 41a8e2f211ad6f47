### 网页应用的全部文字。

app-name = Corridor
language = 语言
skip = 跳到内容
close = 关闭
back = 返回
change = 更改
show = 显示
keep = 保留
add = 添加
new = 新
later = 以后
continue = 继续
print = 打印
you = 您
number = { $count }
put-away = 收起这条通知
try-again = 重试

## Arriving

join-title = 欢迎使用 Corridor
join-to = 您受邀加入 { $relay }。请选择他人认识您的名称。
join-without = 您需要一份邀请：由您所在机构的人发来的链接。
invitation = 邀请
your-name = 您的名称
your-name-hint = 小写字母 a 到 z、数字，中间可用 . _ -。名称归您所有，不会改变。
join = 加入
have-account = 我已有账户
joining-idle = 正在生成您的密钥…
joining-connecting = 正在连接中继…
joining-connected = 中继正在核对邀请…
joining-waiting = 无法连到中继。会自动重试；您可以让此页开着。
lock-title = 本设备的锁
lock-browser = 由此浏览器保管
lock-browser-hint = 无需输入。能使用此浏览器的人就能阅读这里的内容。
lock-passkey = 通行密钥
lock-passkey-hint = 用指纹、面容或屏幕锁打开。
lock-passphrase = 口令
lock-passphrase-hint = 每次都要输入。没有人能替您找回。
passphrase = 口令
passphrase-hint = 至少 { $count } 个字符。四五个词就很好。
unlock = 解锁
unlock-passkey = 用通行密钥解锁
unlock-title = 本设备已锁定
unlock-hint = 您的对话加密保存在这里。
words-title = 您的 24 个恢复词
words-why = 设备遗失时，它们能找回您的账户。拥有它们的人可以冒充您。
words-kept = 我已抄写在纸上。
words-later-hint = 只要有这台设备，您随时可以在设置中找到它们。
words-alone = 请确认无人旁观，也没有共享屏幕。
words-typed = 24 个词中的 { $count } 个。
recovery-words = 恢复词
recover = 恢复账户
recover-title = 在本设备上使用您的账户
recover-hint = 请输入您抄写的 24 个词。您的其他设备保持不变。
account = 账户
account-hint = 例如 name@relay.example
relay = 中继
done-title = 您已到达
done-name = 他人这样联系您：
done-hint = 把这个名称告诉您想交谈的人，或先写给他们。
look-around = 先看一看

## Conversations

conversations = 对话
new-conversation = 新对话
search = 搜索
messages = 消息
no-conversation = 还没有对话。用上方的笔开始一个。
no-conversation-found = 没有叫这个名称的对话。
no-message-found = 没有消息包含这些文字。
found-count = { $count ->
    [0] 没有找到。
   *[other] 找到 { $count } 条消息。
  }
nothing-yet = 这里还没有人
nothing-open = 没有打开的对话
nothing-hint = 您写的内容在本设备上封好。中继只保持顺序，无法阅读。
nothing-said = 还没有人说话。
draft = 草稿：
said-by = { $who }：
new-people = { $count } 位新人
held-count = 有 { $count } 条消息被扣住，等您看过谁加入了再发出。
unread-count = { $count } 条未读
switch-title = 转到对话
switch-hint = 输入名称的一部分
new-kind = 对话类型
new-direct = 单独
new-room = 房间
title = 标题
title-hint = 只有成员能看到。
title-by-admins = 只有所有者和管理员可以更改。
person = 对方
person-hint = 您所在中继上的名称，或完整账户，例如 name@relay.example。
people = 人员
people-hint = 名称之间用逗号分开。以后还可以添加。
direct-is-for-two = 单独对话只有两人。人多时请选择“房间”。
make-room = 创建房间
begin = 开始

## In a conversation

day-today = 今天
day-yesterday = 昨天
write = 写消息
send = 发送
says = { $who }，{ $time }：
says-own = 您，{ $time }：
delivery-queued = 等待发送
delivery-held = 已扣住
delivery-sent = 已发送
delivery-delivered = 已送达
delivery-read = 已读
see-who-joined = 看看谁加入了
discard = 放弃
unread-from-here = 未读
to-unread = 到第一条未读
to-newest = 到最新
key-date = 转到日期
date = 日期
date-none = 那天及以后都没有消息。
go-there = 前往
room-menu = 此对话的更多选项
room-settings = 房间设置
contradiction = 关于此对话，中继或某位成员前后矛盾。
roster-people = { $count } 人
roster-devices = { $count } 台设备
roster-delegations = { $count ->
   *[other] { $count } 个代表团
  }
roster-new = { $count } 位新人
roster-separator = ，
see-everybody = 谁会读到
look-who = 看看是谁
gate-title = 有 { $count } 人将第一次读到这里的内容
gate-why = 他们在您上次查看之后加入，或带来了新设备。在您看过之前，您写的内容不会发出。
gate-wait = 先不发
gate-send = 发给全部 { $count } 人
since-you-looked = 自您上次查看以来
have-looked = 我看过了
added-by = 由 { $who } 添加，{ $date }
device-added-by = 新设备，由 { $who } 添加，{ $date }
there-from-start = 从一开始就在
live-messages = 新消息
live-direct = { $who }：{ $text }
live-room = { $who } 在 { $room }：{ $text }
event-joined = { $who } 添加了 { $people }
event-joined-self = { $who } 开设了房间
event-device-joined = { $who } 为 { $people } 添加了 { $count ->
    [one] 新设备
   *[other] 新设备
  }
event-device-joined-self = { $who } 有了新设备
event-removed = { $who } 移除了 { $people }
event-removed-self = { $who } 已离开
event-device-removed = { $who } 移除了 { $people } 的一台设备
event-device-removed-self = { $who } 移除了一台设备
event-leaving = { $people } { $count ->
    [one] 正在离开
   *[other] 正在离开
  }
event-leaving-self = { $who } 正在离开
event-renamed = { $who } 将房间命名为 { $title }
event-role = { $who } 将 { $person } 设为{ $role }
event-unknown = { $who } 发来的内容只有更新版本的 Corridor 才能显示
event-readded = 本设备已被重新加入。其间的内容在您的其他设备上。
status-active = 使用中
status-damaged = 本设备跟不上了
status-damaged-hint = 它离开太久，或状态已损坏。它已请求重新加入；某位成员的设备会自动处理。
status-halted = 此房间无法继续
status-halted-hint = 一位成员把所有人锁在了外面。请与同样的人重新建立；说过的内容留在这里。
status-left = 您已离开
status-left-hint = 您在场时说过的内容留在本设备上。
status-removed = 您已被移除
status-removed-hint = 您在场时说过的内容留在本设备上。
refound = 重新建立房间

## People and roles

role = 角色
role-owner = 所有者
role-owner-hint = 可以做一切，并决定他人可以做什么。
role-admin = 管理员
role-admin-hint = 可以添加和移除人员，更改标题。
role-member = 成员
role-member-hint = 可读可写。
role-guest = 客人
role-guest-hint = 可读可写，但永远不能添加他人。
your-role = 您的角色：{ $role }
is-leaving = 正在离开
verified = 已核对
verified-hint = 您已与此人核对过安全码。
unverified-hint = 您还没有与此人核对安全码。
write-directly = 单独写信
remove-person = 移出房间
add-people = 添加人员
rename = 改名
about-room = 关于此房间
room-number = 编号
room-entries = 日志条目
room-skipped = 所有人都跳过的
leave = 离开房间
leave-title = 离开此房间？
leave-hint = 您将不再收到它的任何内容。至今说过的留在本设备上。
stay = 留下

## Verification

verify = 核对
verify-why = 请当面或通话时与 { $who } 比较。若两边相同，就没有人夹在中间。
verify-unknown = 本设备还没有遇到过此人。
is-verified = 您已核对过 { $who }。
words = 词
words-aloud = 请互相念给对方听。
numbers = 数字
code-picture = 供对方设备扫描的二维码
scan-code = 扫描对方的码
show-code = 显示我的码
camera-picture = 相机画面
camera-trouble = 无法使用相机。请在浏览器设置中允许，或比较这些词。
they-match = 相同
they-differ = 不同
differs = 两边并不相同。
differs-hint = 可能有人夹在您和 { $who } 之间，或你们之中有人换了新账户。不要在这里说他人不该读到的话，请用别的途径询问。

## Settings and devices

settings = 设置
appearance = 外观
theme = 主题
theme-system = 跟随系统
theme-light = 浅色
theme-dark = 深色
text-size = 文字大小
send-with-enter = 按回车发送
send-with-enter-hint = Ctrl+回车总是发送；Shift+回车换行。
notify = 有新消息时通知我
notify-hint = 只说有新消息：不说是谁，也不说内容。
notification-title = Corridor
notification-body = 一条新消息
push-title = 唤醒此设备
push = 应用关闭时唤醒此设备
push-what = 仅限邀请和首次来信：您已加入的房间里的消息不会唤醒它。
push-cost = 这会损失一些隐私。浏览器厂商及其推送服务会知道此设备何时被唤醒，但不知道由谁、为何。您的中继会保存它们给此浏览器的地址。
push-none = 此浏览器或您的中继无法在应用关闭时唤醒它。
push-body = 有新动态在等您
privacy = 隐私
receipts-delivered = 告诉他人消息已到达
receipts-delivered-hint = 他们会看到“已送达”。
receipts-read = 告诉他人我已读
receipts-read-hint = 他们会看到“已读”；只有这样，您才会看到他们的。
typing-tell = 在我输入时告知他人
typing-tell-hint = 您也会看到他们在输入。中继可以看到您何时输入，看不到内容。
typing-one = { $name } 正在输入…
typing-two = { $name } 和 { $other } 正在输入…
typing-many = { $count } 人正在输入…
stored = 保存在本设备上
stored-used = 已用 { $used }，共 { $quota }，全部加密。
stored-persistent = 浏览器已承诺保留。
stored-fleeting = 空间不足时浏览器可能清除。恢复词能找回账户，但找不回消息。
export = 导出全部对话
export-room = 导出此对话
export-hint = 导出的是可读文件。请放在别人读不到的地方。
erase = 清除本设备
erase-title = 清除本设备上的一切？
erase-hint = 此浏览器中的所有对话和密钥将永远消失。若没有其他设备或恢复词，账户也会丢失。
devices = 设备
devices-hint = 您写和收到的一切都能在这些设备上读到。
this-device = 本设备
device-since = 自 { $date }
add-device = 添加设备
add-device-hint = 在那台设备上打开 Corridor，选择“我已有账户”，输入您的 24 个恢复词。
withdraw = 撤销
withdraw-device = 撤销设备 { $device }
withdraw-title = 撤销此设备？
withdraw-hint = 它读不到从现在起写的任何内容。已有的留在它上面。
build = 构建
build-hint = 请与您信任的构建比较：这是页面文件列表（build.txt）的散列值。
build-none = 未知：此页面不是为中继构建的。

## Keys

shortcuts = 键盘快捷键
key-switch = 转到对话
key-list = 显示键盘快捷键
key-next = 下一个对话
key-previous = 上一个对话
key-new = 新对话
key-settings = 设置
key-back = 返回
key-search = 搜索
key-people = 显示房间里有谁
key-send = 发送
key-line = 换行
key-messages = 逐条浏览消息

## When something is wrong

starting = Corridor 正在启动
starting-long = 正在打开本设备上保存的内容…
failed-title = Corridor 无法在此启动
offline = 没有连到中继
offline-hint = 您可以阅读和书写。一有连接，您写的内容就会依次发出。
stopped-hint = 这里已有的内容仍可阅读。请询问管理您中继的人。
compare-now = 核对安全码
undone-send-text-unknown = 一条消息没有发出。
undone-send-text = “{ $text }”没有发出。
undone-send-queued =
    { $count ->
       *[other] { $count } 条等待中的消息没有发出。
    }
undone-send-receipts = 没有告知任何人哪些消息已送达或已读。
undone-add = 无法添加 { $people }。
undone-add-device = 无法添加 { $people } 的一台设备。
undone-remove = 无法移除 { $people }。
undone-remove-device = 无法将一台设备移出房间。
undone-rename = 无法将房间改名为“{ $text }”。
undone-set-role = 无法更改 { $people } 的角色。
undone-leave = 您没能离开房间。
undone-take-out-leaving = 无法将已离开的人移出房间。
undone-refresh-keys = 无法更新此设备的密钥。
undone-found-room = 无法建立房间“{ $text }”。
undone-withdraw-device = 无法撤销该设备。
undone-write-to-device = 无法向 { $people } 的一台设备写信。
notice-contradiction = 关于某个对话，中继或某位成员前后矛盾。
notice-key-changed = { $person } 换了新的账户密钥。可能是重新开始，也可能是另一个人：请核对安全码。
notice-own-device = 您的账户出现了一台新设备。如果不是您所为，请在“设备”中撤销。
accept-key = 接受新密钥
failure-other = 出了问题。没有保留任何结果，请再试一次。
failure-no-account = 这里还没有账户。
failure-has-account = 本设备已属于一个账户。
failure-name = 名称由小写字母 a 到 z、数字组成，中间可用 . _ -，最多 32 个字符。
failure-recovery-words = 这不是 24 个恢复词。请查找拼写错误。
failure-title = 标题最多 256 字节，不含控制字符。
failure-text-length = 消息太长。请分两次发送。
failure-no-room = 本设备上没有那个对话。
failure-not-a-member = 那个人不在此房间。
failure-not-queued = 它已离开本设备。
failure-unknown-person = 还没有遇到过叫这个名称的人。
failure-unknown-device = 那不是您的另一台设备。
failure-roster-changed = 自您上次查看以来有人加入。
failure-already-member = 那个人已在此房间。
failure-not-allowed = 您在此房间的角色不允许这样做。
failure-already-sent = 已经发送了。
failure-direct-room = 单独对话只有两人，并一直如此。
failure-last-owner = 请先指定另一位所有者：房间不能没有所有者。
failure-not-in-room = 您已不在此房间。
failure-too-long-away = 此设备离开太久，谁也说不清它是否已发出。
failure-too-large = 它对中继来说太大了。
failure-damaged = 在重新加入之前，本设备无法使用那个房间。
failure-invitation = 这不是完整的邀请。请重新从头到尾复制链接。
failure-database = 浏览器的存储出错。请关闭 Corridor 的其他标签页后再试。
failure-disk-full = 此设备已没有空间。没有任何更改；请腾出空间后再试。
failure-newer-schema = 这是更新版本的 Corridor 保存的。请重新载入页面以获取新版本。
failure-wrong-key = 这里保存的内容打不开：密钥不同，或已损坏。
failure-no-cipher = 此浏览器无法加密所存内容，因此什么也不保存。
failure-corrupt = 这里保存的内容已损坏。
failure-sealing = 封装失败。什么都没有发出，请再试一次。
failure-no-storage = 此浏览器不为本页保存任何内容。请退出隐私窗口，或使用更新的浏览器。
failure-invitation-invalid = 中继不认得这份邀请。请复制整个链接，或另要一份。
failure-invitation-expired = 这份邀请已过期。请另要一份。
failure-invitation-used = 这份邀请已被使用。请另要一份。
failure-name-taken = 这个名称已有人用。请另选一个。
failure-foreign-account = 那个账户属于另一个中继。
failure-account-unknown = 中继不认得那个账户。
failure-too-many-devices = 此账户的设备已达中继允许的数目。请先撤销一台。
failure-device-unknown = 中继不再认得本设备。
failure-device-revoked = 本设备已被撤销。
failure-other-relay = 这不是您账户所属的中继。
failure-device-refused = 中继不再接受本设备。
failure-local-storage = 浏览器的存储出错。最后一步没有保留。
failure-wrong-secret = 这打不开这里保存的内容。什么都没有丢失，请再试一次。
failure-passphrase-short = 口令太短。
failure-lock-damaged = 这里所存内容的锁已损坏。用恢复词可以找回账户。
failure-passkey = 这个通行密钥打不开这里保存的内容。请选择另一种锁。
failure-passkey-unused = 没有使用通行密钥。请再试一次，并回应浏览器的询问。
failure-owner-gone = 正在处理的标签页被关闭了。再试之前，请先看看是否已经完成。
failure-unsupported-version = 这个页面比中继旧。请重新加载。
failure-malformed-frame = 中继发来的内容无法理解。会自动重试。
failure-no-key-package = 目前无法添加此人的任何设备。请稍后再试。
failure-rate-limited = 一次的量对中继来说太多了。请等一分钟再试。
failure-push-refused = 您的中继不通过此浏览器的推送服务唤醒设备。
failure-too-many-connections = 中继暂时没有空余连接。会自动重试。
failure-storage-full = 中继的磁盘已满。请告诉管理它的人。

## Files

attach = 添加文件
drop-here = 把文件拖放到这里
file-progress = 已传输的部分
file-uploading = 正在传往中继
file-paused = 已停止
file-copying = 正在复制到此设备
file-waiting = 已到中继，消息等待中
file-sent = 已发送
file-elsewhere = 未下载
file-fetching = 正在下载
file-here = 在此设备上
file-gone = 中继上已不存在
file-stop = 停止
file-go-on = 继续
file-fetch = 下载
file-open = 打开
file-save = 保存
file-preview = 图片预览
file-opening = 正在打开…
file-no-picture = 这不是可以显示的图片。您可以保存它。
file-said = { $kind ->
    [picture] 图片
   *[file] 文件
  } { $name }，{ $size }，{ $state }。
file-too-large = { $name } 有 { $size }。文件最大为 { $most }。
file-empty = { $name } 是空的。
file-unreadable = 无法读取 { $name }。
sheet-title = { $count ->
   *[other] 发送 { $count } 个文件
  }
sheet-preparing = 正在准备…
sheet-unchanged = 原样发送
sheet-unchanged-hint = 包含相机写入的一切：往往有地点、时间和设备。
sheet-raw = 这张图片无法在此重新绘制：它将原样发送，包含相机写入的一切，往往有地点和时间。
sheet-picture-hint = 缩放到最多 2048 像素，并去除地点和相机数据。
sheet-caption = 随附的话
page-new = 页面
page-prepare = 拉正、裁剪、涂黑
page-mark-up = 标注
page-open = 打开页面（标注：{ $marks }，人数：{ $people }）
page-stage = 页面。方向键移动十字，按住 Shift 移得更远；按 Enter 放下标注。
page-aim = 距左 { $x } %，距上 { $y } %
page-tools = 放下什么
page-tool-pin = 图钉
page-tool-note = 便条
page-tool-arrow = 箭头
page-tool-pen = 笔
page-tool-highlighter = 荧光笔
page-marks = 页面上的标注
page-no-marks = 这里还没有人画过或写过。
page-queued = 发送中
page-held = 已扣住
page-take-back = 收回
page-picture = 页面图片
page-layers = 图层
page-layer-marks = 标注：{ $count }
page-export = 把页面和标注存为一张图片
page-undo = 撤销
page-read-only = 你可以看，但不能画。
page-hint = 点按页面，或用方向键移到那里再按 Enter。
page-hint-arrow = 现在选箭头指向哪里。
page-pin-words = 图钉说什么
page-note-words = 便条说什么
page-too-long = 太长了：最多 512 字节。
page-set = 放下
page-place = { $place ->
    [upper-left] 左上
    [upper-middle] 中上
    [upper-right] 右上
    [middle-left] 左中
    [middle-middle] 正中
    [middle-right] 右中
    [lower-left] 左下
    [lower-middle] 中下
   *[lower-right] 右下
}
mark-pin = 图钉 { $number }，{ $author }，{ $place }：{ $text }
mark-note = 便条，{ $author }，{ $place }：{ $text }
mark-arrow = 箭头，{ $author }，从{ $from }到{ $to }
mark-pen = 线条，{ $author }，{ $place }
mark-highlighter = 荧光标记，{ $author }，{ $place }
page-unreadable = 这不能作为页面打开。
page-too-large = 超过 64 MB：作为页面太大。
page-too-many = 这份文件超过 2000 页。
page-locked = 这份文件有密码。
page-black-hint = 涂黑的内容不在你发送的东西里。原件仍在你设备的磁盘上原来的地方。
page-to-corners = 回到四角
page-use = 使用这一页
page-corners-hint = 把四角移到页面的四角上：外面的部分会被裁掉。
page-of-document = 文件的第几页
page-crossed = 四角没有围成一页。
page-turn = 旋转四分之一圈
page-next = 下一步：涂黑
page-choose = 拍下一页，或打开图片或 PDF。
page-photograph = 拍照
page-open-file = 打开图片或 PDF
page-corner = { $corner ->
    [upper-left] 左上角
    [upper-right] 右上角
    [lower-right] 右下角
   *[lower-left] 左下角
}
page-box = 黑框 { $number }，距左 { $x } %，距上 { $y } %
page-box-keys = 方向键移动黑框，按住 Shift 改变大小；按 Delete 移除。
page-box-add = 添加黑框
page-box-remove = 移除最后一个
key-page = 打开焦点所在图片的页面
failure-file-size = 文件至少一个字节，最多 2 GB。
failure-file-name = 这个名称无法发送。
failure-media-type = 这种文件类型无法标注。
failure-preview = 无法生成预览。
failure-no-file = 该文件已不存在。
failure-file-not-here = 该文件不在此设备上。
undone-send-file = 文件“{ $text }”没有发出。

## Polls, texts for later, search, and what a room has settled

poll-new = 投票
poll-said = 投票：{ $text }
poll-one = 单选
poll-several = 多选
poll-open = 所有人都能看到谁选了什么
poll-hidden = 结束后才显示票数
poll-until = 截止：{ $when }
poll-over = 已结束
poll-own = 您的选择。
poll-vote = 投票
poll-change = 更改我的投票
poll-take-back = 撤回我的投票
poll-votes = { $count } 票。
poll-voters = { $count ->
    [0] 还没有人投票。
   *[other] 已有 { $count } 人投票。
  }
poll-who = 谁选了什么
poll-end = 结束投票
poll-end-title = 要结束这次投票吗？
poll-end-hint = 之后谁都不能再投票或更改，所有人都会看到各选项有多少人选。
poll-question = 问题
poll-answers = 选项
poll-answer = 选项 { $count }
poll-add-answer = 添加选项
poll-remove-answer = 删除选项 { $count }
poll-multiple = 可以选多项
poll-votes-title = 进行期间
poll-show = 显示谁选了什么
poll-hide = 结束前什么都不显示，结束后只显示人数
poll-honest = 无论哪种，每位成员的设备上都有全部投票及投票人：隐藏只是屏幕之间的礼貌，并不是无记名投票。
poll-deadline = 自动结束
poll-deadline-hint = 留空则一直进行，直到您结束它。
poll-ask = 发起
later-send = 稍后发送
later-title = 稍后发送
later-when = 时间
later-honest = 在那之前，它只留在本设备上。只有 Corridor 在此运行并已连接时才会发出；否则会在连接后立即发出。
later-at = 将于 { $when } 发出
later-now = 立即发送
later-draft = 改回草稿
expires-at = 将于 { $when } 消失
roster-expiry = { $time }后消失
event-described = { $who } 更新了房间说明：{ $text }
event-described-not = { $who } 删除了房间说明
event-expiry = { $who } 让消息在 { $time }后消失
event-expiry-never = { $who } 让消息不再消失
event-posting = { $who } 规定了谁可以发言：{ $people }
description = 房间用途
description-hint = 房间里的人都能读到；中继读不到。
by-owners = 只有所有者可以更改。
expiry = 限时消息
expiry-never = 关闭
expiry-after = { $time }后
expiry-honest = 适用于此后说的内容。守约的设备会忘记它；看过的人可能已经留存。
posting = 谁可以发言
posting-hint = 所有人仍可阅读、投票和回应表情。
post-guest = 所有人
post-member = 除客人外的所有人
post-admin = 所有者和管理员（公告）
post-owner = 仅限所有者
read-only-title = 您在这里可以阅读，不能发言
read-only-hint = 可以发言的人：{ $people }。您仍可投票和回应表情。
role-reads-only = 可以阅读、投票和回应表情，不能在此房间发言。
aside = 仅限本设备
mute = 提醒
mute-hint = 提到您的消息仍会提醒。
mute-not = 恢复提醒
mute-for = 静音 { $time }
mute-ever = 静音，直到我更改
muted = 已静音
muted-not = 未静音
muted-always = 已静音
muted-until = 静音至 { $when }
archive = 归档
archive-not = 移出归档
archive-hint = 它会离开列表，直到有消息提到您。不会通知任何人。
archived = 已归档：{ $count }
search-all = 搜索全部
search-here = 在此对话中搜索
search-more = 按人员、类型和日期
search-text = 词语
search-kind = 类型
kind-any = 全部
kind-text = 文字
kind-file = 文件
kind-poll = 投票
kind-contact = 联系人
kind-place = 位置
search-room = 对话
search-everywhere = 所有对话
search-person = 发言人
search-from = 从
search-to = 到
search-hint = 输入词语，或选择人员、类型或日期。
search-newest = 最新的 { $count } 条。请缩小范围以查看其他内容。
undone-describe = 未能更改房间说明。
undone-change-expiry = 未能更改消息消失的时间。
undone-change-posting = 未能更改谁可以发言。
failure-description = 说明最多 1024 字节。
failure-expiry = 消息可在五分钟到九十天后消失，或永不消失。

## What people do to messages

message-actions = 对这条消息的操作
reply = 回复
edit = 修改
edited = 已修改
copy = 复制
forward = 转发
forwarded = 转发的消息
pin = 为所有人置顶
unpin = 取消置顶
pinned = 已置顶
mark = 为自己标记
unmark = 取消标记
marked = 已标记
history = 以前的版本
delete = 删除…
react-with = 用 { $reaction } 回应
react-typed = 其他回应
reactions = 回应
reaction-by = { $people }：{ $reaction }。
replying = 回复 { $who }
editing = 正在修改
stop-about = 取消
quote-gone = 被回复的消息不在这里。
quote-jump = 前往被回复的消息
quote-said = 回复 { $who }。
pin-jump = 前往置顶消息
pins = 置顶消息
pins-all = { $count ->
   *[other] 全部 { $count } 条置顶
  }
delete-title = 删除这条消息
delete-all = 为所有人删除
delete-all-means = 每个人的 Corridor 都会删去其文字和文件，并显示您撤回了它。看过的人已经看过，不遵守这一点的程序也可以保留它。
delete-here = 在此设备上删除
delete-here-means = 只从此设备上消失，其他人仍保留。
forward-title = 转发到
forward-means = 副本以您的名义发出。它会说明是转发的，但不说明来自哪里、由谁所写。
forward-nowhere = 没有这个名称的会话。
forwarded-there = 已转发
forward-to = 转发到 { $room }
history-title = 以前的版本
history-own = 房间里的所有人都能看到您之前写的内容。
history-other = 以前的内容，最新的在前。
mention-whom = 您指的是谁？
mention-count = { $count ->
   *[other] { $count } 条消息提到了您
  }
withdrawn = { $who } 撤回了一条消息
withdrawn-own = 您撤回了一条消息
withdrawn-other = { $by } 移除了 { $who } 的一条消息
key-reply = 回复该消息
key-react = 回应这条消息
key-forward = 转发这条消息
key-edit = 修改您的消息
key-actions = 对该消息的操作
key-delete = 删除该消息
marked-title = 已标记
marked-none = 没有标记的消息。您标记的内容会出现在这里，只在此设备上，只有您能看到。
undone-edit = 这处修改没有完成：{ $text }
undone-act = 您对一条消息的操作没有发出。
failure-no-message = 那条消息已不在这里。
failure-not-sent-yet = 那条消息尚未发出。
failure-reaction = 这不是回应：最多几个符号。
failure-poll = 一个问题和 2 到 12 个不同的答案，每个一行。
failure-vote = 这次投票已结束。
failure-mentions = 一条消息最多提到 32 人，且都须在房间里。
failure-send-at = 请选择现在之后、一年之内的时间。

## 房间链接与敲门

links = 本房间的链接
links-hint = 链接本身不会让任何人进入。打开它的人可以敲门，由您决定。它只保存在这台设备上。
link-make = 创建链接
link-title = 本房间的链接
link-for = 有效期
link-people = 可供几人使用
link-until = 有效至 { $date }
link-over = 已过期
link-used-up = 已用完
link-let-in = 已放行 { $count } 人，共 { $most } 人
link-revoke = 撤销
link-code = 供摄像头读取的链接二维码
knocks = { $count } 人在敲门
knock-unverified = 未核对
knock-proves = 附言谁都可以写。名字由您的中继担保：放行不认识的人之前，请核对安全码。被拒绝的人不会收到通知。
let-in = 放行
turn-away = 拒绝
notice-knocked = { $who } 在您的一个房间敲门。
have-link = 我有房间链接
knock-title = 请求进入
knock-link = 链接
knock-link-hint = 来自邀请您的人。它不透露房间的任何信息。
knock-to = 此链接由 { $who } 创建，有效至 { $date }。只有对方会看到您敲门以及您的账户名。
knock-word = 附言
knock-word-hint = 您是谁，为何而来。
knock = 敲门
own-knocks = 您敲过的门
own-knock-sent = 已于 { $date } 敲门。对方不必回应。
own-knock-queued = 连上中继后发出。
forget = 忘记
knock-forget = 忘记对 { $who } 的敲门
undone-knock = 无法请求 { $people } 让您进入。
failure-link = 这不是完整的房间链接。请从头到尾重新复制。
failure-link-expired = 链接已过期。请另要一个。
failure-link-own = 这是您自己的链接。
failure-link-other-relay = 创建链接的人在另一个中继。
failure-link-other-key = 链接中的密钥与您所知的不同。请核对安全码。
failure-link-too-many = 链接或敲门已达上限。请撤销或忘记一些。
failure-link-terms = 链接有效期为一分钟到 90 天，可供 1 到 250 人使用。
failure-knock-word = 附言为一行，最多 280 字节。
failure-no-link = 该链接或敲门已不存在。

## 屏蔽与举报

block = 屏蔽
unblock = 取消屏蔽
unblock-whom = 取消屏蔽 { $who }
block-hint = 屏蔽会丢弃对方的邀请和敲门，并折叠其发言，仅限这台设备。不会通知任何人。
blocked-person = 已在此设备上屏蔽。
blocked-mark = 已屏蔽
blocked-message = 一条来自您已屏蔽之人的消息。
blocked-here = 您已在此设备上屏蔽此人。
blocked-people = 已屏蔽的人
blocked-hint = 在房间内的个人卡片上屏蔽某人。仅在此设备有效，不会通知任何人。
report = 举报…
report-title = 举报 { $who }
report-hint = 请选择要披露的内容。Corridor 不会自行发送给任何人：请复制或保存文本，或发送给应当知情的人，例如您的运营方。
report-choose = 要披露的消息
report-why = 您的说明
report-operator = 您的运营方希望举报发送至：{ $to }
report-to = 直接发送给
report-to-hint = 以您的名义发送的消息，例如发给运营方为此指定的账户。
report-send = 发送
report-save = 保存为文件
report-by = 举报人 { $who }，{ $date }
report-worth = 以上是举报人自称看到的内容。它本身不能证明任何事：没有中继能够读取或证实，它不含签名，任何人都可以写出这样的文本。
failure-blocked = 您已在此设备上屏蔽此人。请先取消屏蔽。
failure-own-account = 那是您自己的账户。

## 自称

known = 您的自称
known-hint = 显示在账户名旁边，仅供您选择的房间。无人为它作证，也没有人把它当作您的名字。
known-name = 显示的名字
known-name-hint = 最多 64 字节。
known-line = 关于您的一行话
known-picture = 图片
known-no-picture = 不用图片
known-to = 谁能看到
known-to-hint = 这些房间里的人会收到每次更改。看过的人会留有所见；若要收回，请全部留空。
known-to-nobody = 在您选择房间之前，没有人能看到。
speaks-for = 代表 { $affiliation }
signed-by = 由 { $organisation } 签署，有效期至 { $date }
signed-by-unknown = 签署所用的密钥您并不认识：这对您不能证明什么。
unsigned = 没有人签署过此人的身份。
standing = 您代表谁发言
standing-hint = 您所在的机构为您账户的密钥签署。您每个会话中的所有人都会收到，之后加入并经您查看的人也会收到。
standing-key = 您账户的密钥，交给您的机构：
standing-signed = 机构交给您的内容
standing-show = 在我的会话中出示
standing-take-back = 从所有会话中收回
organisations = 您相信的机构
organisations-hint = 它们的签名告诉您谁代表谁发言。只从您信任的人那里取得密钥，绝不从相关会话本身取得。
organisations-none = 还没有：他人出示的签名对您不能证明什么。
organisation-key = 机构的密钥
organisation-name = 您对它的称呼
organisation-add = 相信它的签名
organisation-remove = 不再相信
failure-affiliation = 这不是机构签署的内容，或已损坏。请完整复制。
failure-not-your-affiliation = 这是为另一个账户签署的，或已过期。
failure-organisation = 名称为 1 至 128 字节，您最多可相信 256 个机构。
calls-themself = 自称“{ $name }”
calls-themself-hint = 这是对方自己的说法。经过证明的是上面的账户名。
profile-picture-of = { $who } 选择的图片
undone-show-profile = 无法展示您的自称。
undone-show-affiliation = 无法展示您代表谁发言。
failure-profile = 名字最多 64 字节，一行话最多 280 字节，图片须为此浏览器能绘制的图片。
## Voice notes, albums, contacts, places, links, galleries

voice-new = 语音
voice-asking = 正在等待麦克风：浏览器会询问是否允许使用。
voice-recording = 正在录音。发送之前，任何内容都不会离开此设备。
voice-made = 已录制：{ $time }。
voice-denied = 此处不允许使用麦克风。请在浏览器中为此页面允许，然后重试。
voice-impossible = 找不到麦克风，或此浏览器无法录音。
voice-stop = 停止
voice-again = 重新录制
voice-hint = 它和其他内容一样被加密。听到的人都能从声音认出您。
voice-play = 播放
voice-pause = 暂停
voice-position = 语音中的位置
voice-said = 语音，{ $time }。
voice-mute = 此浏览器无法播放。您可以保存它。
once-choice = 仅可打开一次
once-choice-hint = 收到的人只能打开一次，之后会从其设备上消失；发送后也会从此设备上消失。这不是保证：拍摄屏幕或被改动的程序仍可保留它。
once-hint = 您可以打开一次，之后它会从此设备上消失。
once-open = 打开一次
once-now = 您只能看这一次。拍摄屏幕的人仍可保留它。
once-leaving = 仅可打开一次。发送后，此设备上不再保留任何内容。
once-sent = 收到的人只能打开一次。此设备上已不再保留任何内容。
once-opened = 已打开。此设备上已不再保留任何内容。
once-said = { $state ->
    [opened] 原为仅可打开一次，现已不在。
   *[other] 仅可打开一次。
  }
album-said = 一组 { $count } 张图片。
album-actions = 图片 { $number } 的操作
contact-new = 联系人
contact-account = 谁的地址
contact-account-hint = 您中继上的名称，或 name@relay。
contact-name = 您如何称呼对方
contact-said = 联系人：{ $name }。
contact-hint = 仅凭发送者所言。在信赖之前请比对安全号码。
place-new = 位置
place-here = 我现在的位置
place-here-hint = 浏览器会先询问您，并可能向其厂商查询您的位置。发送之前不会有任何内容进入聊天室。
place-asking = 正在查找您的位置…
place-found = 已找到。发送之前请查看。
place-denied = 浏览器没有提供您的位置。您可以输入数字。
place-latitude = 北纬度数
place-longitude = 东经度数
place-label = 名称
place-said = 位置：{ $place }。
place-accuracy = 误差 { $count } 米以内
place-copy = 复制坐标
place-copied = 已复制。
place-map = 在地图中打开
link-describe = 描述链接
link-which = 链接
link-leads-to = 它指向什么
link-hint = 没有人会为显示此内容而打开链接：对方看到的就是您写的。
link-description = 一句话说明
link-said = 由发送者描述
failure-kind = 无法按现状发送。
gallery = 图片和文件
gallery-kind = 显示内容
gallery-pictures = 图片
gallery-files = 文件
gallery-links = 链接
gallery-voice = 语音
gallery-none = 此设备上没有此类内容。
gallery-more = 显示更早的
gallery-show = 在对话中显示
storage-title = 文件占用的空间
storage-hint = 释放会从此设备删除数据。只要中继仍保留文件（通常 30 天），就可以再次获取。Corridor 会重新使用这些空间；浏览器可能不会立即显示减少。
storage-none = 此设备上没有文件内容。
storage-room = { $count } 个文件共 { $size }，可释放 { $free }
storage-free = 释放这些文件
storage-free-all = 全部释放
storage-freed = 已释放 { $size }。

## 告知新来者

telling = 告知新来者此前所说
telling-hint = 一个文件，含一段时间内的消息，以您的名义转述，而非原作者本人。已撤回或会消失的不在其中。不会征询原作者。
telling-span = 最近
telling-send = 告知
told = 此前所说
told-messages = 转述 { $count } 条消息，{ $when }
told-read = 阅读
told-by = 据 { $who } 转述
told-worth = 这是 { $who } 的说法。文中提到的人均未签名，也无法核实。
told-broken = 无法读取。
failure-telling = 那里没有可以转述的内容，或超过 1000 条消息。

## A room's picture, and groups of rooms
room-picture-hint = 小图，用于列表。房间里的人都能看到。
group = 分组
group-hint = 同一分组的房间在您的列表中排在一起。身在其中一个房间的人，对其他房间一无所知。
group-none = 不分组
group-new = 新建分组…
group-name = 分组名称
group-new-room = 在“{ $name }”中新建房间
group-numbered = { $name }（{ $number }）
event-picture = { $who } 设置了房间图片
event-picture-not = { $who } 移除了房间图片
event-group = { $who } 把房间放入了分组“{ $name }”
event-group-not = { $who } 把房间移出了分组
undone-change-picture = 未能更改房间图片。
undone-change-group = 未能更改房间分组。
failure-picture = 房间图片须为此浏览器能以 8 KiB 绘制的图片。
failure-group-name = 分组名称为 1 至 100 字节，不含控制字符。
failure-no-group = 您没有房间属于该分组。

## 轻提示

nudge = 轻提示
nudge-hint = 轻点一下，五秒后发给这里的所有人。每个人看到的都是自己的语言。
nudge-speak = 请发言支持
nudge-speak-for = 请发言支持{ $subject }
nudge-meet-outside = 我们到外面谈
nudge-interrupt = 请打断
nudge-wait = 请等一等
nudge-vote-yes = 请投赞成票
nudge-vote-no = 请投反对票
nudge-abstain = 请弃权
nudge-call-me = 请给我打电话
nudge-yes = 好，马上来
nudge-no = 不
nudge-in-a-moment = 稍等片刻
nudge-said = 轻提示：{ $text }
nudge-says = { $who } 轻提示，{ $time }：
nudge-says-own = 您轻提示，{ $time }：
nudge-answers = 回复
nudge-waits = 马上发出
nudge-goes = 五秒后发出。
nudge-goes-connected = 连上网络后立即发出。
nudge-take-back = 撤回
nudge-person = 轻提示…
nudge-own-words = 用自己的话
nudge-subject = 支持谁或什么（可以不填）
nudge-own-new = 自己的短语
nudge-own-hint = 只保存在这台设备上，按您写的原样发出：没有人会翻译它。
nudge-own-keep = 保存这个短语
nudge-own-remove = 删除 { $phrase }
nudge-too-long = 对轻提示来说太长了。
nudge-tone = 轻提示时发出柔和的声音
nudge-tone-hint = 手机还会短促地振动两下。已静音的房间两者都没有。
nudge-notification = 有人在轻提示您
key-nudge = 轻提示这个房间
kind-nudge = 轻提示
announcement = 公告
announcement-said = 公告：{ $text }
announcement-new = 向房间发布公告
announcement-text = 公告内容
announcement-whom = 发给谁
announcement-everybody = 房间所有人
announcement-chosen = 其中一些人
announcement-honest = 即使对方已将房间静音，公告仍会送达，除非对方关闭了此项。您可以看到谁已确认、谁尚未收到。每位成员的设备上都有这些确认；其他人的屏幕不会显示。
announcement-reaches = { $count ->
   *[other] 发给 { $count } 人
  }
announcement-send = 发布
announcement-long = 太长了：最多约一页。
announcement-people = 请选择发给谁：1 至 64 人。
announcement-for = 发给 { $people }
announcement-for-all = 发给房间所有人
announcement-see = 我已看到
announcement-acknowledged = 您已确认：{ $when }
announcement-count = { $all } 人中 { $seen } 人已看到。
announcement-undelivered = { $count ->
   *[other] { $count } 人未送达。
  }
announcement-unknown = 在这么大的房间里，无人告知是否送达。
announcement-who = 谁已看到
reached-seen = 已确认：{ $when }
reached-delivered = 已送达，未确认
reached-undelivered = 未送达
reached-unknown = 未确认
reached-gone = 已不在房间，不计入
announcement-again = 向未确认者再次发布
announcement-notification = 有一条给您的公告
announcement-through = 让公告送达我
announcement-through-hint = 发给您的公告，即使房间已静音或归档。
kind-announcement = 公告
huddle = 小聚
huddle-hint = 一个会自行结束的独立房间。邀请只进入收件箱：您所来自的房间一无所知。
huddle-who = 谁来
huddle-everybody = 这里的所有人
huddle-all-of = “{ $name }”的所有人
huddle-with =
    { $count ->
        [0] 小聚
       *[other] 与 { $count } 人小聚
    }
huddle-nobody = 请选择谁来。
huddle-for = 结束
huddle-for-hint = 可以提前结束。只有届时在场的所有人都选择保留才会保留；发起者可以移出成员。
huddle-until-we-rise = 散会时，最迟 12 小时后
huddle-after = { $time }后
huddle-ends-at = { $when } 结束
huddle-what = 在每台守约的设备上结束，之后不留下任何说过的话；您见过这些人这件事会留下。
huddle-until = 至 { $when }
huddle-keep = 保留（{ $people } 人中 { $keepers } 人）
huddle-keep-hint = 届时在场的所有人都选择保留时，它会作为房间留下。
huddle-rise = 散会
huddle-rise-title = 现在结束这次小聚？
huddle-rise-hint = 它将在所有人那里结束。文字、文件和密钥会在每台守约的设备上抹除。看过的人可能已经留存。
event-huddle-kept = 在场的所有人都选择保留：它现在是一个不会结束的房间。
key-huddle = 与此房间的人小聚
new-huddle = 小聚
room-without = 同样的房间，不含 { $who }
room-without-hint = 标题相同、包含其他所有人的新房间。此房间保持原样，也不会得知。
failure-huddle-terms = 小聚可持续一分钟到七天。
failure-no-huddle = 此房间不是小聚：它不会自行结束。
failure-huddle-over = 这次小聚已结束。本设备上没有它的任何内容。
undone-end-huddle = 未能结束小聚。
undone-keep-huddle = 未能传达您是否保留小聚。
## Questions that people are asked alone, and that rooms are asked

sounding-title = 征询意见
sounding-asked = 您征询过的
sounding-none = 您还没有征询过任何人。
sounding-gone = 此问题已不在本设备上。
sounding-whom = 征询谁
sounding-people = 多个人，各自单独
sounding-room = 一个房间
sounding-which-room = 房间
sounding-people-hint = 姓名，以逗号分隔。每个人都在与您单独的对话中被问到。
sounding-honest-people = 没有人能看到还问了谁，或他们说了什么。您的中继可以看到您同时向多个对话发送，但看不到内容。
sounding-honest-room = 每个人只回答给您。房间只看到总数，一次公布，且至少有五个回答。您的设备本可得知谁说了什么；这一点已告知大家。
sounding-free = 可以用自己的话回答
sounding-deadline-hint = 留空则回答随时有效。
sounding-deadline-room = 到时若有五人回答，房间会自动得知总数。留空则由您公布。
sounding-ask-room = 征询房间
sounding-said = 问题：{ $text }
sounding-totals-said = 总数：{ $text }
sounding-alone = 只有 { $who } 看到您的回答，并可能告诉他人各有多少人怎样回答，但不提姓名。您看不到还问了谁。
sounding-own = 单独征询。其他被问到的人互不可见。
sounding-of-room = 这里的每个人都被问到，且只回答给 { $who }。房间只看到总数，一次公布，且至少有五个回答。只有 { $who } 的设备本可得知谁说了什么。
sounding-over = 已结束
sounding-see = 查看回答
sounding-words = 用您自己的话
sounding-answer-send = 回答
sounding-answered = 您的回答：{ $text }
sounding-in-words = 用自己的话
sounding-people-count = { $count } 人
sounding-count = { $asked } 人中有 { $answered } 人已回答
sounding-totals = 总数
sounding-totals-room = 一次全部公布，仅此一次。不提任何人的名字。
sounding-totals-shared = 不提任何人的名字。
sounding-table = 问了谁、回答了什么、从何时起
sounding-who = 谁
sounding-answer = 回答
sounding-since = 时间
asked-queued = 尚未问到
asked-held = 等待中：请查看谁有新设备
asked-sent = 已问
asked-delivered = 已收到，未回答
asked-read = 已读，未回答
asked-blocked = 已被您屏蔽
sounding-reminded = { $when }提醒过
sounding-remind = 提醒未回答的人
sounding-reminder-sent = 提醒正在发出。
sounding-share-in = 将总数分享到
sounding-share-hint = 多少人回答了什么。不提任何人的名字，自己的话只计数。
sounding-share = 分享
sounding-shared = 总数正在发往 { $room }。
sounding-publish-hint = 在房间得知之前，您只看到有多少人回答。总数只公布一次，且至少有五个回答。
sounding-publish = 向房间公布总数
sounding-published = 房间已得知。
event-sounding-reminder = { $who } 仍在等待回答
kind-sounding = 征询
failure-sounding = 一行问题，最多 8 个不同的简短答案，或自己的话。
failure-sounding-people = 一个问题可问 1 到 64 人。
failure-sounding-room = 房间里另有五人时才能整体征询。
failure-sounding-answer = 已结束，或这不是其答案。
failure-no-sounding = 此问题已不在本设备上。
failure-nobody-to-remind = 没有需要提醒的人了。
failure-too-few-answers = 回答者不足五人：暂不向房间公布。
failure-published = 房间已经得知。
key-glance = 遮住或露出姓名与文字
glance-on = 遮住姓名与文字
glance-off = 露出姓名与文字
glance-title = 遮挡与代称
glance-hint = 一个动作即可遮住姓名、文字和图片，防止他人从身后偷看：两指轻点任意位置、Alt+G，或顶部带斜线的眼睛。每个姓名随即显示为您的代称，或只有您认得的标记。
glance-heard = 这只防眼睛。屏幕阅读器仍会读出一切：请戴上耳机。
aliases-always = 始终显示代称
aliases-always-hint = 未遮住时也显示。在您选择写给谁的地方，真名仍在旁边；在放人进入或核验身份的地方，只显示真名。
aliases-name = 姓名
aliases-name-hint = 例如 name@relay.example 的地址，或任何词语。
aliases-alias = 代称
aliases-alias-hint = 一个词或一个表情。只留在此设备上。
aliases-none = 您还没有代称。
aliases-remove = 移除 { $name } 的代称
aliases-use = 在此文本中使用代称
aliases-used = { $count ->
    [0] 此文本中没有您的任何姓名。
   *[other] 已替换 { $count } 处姓名。
  }
aliases-undo = 复原
official-title = 此文本标有官方字样
official-why = 它带有标记 { $marking }。收到的人可能把代称当作真名。
official-replace = 仍要替换
official-leave = 保持原样
markings = 官方文本的标记
markings-hint = 每行一个。在带有标记的文本中使用代称前会先询问您：拉丁等字母须为大写，或位于行首。
markings-reset = 使用 Corridor 自带的列表
failure-alias = 姓名为 1 至 286 字节，代称为 1 至 32 字节，不含控制字符。
failure-alias-too-many = 已有 500 个代称，不能再加。请先移除一个。
failure-no-alias = 该姓名没有代称。
