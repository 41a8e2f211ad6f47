### كل نصوص تطبيق الويب.

app-name = Corridor
language = اللغة
skip = الانتقال إلى المحتوى
close = إغلاق
back = رجوع
change = تغيير
show = عرض
keep = إبقاء
save = حفظ
add = إضافة
new = جديد
later = لاحقًا
continue = متابعة
print = طباعة
you = أنت
number = { $count }
put-away = إخفاء هذا التنبيه
try-again = المحاولة مجددًا

## Arriving

join-title = أهلًا بك في Corridor
join-to = دُعيت إلى { $relay }. اختر الاسم الذي يعرفك به الآخرون.
join-without = تحتاج إلى دعوة: رابط يرسله إليك أحد من مؤسستك.
invitation = الدعوة
your-name = اسمك
your-name-hint = أحرف لاتينية صغيرة وأرقام، وبينها . _ - إن شئت. يبقى الاسم لك.
join = انضمام
have-account = لديّ حساب
joining-idle = تُنشأ مفاتيحك…
joining-connecting = يجري الاتصال بالمُرحِّل…
joining-connected = يتحقق المُرحِّل من الدعوة…
joining-waiting = تعذّر الوصول إلى المُرحِّل. تُعاد المحاولة تلقائيًا؛ يمكنك ترك هذه الصفحة مفتوحة.
lock-title = قفل هذا الجهاز
lock-browser = يحفظه هذا المتصفح
lock-browser-hint = لا شيء يُكتب. من يستطيع استعمال هذا المتصفح يستطيع قراءة المحفوظ هنا.
lock-passkey = مفتاح مرور
lock-passkey-hint = تفتحه بصمتك أو وجهك أو قفل الشاشة.
lock-passphrase = عبارة سرّ
lock-passphrase-hint = تكتبها كل مرة. لا يستطيع أحد استعادتها لك.
passphrase = عبارة السرّ
passphrase-hint = { $count ->
    [zero] دون حد أدنى.
    [one] حرف واحد على الأقل.
    [two] حرفان على الأقل.
    [few] { $count } أحرف على الأقل. أربع كلمات أو خمس جيدة.
    [many] { $count } حرفًا على الأقل. أربع كلمات أو خمس جيدة.
   *[other] { $count } حرف على الأقل. أربع كلمات أو خمس جيدة.
  }
unlock = فتح القفل
unlock-passkey = الفتح بمفتاح مرور
unlock-title = هذا الجهاز مقفل
unlock-hint = محادثاتك محفوظة هنا، مشفّرة.
words-title = كلمات الاستعادة الأربع والعشرون
words-why = تعيد حسابك إن فُقد هذا الجهاز. ومن يملكها يستطيع انتحال شخصيتك.
words-kept = كتبتها على ورق.
words-later-hint = تجدها في الإعدادات متى شئت، ما دام هذا الجهاز معك.
words-alone = تأكد أن لا أحد ينظر وأن شاشتك غير مشتركة.
words-typed = { $count ->
    [zero] لا كلمات من 24.
    [one] كلمة واحدة من 24.
    [two] كلمتان من 24.
    [few] { $count } كلمات من 24.
    [many] { $count } كلمة من 24.
   *[other] { $count } كلمة من 24.
  }
recovery-words = كلمات الاستعادة
recover = استعادة الحساب
recover-title = حسابك على هذا الجهاز
recover-hint = اكتب الكلمات الأربع والعشرين التي دوّنتها. تبقى أجهزتك الأخرى كما هي.
account = الحساب
account-hint = مثل name@relay.example
relay = المُرحِّل
done-title = وصلت
done-name = هكذا يصل إليك الآخرون:
done-hint = أعطِ هذا الاسم لمن تريد التحدث معهم، أو ابدأ بالكتابة إليهم.
look-around = نظرة أولًا

## Conversations

conversations = المحادثات
new-conversation = محادثة جديدة
search = بحث
messages = الرسائل
no-conversation = لا محادثات بعد. ابدأ واحدة بالقلم في الأعلى.
no-conversation-found = لا محادثة بهذا الاسم.
no-message-found = لا رسالة فيها ذلك.
found-count = { $count ->
    [zero] لم يُعثر على شيء.
    [one] عُثر على رسالة واحدة.
    [two] عُثر على رسالتين.
    [few] عُثر على { $count } رسائل.
    [many] عُثر على { $count } رسالة.
   *[other] عُثر على { $count } رسالة.
  }
nothing-yet = لا أحد هنا بعد
nothing-open = لا محادثة مفتوحة
nothing-hint = ما تكتبه يُختم على هذا الجهاز. يحفظ المُرحِّل ترتيبه ولا يستطيع قراءته.
nothing-said = لم يُقل شيء بعد.
draft = مسودة:
said-by = { $who }:
new-people = { $count ->
    [zero] لا جدد
    [one] شخص جديد
    [two] جديدان
    [few] { $count } جدد
    [many] { $count } جديدًا
   *[other] { $count } جديد
  }
held-count = { $count ->
    [zero] لا رسائل محتجزة.
    [one] رسالة واحدة محتجزة حتى تنظر من انضم.
    [two] رسالتان محتجزتان حتى تنظر من انضم.
    [few] { $count } رسائل محتجزة حتى تنظر من انضم.
    [many] { $count } رسالة محتجزة حتى تنظر من انضم.
   *[other] { $count } رسالة محتجزة حتى تنظر من انضم.
  }
unread-count = { $count ->
    [zero] لا غير مقروء
    [one] رسالة غير مقروءة
    [two] رسالتان غير مقروءتين
    [few] { $count } رسائل غير مقروءة
    [many] { $count } رسالة غير مقروءة
   *[other] { $count } رسالة غير مقروءة
  }
switch-title = الانتقال إلى محادثة
switch-hint = اكتب جزءًا من اسمها
new-kind = نوع المحادثة
new-direct = مباشرة
new-room = غرفة
title = العنوان
title-hint = لا يقرؤه إلا الأعضاء.
title-by-admins = لا يغيّره إلا المالكون والمشرفون.
person = الشخص
person-hint = اسم عند مُرحِّلك، أو حساب كامل مثل name@relay.example.
people = الأشخاص
people-hint = أسماء تفصلها فواصل. يمكنك إضافة غيرهم لاحقًا.
direct-is-for-two = المحادثة المباشرة لاثنين. اختر «غرفة» لأكثر من ذلك.
make-room = إنشاء الغرفة
begin = بدء

## In a conversation

day-today = اليوم
day-yesterday = أمس
write = اكتب رسالة
send = إرسال
says = { $who }، { $time }:
says-own = أنت، { $time }:
delivery-queued = تنتظر الإرسال
delivery-held = محتجزة
delivery-sent = أُرسلت
delivery-delivered = وصلت
delivery-read = قُرئت
see-who-joined = من انضم؟
discard = إلغاء
unread-from-here = غير مقروءة
to-unread = إلى أول غير مقروءة
to-newest = إلى الأحدث
key-date = الانتقال إلى تاريخ
date = التاريخ
date-none = لم يُقل شيء في ذلك اليوم ولا بعده.
go-there = انتقال
room-menu = المزيد عن هذه المحادثة
room-settings = إعدادات الغرفة
contradiction = المُرحِّل، أو أحد الأعضاء، يناقض نفسه في شأن هذه المحادثة.
roster-people = { $count ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $count } أشخاص
    [many] { $count } شخصًا
   *[other] { $count } شخص
  }
roster-devices = { $count ->
    [zero] لا أجهزة
    [one] جهاز واحد
    [two] جهازان
    [few] { $count } أجهزة
    [many] { $count } جهازًا
   *[other] { $count } جهاز
  }
roster-delegations = { $count ->
    [zero] لا وفود
    [one] وفد واحد
    [two] وفدان
    [few] { $count } وفود
    [many] { $count } وفدًا
   *[other] { $count } وفد
  }
roster-new = { $count ->
    [zero] لا جدد
    [one] شخص جديد
    [two] جديدان
    [few] { $count } جدد
    [many] { $count } جديدًا
   *[other] { $count } جديد
  }
roster-separator = {"، "}
see-everybody = من يقرأ هذا
look-who = من هم؟
gate-title = { $count ->
    [zero] لا أحد جديد
    [one] شخص جديد سيقرأ هذا
    [two] شخصان سيقرآن هذا لأول مرة
    [few] { $count } أشخاص سيقرؤون هذا لأول مرة
    [many] { $count } شخصًا سيقرؤون هذا لأول مرة
   *[other] { $count } شخص سيقرؤون هذا لأول مرة
  }
gate-why = انضموا، أو أتوا بجهاز جديد، بعد آخر نظرة لك. لا يخرج شيء مما تكتبه قبل أن تنظر.
gate-wait = ليس بعد
gate-send = { $count ->
    [zero] إرسال
    [one] الإرسال إلى شخص واحد
    [two] الإرسال إلى الاثنين
    [few] الإرسال إلى الـ{ $count } جميعًا
    [many] الإرسال إلى الـ{ $count } جميعًا
   *[other] الإرسال إلى الـ{ $count } جميعًا
  }
since-you-looked = منذ آخر نظرة لك
have-looked = نظرت
added-by = إضافة { $who }، { $date }
device-added-by = جهاز جديد، إضافة { $who }، { $date }
there-from-start = موجود من البداية
live-messages = رسائل جديدة
live-direct = { $who }: { $text }
live-room = { $who } في { $room }: { $text }
event-joined = أضاف { $who } إلى الغرفة: { $people }
event-joined-self = فتح { $who } الغرفة
event-device-joined = { $count ->
    [zero] جهاز جديد، إضافة { $who }
    [one] لدى { $people } جهاز جديد، إضافة { $who }
    [two] لدى { $people } جهازان جديدان، إضافة { $who }
    [few] لدى { $people } أجهزة جديدة، إضافة { $who }
    [many] لدى { $people } أجهزة جديدة، إضافة { $who }
   *[other] لدى { $people } أجهزة جديدة، إضافة { $who }
  }
event-device-joined-self = لدى { $who } جهاز جديد
event-removed = أخرج { $who } من الغرفة: { $people }
event-removed-self = غادر { $who }
event-device-removed = أزال { $who } جهازًا لدى { $people }
event-device-removed-self = أزال { $who } جهازًا
event-leaving = { $count ->
    [zero] لا أحد يغادر
    [one] { $people } يغادر
    [two] { $people } يغادران
    [few] { $people } يغادرون
    [many] { $people } يغادرون
   *[other] { $people } يغادرون
  }
event-leaving-self = { $who } يغادر
event-renamed = سمّى { $who } الغرفة { $title }
event-role = جعل { $who } دور { $person }: { $role }
event-unknown = أرسل { $who } ما لا يعرضه إلا إصدار أحدث من Corridor
event-readded = أُضيف هذا الجهاز من جديد. ما قيل في الأثناء على أجهزتك الأخرى.
status-active = نشطة
status-damaged = لا يستطيع هذا الجهاز المتابعة
status-damaged-hint = غاب طويلًا، أو تلفت حالته. طلب أن يُضاف من جديد؛ سيفعل ذلك جهاز أحد الأعضاء تلقائيًا.
status-halted = لا يمكن لهذه الغرفة أن تستمر
status-halted-hint = أقفلها أحد الأعضاء على الجميع. أسّسها من جديد مع الأشخاص أنفسهم؛ يبقى ما قيل هنا.
status-left = غادرت
status-left-hint = ما قيل في حضورك يبقى على هذا الجهاز.
status-removed = أُخرجت
status-removed-hint = ما قيل في حضورك يبقى على هذا الجهاز.
refound = تأسيس الغرفة من جديد

## People and roles

role = الدور
role-owner = مالك
role-owner-hint = يفعل كل شيء هنا، ويقرر ما يفعله الآخرون.
role-admin = مشرف
role-admin-hint = يضيف الأشخاص ويخرجهم ويغيّر العنوان.
role-member = عضو
role-member-hint = يقرأ ويكتب.
role-guest = ضيف
role-guest-hint = يقرأ ويكتب، ولا يضيف أحدًا أبدًا.
your-role = دورك: { $role }
is-leaving = يغادر
verified = تم التحقق
verified-hint = قارنت أرقام الأمان مع هذا الشخص.
unverified-hint = لم تقارن بعد أرقام الأمان مع هذا الشخص.
write-directly = الكتابة مباشرة
remove-person = الإخراج من الغرفة
add-people = إضافة أشخاص
rename = تغيير العنوان
about-room = عن هذه الغرفة
room-number = الرقم
room-entries = مدخلات السجل
room-skipped = ما تخطاه الجميع
leave = مغادرة الغرفة
leave-title = أتغادر هذه الغرفة؟
leave-hint = لن يصلك منها شيء بعد ذلك. ما قيل حتى الآن يبقى على هذا الجهاز.
stay = البقاء

## Verification

verify = التحقق
verify-who = التحقق من { $who }
verify-why = قارن مع { $who }، وجهًا لوجه أو في مكالمة. إن تطابق لديكما، فلا أحد يقف بينكما.
verify-unknown = لم يلتق هذا الجهاز بهذا الشخص بعد.
is-verified = تحققت من { $who }.
words = الكلمات
words-aloud = اقرأها كل منكما للآخر.
numbers = الأرقام
code-picture = رمز يمسحه جهاز الشخص الآخر
scan-code = مسح رمز الآخر
show-code = عرض رمزي
camera-picture = صورة الكاميرا
camera-trouble = لا يمكن استعمال الكاميرا. اسمح بها في إعدادات المتصفح، أو قارن الكلمات.
they-match = متطابقة
they-differ = مختلفة
differs = ليست متطابقة.
differs-hint = قد يقف أحد بينك وبين { $who }، أو لأحدكما حساب جديد. لا تقل هنا ما لا ينبغي أن يقرأه غيركما، واسأل بطريق آخر.

## Settings and devices

settings = الإعدادات
appearance = المظهر
theme = السمة
theme-system = حسب النظام
theme-light = فاتحة
theme-dark = داكنة
text-size = حجم النص
send-with-enter = الإرسال بمفتاح Enter
send-with-enter-hint = Ctrl+Enter يرسل دائمًا؛ وShift+Enter يبدأ سطرًا.
notify = تنبيهي إلى الرسائل الجديدة
notify-hint = أن هناك رسالة فحسب: لا ممن، ولا ماذا.
notification-title = Corridor
notification-body = رسالة جديدة
push-title = إيقاظ هذا الجهاز
push = إيقاظ هذا الجهاز حين يكون التطبيق مغلقًا
push-what = للدعوات والرسائل الأولى. أما رسائل الغرف التي أنت فيها فلا توقظه إلا إذا طلبت ذلك أدناه.
push-cost = لهذا ثمن من الخصوصية. يعرف صانع المتصفح وخدمة الإشعارات التابعة له متى يوقَظ هذا الجهاز، لا ممن ولا لماذا. ويحتفظ مُرحِّلك بالعنوان الذي أعطياه لهذا المتصفح.
push-rooms = لرسائل الغرف أيضًا
push-rooms-what = في المحادثات التي لا تزيد أجهزتها على 64، ومن أشخاص اطّلعت عليهم. كتم الغرفة أو حظر شخص فيها لا يوقف ذلك: فلو أوقفه لعرفت تطبيقات الأعضاء به. استثنِ الغرفة في إعداداتها بدلًا من ذلك.
push-rooms-cost = لهذا ثمن أكبر من الخصوصية. تعرف تطبيقات الأعضاء أن هذا الجهاز يطلب إيقاظه. ومع كل رسالة يُبلَّغ مُرحِّلك أيُّ أجهزة الغرفة تطلب ذلك. لا يحفظ ذلك في أي مكان، لكنه يرى في تلك اللحظة من يشاركك غرفة، وفيما عدا ذلك لا يراه إلا ما دام الجهاز متصلًا. وتستطيع خدمات الإشعارات أن ترى أيُّ الأجهزة يوقَظ في اللحظة نفسها.
push-room = أيقظ هذا الجهاز لهذه الغرفة حين يكون Corridor مغلقًا
push-room-hint = تعرف تطبيقات الأعضاء هل يطلب هذا الجهاز ذلك.
push-none = لا يستطيع هذا المتصفح أو مُرحِّلك إيقاظ التطبيق وهو مغلق.
push-body = هناك ما ينتظرك
privacy = الخصوصية
receipts-delivered = إعلام الآخرين بوصول الرسالة
receipts-delivered-hint = يرون «وصلت».
receipts-read = إعلام الآخرين بأنني قرأت
receipts-read-hint = يرون «قُرئت»؛ وعندئذ فقط ترى ذلك منهم.
typing-tell = إعلام الآخرين بأنني أكتب
typing-tell-hint = ترى منهم مثل ذلك. يستطيع المرحِّل أن يرى متى تكتب، لا ماذا تكتب.
typing-one = { $name } يكتب…
typing-two = { $name } و{ $other } يكتبان…
typing-many = { $count ->
    [zero] لا أحد يكتب
    [one] شخص واحد يكتب…
    [two] شخصان يكتبان…
    [few] { $count } أشخاص يكتبون…
    [many] { $count } شخصًا يكتبون…
   *[other] { $count } شخص يكتبون…
}
stored = محفوظ على هذا الجهاز
stored-used = { $used } من { $quota }، كله مشفّر.
stored-persistent = وعد المتصفح بحفظه.
stored-fleeting = قد يمسحه المتصفح إن ضاقت المساحة. كلمات الاستعادة تعيد الحساب، لا الرسائل.
export = تصدير كل المحادثات
export-room = تصدير هذه المحادثة
export-hint = الملف المصدَّر مقروء. احفظه حيث لا يقرؤه أحد سواك.
erase = مسح هذا الجهاز
erase-title = مسح كل شيء على هذا الجهاز؟
erase-hint = تزول كل المحادثات والمفاتيح في هذا المتصفح إلى الأبد. ومن دون جهاز آخر أو كلمات الاستعادة يضيع الحساب أيضًا.
devices = الأجهزة
devices-hint = كل ما تكتبه وتتلقاه يُقرأ على هذه الأجهزة.
this-device = هذا الجهاز
device-since = منذ { $date }
add-device = إضافة جهاز
add-device-hint = افتح Corridor عليه، واختر «لديّ حساب»، واكتب كلمات الاستعادة الأربع والعشرين.
withdraw = سحب
withdraw-device = سحب الجهاز { $device }
withdraw-title = سحب هذا الجهاز؟
withdraw-hint = لا يستطيع قراءة شيء يُكتب من الآن. وما لديه يبقى عليه.
build = البناء
build-hint = قارنه بالبناء الذي تثق به: هو بصمة قائمة ملفات الصفحة (build.txt).
build-none = غير معروف: لم تُبنَ هذه الصفحة لمُرحِّل.

## Keys

shortcuts = اختصارات لوحة المفاتيح
key-switch = الانتقال إلى محادثة
key-list = عرض اختصارات لوحة المفاتيح
key-next = المحادثة التالية
key-previous = المحادثة السابقة
key-new = محادثة جديدة
key-settings = الإعدادات
key-back = رجوع
key-search = بحث
key-people = عرض من في الغرفة
key-send = إرسال
key-line = سطر جديد
key-messages = من رسالة إلى رسالة

## When something is wrong

starting = يبدأ Corridor
starting-long = يُفتح المحفوظ على هذا الجهاز…
failed-title = لا يستطيع Corridor أن يبدأ هنا
offline = لا اتصال بالمُرحِّل
offline-hint = يمكنك القراءة والكتابة. ما تكتبه يخرج بالترتيب حين يعود الاتصال.
stopped-hint = لا يزال بوسعك قراءة ما هنا. اسأل من يدير مُرحِّلك.
compare-now = مقارنة أرقام الأمان
undone-send-text-unknown = لم تُرسل رسالة.
undone-send-text = لم يُرسل «{ $text }».
undone-send-queued =
    { $count ->
        [zero] لم تكن رسائل في الانتظار.
        [one] لم تُرسل رسالة كانت في الانتظار.
        [two] لم تُرسل رسالتان كانتا في الانتظار.
        [few] لم تُرسل { $count } رسائل كانت في الانتظار.
        [many] لم تُرسل { $count } رسالة كانت في الانتظار.
       *[other] لم تُرسل { $count } رسالة كانت في الانتظار.
    }
undone-send-receipts = لم يُبلَّغ أحد بما وصل من رسائل أو قُرئ.
undone-add = تعذّرت إضافة { $people }.
undone-add-device = تعذّرت إضافة جهاز من أجهزة { $people }.
undone-remove = تعذّر إخراج { $people }.
undone-remove-device = تعذّر إخراج جهاز من الغرفة.
undone-rename = تعذّرت تسمية الغرفة «{ $text }».
undone-set-role = تعذّر تغيير دور { $people }.
undone-leave = تعذّرت مغادرة الغرفة.
undone-take-out-leaving = تعذّر إخراج من غادروا من الغرفة.
undone-refresh-keys = تعذّر تجديد مفاتيح هذا الجهاز.
undone-found-room = تعذّر إنشاء الغرفة «{ $text }».
undone-withdraw-device = تعذّر سحب الجهاز.
undone-write-to-device = تعذّرت الكتابة إلى جهاز من أجهزة { $people }.
notice-contradiction = المُرحِّل، أو أحد الأعضاء، يناقض نفسه في شأن محادثة.
notice-key-changed = لدى { $person } مفتاح حساب جديد. قد تكون بداية جديدة، أو شخصًا آخر: قارن أرقام الأمان.
notice-own-device = ظهر جهاز جديد لك. إن لم تكن أنت، فاسحبه من «الأجهزة».
accept-key = قبول المفتاح الجديد
failure-other = حدث خطأ. لم يُحفظ منه شيء؛ حاول مجددًا.
failure-no-account = لا حساب هنا بعد.
failure-has-account = هذا الجهاز تابع لحساب بالفعل.
failure-name = الاسم أحرف لاتينية صغيرة وأرقام، وبينها . _ -، حتى 32.
failure-recovery-words = ليست هذه كلمات الاستعادة الأربع والعشرين. ابحث عن خطأ في الكتابة.
failure-title = العنوان حتى 256 بايت ومن دون محارف تحكّم.
failure-text-length = الرسالة أطول مما يجب. أرسلها في اثنتين.
failure-no-room = ليست تلك المحادثة على هذا الجهاز.
failure-not-a-member = ليس ذلك الشخص في الغرفة.
failure-not-queued = خرجت من هذا الجهاز بالفعل.
failure-unknown-person = لم يُلتق بعد بأحد بهذا الاسم.
failure-unknown-device = ليس ذلك جهازًا آخر لك.
failure-roster-changed = انضم أحد منذ آخر نظرة لك.
failure-already-member = ذلك الشخص في الغرفة بالفعل.
failure-not-allowed = دورك في هذه الغرفة لا يسمح بذلك.
failure-already-sent = أُرسلت بالفعل.
failure-direct-room = المحادثة المباشرة لاثنين وتبقى كذلك.
failure-last-owner = اجعل غيرك مالكًا أولًا: لا تبقى غرفة بلا مالك.
failure-not-in-room = لم تعد في هذه الغرفة.
failure-too-long-away = غاب هذا الجهاز طويلًا حتى إنه لا يُعرف هل أُرسل ذلك.
failure-too-large = هذا أكبر مما يقبله المُرحِّل.
failure-damaged = لا يستطيع هذا الجهاز استعمال الغرفة حتى يُضاف من جديد.
failure-invitation = ليست هذه دعوة كاملة. انسخ الرابط مجددًا، من أوله إلى آخره.
failure-database = تعطّل تخزين المتصفح. أغلق ألسنة Corridor الأخرى وحاول مجددًا.
failure-disk-full = لم تبقَ مساحة على هذا الجهاز. لم يتغيّر شيء؛ وفّر مساحة ثم حاول مجددًا.
failure-newer-schema = حفظ هذا إصدار أحدث من Corridor. أعد تحميل الصفحة للحصول عليه.
failure-wrong-key = لا يُفتح المحفوظ هنا: المفتاح مختلف، أو هو تالف.
failure-no-cipher = لا يستطيع هذا المتصفح تشفير ما يُحفظ، فلا يُحفظ شيء.
failure-corrupt = المحفوظ هنا تالف.
failure-sealing = فشل الختم. لم يُرسل شيء؛ حاول مجددًا.
failure-no-storage = لا يحفظ هذا المتصفح شيئًا لهذه الصفحة. غادر النافذة الخاصة، أو استعمل متصفحًا أحدث.
failure-invitation-invalid = لا يعرف المُرحِّل هذه الدعوة. انسخ الرابط كله، أو اطلب غيرها.
failure-invitation-expired = انتهت مدة هذه الدعوة. اطلب غيرها.
failure-invitation-used = استُعملت هذه الدعوة. اطلب غيرها.
failure-name-taken = هذا الاسم مأخوذ. اختر غيره.
failure-foreign-account = ذلك الحساب تابع لمُرحِّل آخر.
failure-account-unknown = لا يعرف المُرحِّل ذلك الحساب.
failure-too-many-devices = لهذا الحساب أقصى ما يسمح به المُرحِّل من أجهزة. اسحب واحدًا أولًا.
failure-device-unknown = لم يعد المُرحِّل يعرف هذا الجهاز.
failure-device-revoked = سُحب هذا الجهاز.
failure-other-relay = هذا مُرحِّل غير الذي يتبعه حسابك.
failure-device-refused = لم يعد المُرحِّل يقبل هذا الجهاز.
failure-local-storage = تعطّل تخزين المتصفح. لم يُحفظ شيء من الخطوة الأخيرة.
failure-wrong-secret = هذا لا يفتح المحفوظ هنا. لم يضع شيء: حاول مجددًا.
failure-passphrase-short = عبارة السرّ قصيرة جدًا.
failure-lock-damaged = قفل المحفوظ هنا تالف. كلمات الاستعادة تعيد الحساب.
failure-passkey = مفتاح المرور هذا لا يفتح المحفوظ هنا. اختر قفلًا آخر.
failure-passkey-unused = لم يُستخدم مفتاح المرور. أعد المحاولة وأجب عمّا يطلبه المتصفح.
failure-owner-gone = أُغلق التبويب الذي كان يعمل. تحقّق هل تمّ الأمر قبل أن تحاول مجددًا.
failure-unsupported-version = هذه الصفحة أقدم من المُرحِّل. أعد تحميلها.
failure-malformed-frame = أرسل المُرحِّل ما لا معنى له. تُعاد المحاولة تلقائيًا.
failure-no-key-package = لا يمكن إضافة أي من أجهزة هذا الشخص الآن. ربما لاحقًا.
failure-rate-limited = كان ذلك أكثر مما يقبله المُرحِّل دفعة واحدة. انتظر دقيقة ثم حاول مجددًا.
failure-push-refused = لا يوقظ مُرحِّلك الأجهزة عبر خدمة إشعارات هذا المتصفح.
failure-too-many-connections = لا مكان لدى المُرحِّل لاتصال آخر الآن. تُعاد المحاولة تلقائيًا.
failure-storage-full = قرص المُرحِّل ممتلئ. أخبر من يديره.

## Files

attach = إضافة ملفات
drop-here = أفلت الملفات هنا
file-progress = ما نُقل منه
file-uploading = في طريقه إلى المُرحِّل
file-paused = موقوف
file-copying = يُنسخ إلى هذا الجهاز
file-waiting = عند المُرحِّل، والرسالة تنتظر
file-sent = أُرسل
file-elsewhere = لم يُجلب
file-fetching = قيد الجلب
file-here = على هذا الجهاز
file-gone = لم يعد عند المُرحِّل
file-stop = إيقاف
file-go-on = متابعة
file-fetch = جلب
file-open = فتح
file-save = حفظ
file-preview = معاينة صورة
file-opening = جارٍ الفتح…
file-no-picture = ليست صورة يمكن عرضها. يمكنك حفظها.
file-said = { $kind ->
    [picture] صورة
   *[file] ملف
  } { $name }، { $size }، { $state }.
file-too-large = حجم { $name } هو { $size }. أقصى حجم للملف { $most }.
file-empty = { $name } فارغ.
file-unreadable = لا يمكن قراءة { $name }.
sheet-title = { $count ->
    [zero] إرسال ملفات
    [one] إرسال ملف
    [two] إرسال ملفين
    [few] إرسال { $count } ملفات
    [many] إرسال { $count } ملفًا
   *[other] إرسال { $count } ملف
  }
sheet-preparing = جارٍ التحضير…
sheet-unchanged = إرسال دون تغيير
sheet-unchanged-hint = مع كل ما كتبته الكاميرا فيها: كثيرًا ما يكون المكان والوقت والجهاز.
sheet-raw = لا يمكن إعادة رسم هذه الصورة هنا: تُرسل كما هي، مع كل ما كتبته الكاميرا فيها، وكثيرًا ما يكون المكان والوقت.
sheet-picture-hint = تُصغَّر إلى 2048 بكسل على الأكثر، ويُحذف المكان وبيانات الكاميرا.
sheet-caption = ما تقوله معه
page-new = صفحة
page-prepare = تقويم وقصّ وتسويد
page-mark-up = وضع علامات
page-open = افتح الصفحة (العلامات: { $marks }، الأشخاص: { $people })
page-stage = صفحة. تحرّك الأسهم علامةَ تقاطع، وأبعدَ مع Shift؛ ويضع Enter العلامة.
page-aim = { $x } ٪ من اليسار، { $y } ٪ من الأعلى
page-tools = ما تضعه
page-tool-pin = دبوس
page-tool-note = ملاحظة
page-tool-arrow = سهم
page-tool-pen = قلم
page-tool-highlighter = قلم تظليل
page-marks = العلامات على الصفحة
page-no-marks = لم يرسم أحد هنا ولم يكتب بعد.
page-queued = في الطريق
page-held = محجوزة
page-take-back = استرجاع
page-picture = صورة صفحة
page-layers = الطبقات
page-layer-marks = العلامات: { $count }
page-export = حفظ الصفحة وعلاماتها صورةً واحدة
page-undo = تراجع
page-read-only = يمكنك النظر دون الرسم.
page-hint = المس الصفحة، أو اذهب إلى المكان بالأسهم واضغط Enter.
page-hint-arrow = والآن إلى أين يشير السهم.
page-pin-words = ما يقوله الدبوس
page-note-words = ما تقوله الملاحظة
page-too-long = هذا أطول من اللازم: 512 بايتًا على الأكثر.
page-set = ضع
page-place = { $place ->
    [upper-left] أعلى اليسار
    [upper-middle] أعلى الوسط
    [upper-right] أعلى اليمين
    [middle-left] وسط اليسار
    [middle-middle] الوسط
    [middle-right] وسط اليمين
    [lower-left] أسفل اليسار
    [lower-middle] أسفل الوسط
   *[lower-right] أسفل اليمين
}
mark-pin = دبوس { $number } من { $author }، { $place }: { $text }
mark-note = ملاحظة من { $author }، { $place }: { $text }
mark-arrow = سهم من { $author }، بدايته { $from } ونهايته { $to }
mark-pen = خط من { $author }، { $place }
mark-highlighter = تظليل من { $author }، { $place }
page-unreadable = لا يمكن فتح هذا كصفحة.
page-too-large = هذا أكبر من 64 ميغابايت: أكبر من أن يكون صفحة.
page-too-many = في هذا المستند أكثر من 2000 صفحة.
page-locked = هذا المستند مقفل بكلمة مرور.
page-black-hint = ما سُوِّد لم يعد في ما ترسله. ويبقى الأصل على قرص جهازك حيث أخذته منه.
page-to-corners = العودة إلى الزوايا
page-use = استخدم هذه الصفحة
page-corners-hint = ضع الزوايا على زوايا الصفحة: ما يقع خارجها يُقصّ.
page-of-document = صفحة من المستند
page-crossed = الزوايا لا تحيط بصفحة.
page-turn = أدِر ربع دورة
page-next = التالي: التسويد
page-choose = صوّر صفحة، أو افتح صورة أو ملف PDF.
page-photograph = تصوير
page-open-file = افتح صورة أو ملف PDF
page-corner = { $corner ->
    [upper-left] الزاوية العليا اليسرى
    [upper-right] الزاوية العليا اليمنى
    [lower-right] الزاوية السفلى اليمنى
   *[lower-left] الزاوية السفلى اليسرى
}
page-box = مربع أسود { $number }، { $x } ٪ من اليسار، { $y } ٪ من الأعلى
page-box-hint = مرّر فوق ما يجب إخفاؤه. لتغيير مربع أزِله وارسمه من جديد.
page-box-keys = تحرّك الأسهم المربع، ومع Shift تغيّر حجمه؛ ويزيله Delete.
page-box-add = أضف مربعًا أسود
page-box-remove = أزل الأخير
key-page = افتح صفحة الصورة التي عليها التركيز
failure-file-size = حجم الملف بايت واحد على الأقل و2 غيغابايت على الأكثر.
failure-file-name = لا يمكن إرسال هذا الاسم.
failure-media-type = لا يمكن تسمية هذا النوع من الملفات.
failure-preview = تعذّر إعداد المعاينة.
failure-no-file = لم يعد هذا الملف موجودًا.
failure-file-not-here = هذا الملف ليس على هذا الجهاز.
undone-send-file = لم يُرسل الملف «{ $text }».

## Polls, texts for later, search, and what a room has settled

poll-new = استطلاع
poll-said = استطلاع: { $text }
poll-one = إجابة واحدة
poll-several = عدة إجابات
poll-open = يرى الجميع من اختار ماذا
poll-hidden = تظهر الأصوات عند الانتهاء
poll-until = حتى { $when }
poll-over = انتهى
poll-own = اختيارك.
poll-vote = تصويت
poll-change = تغيير صوتي
poll-take-back = سحب صوتي
poll-votes = { $count ->
    [zero] لا أصوات.
    [one] صوت واحد.
    [two] صوتان.
    [few] { $count } أصوات.
    [many] { $count } صوتًا.
   *[other] { $count } صوت.
  }
poll-voters = { $count ->
    [zero] لم يصوّت أحد بعد.
    [one] صوّت شخص واحد.
    [two] صوّت شخصان.
    [few] صوّت { $count } أشخاص.
    [many] صوّت { $count } شخصًا.
   *[other] صوّت { $count } شخص.
  }
poll-who = من اختار ماذا
poll-end = إنهاء الاستطلاع
poll-end-title = أتريد إنهاء هذا الاستطلاع؟
poll-end-hint = بعد ذلك لا يستطيع أحد أن يصوّت أو يغيّر صوته، ويرى الجميع كم اختار كل إجابة.
poll-question = السؤال
poll-answers = الإجابات
poll-answer = الإجابة { $count }
poll-add-answer = إضافة إجابة
poll-remove-answer = حذف الإجابة { $count }
poll-multiple = يمكن اختيار عدة إجابات
poll-votes-title = أثناء التصويت
poll-show = إظهار من اختار ماذا
poll-hide = لا يظهر شيء حتى النهاية، ثم الأعداد فقط
poll-honest = في الحالتين يحتفظ جهاز كل عضو بالأصوات وأصحابها: إخفاؤها أدب بين الشاشات، وليس اقتراعًا سريًا.
poll-deadline = ينتهي تلقائيًا
poll-deadline-hint = اتركه فارغًا فيستمر حتى تنهيه أنت.
poll-ask = اسأل
later-send = إرسال لاحقًا
later-title = إرسال لاحقًا
later-when = متى
later-honest = يبقى حتى ذلك الحين على هذا الجهاز وحده. لا يخرج إلا إذا كان Corridor يعمل هنا ومتصلًا؛ وإلا فحالما يصبح كذلك.
later-at = يُرسل { $when }
later-now = إرسال الآن
later-draft = إعادة إلى المسودة
expires-at = تختفي { $when }
roster-expiry = تختفي بعد { $time }
event-described = وصف { $who } الغرفة: { $text }
event-described-not = أزال { $who } وصف الغرفة
event-expiry = جعل { $who } الرسائل تختفي بعد { $time }
event-expiry-never = جعل { $who } الرسائل تبقى
event-posting = حدّد { $who } من يكتب: { $people }
description = الغرض من هذه الغرفة
description-hint = يقرؤه كل من في الغرفة؛ ولا يقرؤه المُرحِّل.
by-owners = لا يغيّر هذا إلا مالك.
expiry = رسائل تختفي
expiry-never = متوقف
expiry-after = بعد { $time }
expiry-honest = لما يُقال من الآن فصاعدًا. الأجهزة المتعاونة تنسى؛ ومن رآه فربما احتفظ به.
posting = من يكتب
posting-hint = يستطيع الجميع مع ذلك القراءة والتصويت والتفاعل.
post-guest = الجميع
post-member = الجميع عدا الضيوف
post-admin = المالكون والمشرفون (إعلانات)
post-owner = المالكون فقط
read-only-title = هنا تستطيع أن تقرأ، لا أن تكتب
read-only-hint = من يكتب: { $people }. تستطيع مع ذلك أن تصوّت وتتفاعل.
role-reads-only = يقرأ ويصوّت ويتفاعل، ولا يكتب في هذه الغرفة.
aside = على هذا الجهاز فقط
mute = الإشعارات
mute-hint = تُشعَر مع ذلك بالرسائل التي تذكرك.
mute-not = أشعرني من جديد
mute-for = كتم لمدة { $time }
mute-ever = كتم حتى أغيّره
muted = مكتومة
muted-not = غير مكتومة
muted-always = مكتومة
muted-until = مكتومة حتى { $when }
archive = أرشفة
archive-not = إخراج من الأرشيف
archive-hint = تغادر القائمة حتى تذكرك رسالة. لا يُخبَر أحد.
archived = في الأرشيف: { $count }
search-all = البحث في كل شيء
search-here = البحث في هذه المحادثة
search-more = حسب الشخص والنوع والتاريخ
search-text = الكلمات
search-kind = النوع
kind-any = الكل
kind-text = نصوص
kind-file = ملفات
kind-poll = استطلاعات
kind-contact = جهات اتصال
kind-place = أماكن
search-room = المحادثة
search-everywhere = كل المحادثات
search-person = قائلها
search-from = من
search-to = إلى
search-hint = اكتب كلمة، أو اختر شخصًا أو نوعًا أو يومًا.
search-newest = أحدث { $count }. ضيّق البحث لترى غيرها.
undone-describe = تعذّر تغيير وصف الغرفة.
undone-change-expiry = تعذّر تغيير المدة التي تختفي بعدها الرسائل.
undone-change-posting = تعذّر تغيير من يكتب.
failure-description = الوصف 1024 بايت على الأكثر.
failure-expiry = تختفي الرسائل بعد خمس دقائق إلى تسعين يومًا، أو لا تختفي.

## What people do to messages

message-actions = ما يمكن فعله بهذه الرسالة
reply = رد
edit = تعديل
edited = معدَّلة
copy = نسخ
forward = إعادة توجيه
forwarded = معاد توجيهها
pin = تثبيت للجميع
unpin = إلغاء التثبيت
pinned = مثبَّتة
mark = وضع علامة لك
unmark = إزالة علامتك
marked = عليها علامة
history = النسخ السابقة
delete = حذف…
react-with = التفاعل بـ { $reaction }
react-typed = تفاعل آخر
reactions = التفاعلات
reaction-by = { $reaction } من { $people }.
replying = رد على { $who }
editing = تعديل
stop-about = إلغاء
quote-gone = الرسالة التي ترد عليها هذه ليست هنا.
quote-jump = الانتقال إلى الرسالة التي ترد عليها هذه
quote-said = رد على { $who }.
pin-jump = الانتقال إلى الرسالة المثبَّتة
pins = الرسائل المثبَّتة
pins-all = { $count ->
    [zero] لا رسائل مثبَّتة
    [one] رسالة مثبَّتة واحدة
    [two] رسالتان مثبَّتتان
    [few] { $count } رسائل مثبَّتة
    [many] { $count } رسالة مثبَّتة
   *[other] { $count } رسالة مثبَّتة
  }
delete-title = حذف هذه الرسالة
delete-all = حذف لدى الجميع
delete-all-means = يمحو Corridor لدى الجميع كلماتها وملفها، ويُظهر أنك سحبتها. من قرأها فقد قرأها، وبرنامج لا يلتزم بذلك يمكنه الاحتفاظ بها.
delete-here = حذف من هذا الجهاز
delete-here-means = تختفي من هذا الجهاز وحده، وتبقى لدى الآخرين.
forward-title = إعادة التوجيه إلى
forward-means = تُرسَل نسخة باسمك. تقول إنها معاد توجيهها، ولا تقول من أين جاءت ولا من كتبها.
forward-nowhere = لا توجد محادثة بهذا الاسم.
forwarded-there = أُعيد توجيهها
forward-to = إعادة التوجيه إلى { $room }
history-title = النسخ السابقة
history-own = يمكن لكل من في الغرفة رؤية ما كتبته من قبل.
history-other = ما كانت تقوله من قبل، الأحدث أولًا.
mention-whom = من تقصد؟
mention-count = { $count ->
    [zero] لا رسائل تذكرك
    [one] رسالة واحدة تذكرك
    [two] رسالتان تذكرانك
    [few] { $count } رسائل تذكرك
    [many] { $count } رسالة تذكرك
   *[other] { $count } رسالة تذكرك
  }
withdrawn = سُحبت رسالة من { $who }
withdrawn-own = سحبتَ رسالة
withdrawn-other = أزال { $by } رسالة من { $who }
key-reply = الرد على الرسالة
key-react = التفاعل مع الرسالة
key-forward = إعادة توجيه الرسالة
key-edit = تعديل رسالتك
key-actions = ما يمكن فعله بالرسالة
key-delete = حذف الرسالة
marked-title = ذات العلامة
marked-none = لا شيء عليه علامة. ما تضع عليه علامة يظهر هنا، لك وحدك، على هذا الجهاز.
undone-edit = لم يُعدَّل هذا: { $text }
undone-act = لم يُرسَل شيء فعلته برسالة.
failure-no-message = تلك الرسالة لم تعد هنا.
failure-not-sent-yet = لم تُرسَل تلك الرسالة بعد.
failure-reaction = هذا ليس تفاعلًا: بضع علامات على الأكثر.
failure-poll = سؤال ومن إجابتين إلى 12 إجابة مختلفة، كل منها في سطر.
failure-vote = انتهى هذا الاستطلاع.
failure-mentions = تذكر الرسالة 32 شخصًا على الأكثر، وكلهم في الغرفة.
failure-send-at = اختر وقتًا لاحقًا، خلال سنة.

## روابط الغرف وطرق الباب

links = روابط هذه الغرفة
links-hint = الرابط لا يُدخل أحدًا. من يفتحه يمكنه أن يطرق الباب، والقرار لك. ويُحفظ على هذا الجهاز وحده.
link-make = إنشاء رابط
link-title = رابط إلى هذه الغرفة
link-for = مدة الصلاحية
link-people = لكم شخص
link-until = حتى { $date }
link-over = انتهت صلاحيته
link-used-up = استُنفد
link-let-in = أُدخل { $count } من { $most }
link-revoke = إبطال
link-code = الرابط على هيئة رمز تقرؤه الكاميرا
knocks = { $count ->
    [zero] لا أحد يطرق الباب
    [one] شخص واحد يطرق الباب
    [two] شخصان يطرقان الباب
    [few] { $count } أشخاص يطرقون الباب
    [many] { $count } شخصًا يطرقون الباب
   *[other] { $count } شخص يطرقون الباب
  }
knock-unverified = لم يُتحقق منه
knock-proves = يمكن لأي أحد أن يكتب كلمة. أما الاسم فيضمنه مُرحِّلك: قبل أن تُدخل من لا تعرفه، قارن أرقام الأمان. ومن يُرَدّ لا يُخبَر.
let-in = إدخال
turn-away = ردّ
notice-knocked = { $who } يطرق باب إحدى غرفك.
have-link = لديّ رابط إلى غرفة
knock-title = طلب الدخول
knock-link = الرابط
knock-link-hint = ممن يدعوك. لا يقول شيئًا عن الغرفة.
knock-to = أنشأ { $who } هذا الرابط، وهو صالح حتى { $date }. وحده يرى أنك تطرق، مع اسم حسابك.
knock-word = كلمة مع الطلب
knock-word-hint = من أنت، ولماذا.
knock = طرق الباب
own-knocks = حيث طرقت الباب
own-knock-sent = طرقت في { $date }. لا أحد ملزم بالرد.
own-knock-queued = يخرج متى أمكن الوصول إلى المُرحِّل.
forget = نسيان
knock-forget = نسيان الطرق لدى { $who }
undone-knock = تعذّر أن يُطلب من { $people } إدخالك.
failure-link = هذا ليس رابطًا كاملًا إلى غرفة. انسخه مرة أخرى من أوله إلى آخره.
failure-link-expired = انتهت صلاحية الرابط. اطلب غيره.
failure-link-own = هذا الرابط رابطك أنت.
failure-link-other-relay = من أنشأ الرابط على مُرحِّل آخر.
failure-link-other-key = في الرابط مفتاح غير الذي تعرفه. قارن أرقام الأمان.
failure-link-too-many = بلغت الروابط أو الطلبات حدّها. أبطل بعضها أو انسَه.
failure-link-terms = الرابط صالح من دقيقة إلى 90 يومًا، ولشخص واحد إلى 250 شخصًا.
failure-knock-word = الكلمة سطر واحد من 280 بايت على الأكثر.
failure-no-link = لم يعد ذلك الرابط أو الطرق موجودًا.

## الحظر والإبلاغ

block = حظر
unblock = رفع الحظر
unblock-whom = رفع الحظر عن { $who }
block-hint = الحظر يُسقط دعواته وطرقه للباب ويطوي ما يقوله، على هذا الجهاز وحده. ولا يُخبَر أحد.
blocked-person = محظور على هذا الجهاز.
blocked-mark = محظور
blocked-message = رسالة من شخص حظرته.
blocked-here = حظرت هذا الشخص على هذا الجهاز.
blocked-people = المحظورون
blocked-hint = تحظر شخصًا من بطاقته في غرفة. يسري ذلك على هذا الجهاز وحده، ولا يُخبَر أحد.
report = إبلاغ…
report-title = الإبلاغ عن { $who }
report-hint = اختر ما تكشفه. لا يرسله كوريدور إلى أحد من تلقاء نفسه: انسخ النص أو احفظه، أو أرسله لمن ينبغي أن يعلم، كمشغّل خادمك.
report-choose = الرسائل المكشوفة
report-why = ما تقوله عنها
report-operator = يطلب مشغّل خادمك إرسال البلاغات إلى: { $to }
report-to = إرساله مباشرة إلى
report-to-hint = رسالة باسمك، مثلًا إلى الحساب الذي حدده مشغّل خادمك لهذا الغرض.
report-send = إرسال
report-save = الحفظ في ملف
report-by = بلاغ من { $who }، { $date }
report-worth = هذا ما يقول المُبلِّغ إنه عُرض عليه. وهو لا يثبت شيئًا بذاته: لا يستطيع أي مُرحِّل قراءته أو تأكيده، ولا يحمل توقيعًا، ويمكن لأي أحد أن يكتب نصًا كهذا.
failure-blocked = حظرت هذا الشخص على هذا الجهاز. ارفع الحظر أولًا.
failure-own-account = هذا حسابك أنت.

## كيف يعرّف المرء نفسه

known = كيف تعرّف نفسك
known-hint = بجانب اسم حسابك، للغرف التي تختارها. لا أحد يشهد بصحته، ولا أحد يحسبه اسمك.
known-name = الاسم المعروض
known-name-hint = قصير: نحو 30 حرفًا.
known-line = سطر عنك
known-picture = صورة
known-no-picture = بلا صورة
known-to = من يصله
known-to-hint = يصل كل تغيير إلى من في هذه الغرف. ويبقى ما عُرض عند من رآه؛ ولسحبه اترك كل شيء فارغًا.
known-to-nobody = لا يصل إلى أحد حتى تختار غرفة.
speaks-for = باسم { $affiliation }
signed-by = وقّعته { $organisation }، حتى { $date }
signed-by-unknown = موقّع بمفتاح لا تعرفه: لا يثبت لك شيئًا.
unsigned = لم يوقّع أحد على هوية هذا الشخص.
standing = باسم من تتحدث
standing-hint = توقّعه مؤسستك لمفتاح حسابك. يصل إلى كل من في كل محادثة من محادثاتك، وإلى من يأتي لاحقًا بعد أن تطّلع عليه.
standing-key = مفتاح حسابك، لمؤسستك:
standing-signed = ما أعطتك إياه مؤسستك
standing-show = أظهره في محادثاتي
standing-take-back = اسحبه من كل المحادثات
organisations = المؤسسات التي تصدّقها
organisations-hint = تخبرك تواقيعها بمن يتحدث باسم من. لا تأخذ مفتاحًا إلا ممن تثق به، ولا تأخذه أبدًا من المحادثة المعنية نفسها.
organisations-none = لا شيء بعد: ما يُظهره الآخرون موقّعًا لا يثبت لك شيئًا.
organisation-key = مفتاح المؤسسة
organisation-name = ماذا تسمّيها
organisation-add = صدّق تواقيعها
organisation-remove = لا تصدّقها بعد الآن
failure-affiliation = ليس هذا ما توقّعه مؤسسة، أو هو تالف. انسخه كاملًا.
failure-not-your-affiliation = هذا موقّع لحساب آخر، أو انتهت مدته.
failure-organisation = للاسم من 1 إلى 128 بايت، وتصدّق 256 مؤسسة على الأكثر.
calls-themself = يسمّي نفسه «{ $name }»
calls-themself-hint = هذا قوله عن نفسه. أما المُصدَّق فهو اسم الحساب أعلاه.
profile-picture-of = صورة اختارها { $who }
undone-show-profile = تعذّر عرض تعريفك بنفسك.
undone-show-affiliation = تعذّر إظهار من تتحدث باسمه.
undone-tell-waking = تعذّر إخبار الغرفة هل يُراد إيقاظ هذا الجهاز.
failure-profile = اسم من 64 بايت على الأكثر، وسطر من 280 على الأكثر، وصورة يستطيع هذا المتصفح رسمها.
## Voice notes, albums, contacts, places, links, galleries

voice-new = رسالة صوتية
voice-asking = في انتظار الميكروفون: يسأل المتصفح هل يجوز استعماله.
voice-recording = جارٍ التسجيل. لا شيء يغادر هذا الجهاز قبل أن ترسله.
voice-made = سُجِّل: { $time }.
voice-denied = لا يجوز استعمال الميكروفون هنا. اسمح به لهذه الصفحة في المتصفح ثم حاول مجددًا.
voice-impossible = لم يُعثر على ميكروفون، أو لا يستطيع هذا المتصفح التسجيل.
voice-stop = إيقاف
voice-again = تسجيل من جديد
voice-hint = يُختم ككل شيء آخر. صوتك يعرّف بك كل من يسمعه.
voice-play = تشغيل
voice-pause = إيقاف مؤقت
voice-position = الموضع في الرسالة الصوتية
voice-said = رسالة صوتية، { $time }.
voice-mute = لا يستطيع هذا المتصفح تشغيلها. يمكنك حفظها.
once-choice = يُفتح مرة واحدة
once-choice-hint = من يصله يفتحه مرة واحدة، ثم يختفي من جهازه، ومن هذا الجهاز بعد إرساله. ليس ذلك ضمانًا: صورة للشاشة أو برنامج معدَّل يحتفظ به.
once-hint = يمكنك فتحه مرة واحدة، ثم يختفي من هذا الجهاز.
once-open = فتح مرة واحدة
once-now = هذه المرة الوحيدة التي تراه فيها. من يصوّر الشاشة يحتفظ به مع ذلك.
once-leaving = يُفتح مرة واحدة. بعد إرساله لا يبقى منه شيء على هذا الجهاز.
once-sent = يفتحه مرة واحدة من وصله. لم يبق منه شيء على هذا الجهاز.
once-opened = فُتح. لم يبق منه شيء على هذا الجهاز.
once-said = { $state ->
    [opened] كان يُفتح مرة واحدة، وقد زال.
   *[other] يُفتح مرة واحدة.
  }
album-said = { $count ->
    [zero] لا صور.
    [one] صورة واحدة.
    [two] صورتان معًا.
    [few] { $count } صور معًا.
    [many] { $count } صورة معًا.
   *[other] { $count } صورة معًا.
  }
album-actions = إجراءات الصورة { $number }
contact-new = جهة اتصال
contact-account = عنوان من
contact-account-hint = اسم على مُرحِّلك، أو name@relay.
contact-name = كيف تسمّيه
contact-said = جهة اتصال: { $name }.
contact-hint = بقول من أرسله. قارن أرقام الأمان قبل أن تعتمد عليه.
place-new = مكان
place-here = حيث أنا الآن
place-here-hint = يسألك المتصفح أولًا، وقد يسأل صانعه عن مكانك. لا شيء يصل إلى الغرفة قبل أن ترسله.
place-asking = جارٍ البحث عن مكانك…
place-found = عُثر عليه. انظر فيه قبل أن ترسله.
place-denied = لا يقول المتصفح أين أنت. يمكنك كتابة الأرقام.
place-latitude = درجات شمالًا
place-longitude = درجات شرقًا
place-label = ما اسمه
place-said = مكان: { $place }.
place-accuracy = في حدود { $count } م
place-copy = نسخ الأرقام
place-copied = نُسخ.
place-map = فتح في خريطة
link-describe = وصف رابط
link-which = الرابط
link-leads-to = إلى ماذا يؤدي
link-hint = لا أحد يجلب الرابط لعرض هذا: ما تكتبه هو ما يقرؤونه.
link-description = في جملة
link-said = وصفه من أرسله
failure-kind = لا يمكن إرسال ذلك على حاله.
gallery = الصور والملفات
gallery-kind = ما يُعرض
gallery-pictures = الصور
gallery-files = الملفات
gallery-links = الروابط
gallery-voice = الرسائل الصوتية
gallery-none = لا شيء من هذا النوع على هذا الجهاز.
gallery-more = عرض الأقدم
gallery-show = عرض في المحادثة
storage-title = ما تشغله الملفات هنا
storage-hint = ما تزيله يزول من هذا الجهاز وحده. يمكن جلب الملف مجددًا ما دام عند المُرحِّل، وذلك غالبًا 30 يومًا. يستعمل Corridor المساحة من جديد؛ وقد لا يُظهر المتصفح أقل منها فورًا.
storage-none = لا محتوى لأي ملف على هذا الجهاز.
storage-room = { $count ->
    [zero] { $size } بلا ملفات، يمكن إزالة { $free }
    [one] { $size } في ملف واحد، يمكن إزالة { $free }
    [two] { $size } في ملفين، يمكن إزالة { $free }
    [few] { $size } في { $count } ملفات، يمكن إزالة { $free }
    [many] { $size } في { $count } ملفًا، يمكن إزالة { $free }
   *[other] { $size } في { $count } ملف، يمكن إزالة { $free }
  }
storage-free = إزالة من هذا الجهاز
storage-free-all = إزالتها كلها
storage-freed = أُزيل { $size }.

## إخبار القادمين الجدد

telling = إخبار القادمين الجدد بما قيل
telling-hint = ملف برسائل مدة من الزمن، على قولك أنت لا على قول أصحابها. لا يشمل ما سُحب أو ما يختفي. ولا يُستأذن كاتبوها.
telling-span = من آخر
telling-send = إخبار
told = ما قيل من قبل
told-messages = { $count ->
    [zero] لا يروي رسائل، { $when }
    [one] يروي رسالة واحدة، { $when }
    [two] يروي رسالتين، { $when }
    [few] يروي { $count } رسائل، { $when }
    [many] يروي { $count } رسالة، { $when }
   *[other] يروي { $count } رسالة، { $when }
  }
told-read = قراءة
told-by = كما يرويه { $who }
told-worth = هذا قول { $who }. لم يوقّعه أحد ممن ذُكروا هنا، ولا يمكن لأحد التحقق منه.
told-broken = تعذّرت قراءة هذا.
failure-telling = لا يوجد هناك ما يمكن نقله، أو أنه أكثر من 1000 رسالة.

## A room's picture, and groups of rooms
room-picture-hint = صغيرة، للقوائم. يراها كل من في الغرفة.
group = المجموعة
group-hint = غرف المجموعة الواحدة تقف معًا في قائمتك. ومن كان في إحداها لا يعلم شيئًا عن غيرها.
group-none = بلا مجموعة
group-new = مجموعة جديدة…
group-name = اسم المجموعة
group-new-room = غرفة جديدة في { $name }
group-numbered = { $name } ({ $number })
event-picture = وضع { $who } صورة للغرفة
event-picture-not = أزال { $who } صورة الغرفة
event-group = وضع { $who } الغرفة في المجموعة { $name }
event-group-not = أخرج { $who } الغرفة من مجموعتها
undone-change-picture = تعذّر تغيير صورة الغرفة.
undone-change-group = تعذّر تغيير مجموعة الغرفة.
failure-picture = صورة الغرفة صورة يستطيع هذا المتصفح رسمها في 8 كيبيبايت.
failure-group-name = اسم المجموعة من بايت واحد إلى 100 بايت ومن دون محارف تحكّم.
failure-no-group = لا غرفة من غرفك في هذه المجموعة.

## الإشارات الهادئة

nudge = إشارة
nudge-hint = لمسة واحدة ترسلها إلى كل من هنا بعد خمس ثوانٍ. يقرؤها كل منهم بلغته.
nudge-speak = تحدّث تأييدًا من فضلك
nudge-speak-for = تحدّث من فضلك تأييدًا لـ { $subject }
nudge-meet-outside = لنلتقِ في الخارج
nudge-interrupt = قاطِع من فضلك
nudge-wait = انتظر من فضلك
nudge-vote-yes = صوّت بنعم
nudge-vote-no = صوّت بلا
nudge-abstain = امتنع عن التصويت
nudge-call-me = اتصل بي من فضلك
nudge-yes = نعم، أنا في الطريق
nudge-no = لا
nudge-in-a-moment = بعد لحظة
nudge-said = إشارة: { $text }
nudge-says = إشارة من { $who }، { $time }:
nudge-says-own = إشارة منك، { $time }:
nudge-answers = الأجوبة
nudge-waits = تُرسل بعد لحظة
nudge-goes = تُرسل بعد خمس ثوانٍ.
nudge-goes-connected = تُرسل حالما يتوفر اتصال.
nudge-take-back = تراجع
nudge-person = إشارة…
nudge-own-words = بكلماتك أنت
nudge-subject = مَن يُؤيَّد أو ما يُؤيَّد (يمكن تركه فارغًا)
nudge-own-new = عبارة من عندك
nudge-own-hint = تُحفظ على هذا الجهاز وحده وتُرسل كما كتبتها: لا يترجمها أحد.
nudge-own-keep = احفظ هذه العبارة
nudge-own-remove = أزل { $phrase }
nudge-too-long = هذا أطول من أن يكون إشارة.
nudge-tone = نغمة خافتة مع الإشارة
nudge-tone-hint = والهاتف يهتز أيضًا مرتين قصيرتين. الغرف المكتومة لا تفعل هذا ولا ذاك.
nudge-notification = هناك من يشير إليك
key-nudge = إشارة إلى الغرفة
kind-nudge = الإشارات
announcement = إعلان
announcement-said = إعلان: { $text }
announcement-new = إعلان للغرفة
announcement-text = نص الإعلان
announcement-whom = لمن
announcement-everybody = كل من في الغرفة
announcement-chosen = بعضهم
announcement-honest = يصل الإعلان حتى إلى من كتموا الغرفة، إلا من عطّل ذلك. ترى من أقرّ بالاطلاع ومن لم يصل إليه. أجهزة جميع الأعضاء تحفظ هذه الإقرارات، ولا تعرضها شاشات غيرك.
announcement-reaches = { $count ->
    [zero] ليس لأحد
    [one] لشخص واحد
    [two] لشخصين
    [few] لـ { $count } أشخاص
    [many] لـ { $count } شخصًا
   *[other] لـ { $count } شخص
  }
announcement-send = أعلن
announcement-long = النص طويل جدًا: صفحة تقريبًا على الأكثر.
announcement-people = اختر لمن الإعلان: من 1 إلى 64 شخصًا.
announcement-for = إلى { $people }
announcement-for-all = إلى كل من في الغرفة
announcement-see = اطّلعت على هذا
announcement-acknowledged = أقررت بالاطلاع: { $when }
announcement-count = اطّلع عليه { $seen } من { $all }.
announcement-undelivered = { $count ->
    [zero] وصل إلى الجميع.
    [one] لم يصل إلى شخص واحد.
    [two] لم يصل إلى شخصين.
    [few] لم يصل إلى { $count } أشخاص.
    [many] لم يصل إلى { $count } شخصًا.
   *[other] لم يصل إلى { $count } شخص.
  }
announcement-unknown = في غرفة بهذا الحجم لا يخبر أحد بما وصل.
announcement-who = من اطّلع عليه
reached-seen = أقرّ بالاطلاع: { $when }
reached-delivered = وصل ولم يُقرّ به
reached-undelivered = لم يصل
reached-unknown = لم يُقرّ به
reached-gone = لم يعد في الغرفة ولا يُحسب
announcement-again = أعلن مجددًا لمن لم يُقرّ
announcement-notification = هناك إعلان لك
announcement-through = لتصلني الإعلانات
announcement-through-hint = الموجهة إليك، حتى والغرفة مكتومة أو مؤرشفة.
kind-announcement = الإعلانات
huddle = خلوة
huddle-hint = غرفة قائمة بذاتها تنتهي من تلقاء نفسها. لا تذهب الدعوات إلا إلى صناديق الوارد: لا تعلم بها الغرفة التي جئت منها.
huddle-who = من يأتي
huddle-everybody = كل الحاضرين هنا
huddle-all-of = كل من في { $name }
huddle-with =
    { $count ->
        [0] خلوة
        [zero] خلوة
        [one] خلوة مع شخص واحد
        [two] خلوة مع شخصين
        [few] خلوة مع { $count } أشخاص
        [many] خلوة مع { $count } شخصًا
       *[other] خلوة مع { $count } شخص
    }
huddle-nobody = اختر من يأتي.
huddle-for = النهاية
huddle-for-hint = يمكن إنهاؤها قبل ذلك. ولا تُحفظ إلا إذا اختار ذلك كل من فيها حينئذ؛ ويمكن لمن أنشأها أن يُخرج منها أشخاصًا.
huddle-until-we-rise = حين نقوم، بعد 12 ساعة على الأكثر
huddle-after = بعد { $time }
huddle-ends-at = تنتهي { $when }
huddle-what = على كل جهاز يلتزم بالقواعد. ثم لا يبقى شيء مما قيل فيها؛ ويبقى أنك التقيت من كانوا فيها.
huddle-until = حتى { $when }
huddle-keep = إبقاء ({ $keepers } من { $people })
huddle-keep-hint = تبقى غرفةً حين يختار ذلك كل من فيها حينئذ.
huddle-rise = إنهاء الخلوة
huddle-rise-title = أتُنهي هذه الخلوة الآن؟
huddle-rise-hint = تنتهي عند الجميع. تُمحى النصوص والملفات والمفاتيح على كل جهاز يلتزم بالقواعد. ومن قرأها فربما احتفظ بها.
event-huddle-kept = اختار كل من كان فيها حفظها: هي الآن غرفة لا تنتهي.
key-huddle = خلوة مع أشخاص من هذه الغرفة
new-huddle = خلوة
room-without = الغرفة نفسها، من دون { $who }
room-without-hint = غرفة جديدة بالعنوان نفسه مع كل الآخرين. تبقى هذه كما هي ولا تعلم بذلك.
failure-huddle-terms = تدوم الخلوة من دقيقة إلى سبعة أيام.
failure-no-huddle = هذه الغرفة ليست خلوة: لا تنتهي من تلقاء نفسها.
failure-huddle-over = انتهت هذه الخلوة. لا شيء منها على هذا الجهاز.
undone-end-huddle = تعذّر إنهاء الخلوة.
undone-keep-huddle = تعذّر إبلاغ اختيارك بشأن حفظ الخلوة.
## Questions that people are asked alone, and that rooms are asked

sounding-title = استطلاع الآراء
sounding-asked = ما سألت عنه
sounding-none = لم تسأل أحدًا بعد.
sounding-gone = لم يعد هذا السؤال على هذا الجهاز.
sounding-whom = من يُسأل
sounding-people = أشخاص، كلٌّ على حدة
sounding-room = غرفة
sounding-which-room = الغرفة
sounding-people-hint = أسماء تفصل بينها فواصل. يُسأل كل واحد في المحادثة معك وحدك.
sounding-honest-people = لا يرى أحد من سُئل غيره ولا ما قاله. يستطيع مُرحِّلك أن يرى أنك تكتب إلى عدة محادثات معًا، لا ما تكتب.
sounding-honest-room = يجيبك كل واحد وحدك. ترى الغرفة المجاميع مرة واحدة، ابتداءً من خمس إجابات. بإمكان جهازك أن يعرف من قال ماذا، ويُخبَر الجميع بذلك.
sounding-free = يمكن الإجابة بكلمات خاصة
sounding-deadline-hint = اتركه فارغًا فتُحسب الإجابات متى جاءت.
sounding-deadline-room = حينها تُخبَر الغرفة بالمجاميع تلقائيًا إن أجاب خمسة. اتركه فارغًا فتخبرها أنت.
sounding-ask-room = سؤال الغرفة
sounding-said = سؤال: { $text }
sounding-totals-said = مجاميع: { $text }
sounding-alone = لا يرى إجابتك إلا { $who }، وقد يخبر غيرك بعدد من أجاب بكل جواب دون أسماء. ولا ترى من سُئل غيرك.
sounding-own = سؤال على انفراد. لا يرى المسؤولون الآخرون بعضهم بعضًا.
sounding-of-room = يُسأل كل من هنا، وتصل كل إجابة إلى { $who } وحده. ترى الغرفة المجاميع مرة واحدة، ابتداءً من خمس إجابات. جهاز { $who } وحده كان بإمكانه أن يعرف من قال ماذا.
sounding-over = انتهى
sounding-see = عرض الإجابات
sounding-words = بكلماتك
sounding-answer-send = إجابة
sounding-answered = أجبتَ: { $text }
sounding-in-words = بكلماتهم
sounding-people-count = { $count ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $count } أشخاص
    [many] { $count } شخصًا
   *[other] { $count } شخص
  }
sounding-count = أجاب { $answered } من { $asked }
sounding-totals = المجاميع
sounding-totals-room = دفعة واحدة، ومرة واحدة. لا يُذكر اسم أحد.
sounding-totals-shared = لا يُذكر اسم أحد.
sounding-table = من سُئل، وبماذا أجاب، ومنذ متى
sounding-who = من
sounding-answer = الإجابة
sounding-since = منذ
asked-queued = لم يُسأل بعد
asked-held = ينتظر: انظر من لديه جهاز جديد
asked-sent = سُئل
asked-delivered = وصله، ولم يُجب
asked-read = قرأه، ولم يُجب
asked-blocked = محظور منك
sounding-reminded = ذُكِّر { $when }
sounding-remind = تذكير من لم يُجب
sounding-reminder-sent = التذكيرات في طريقها.
sounding-share-in = مشاركة المجاميع في
sounding-share-hint = كم أجابوا بماذا. لا يُذكر اسم أحد، وما قيل بكلمات خاصة يُعدّ فقط.
sounding-share = مشاركة
sounding-shared = المجاميع في طريقها إلى { $room }.
sounding-publish-hint = قبل إخبار الغرفة ترى كم أجابوا ولا شيء غير ذلك. تُرسل المجاميع مرة واحدة، ابتداءً من خمس إجابات.
sounding-publish = إخبار الغرفة بالمجاميع
sounding-published = أُخبرت الغرفة.
event-sounding-reminder = ما زال { $who } ينتظر إجابة
kind-sounding = أسئلة
statement = بيان
statement-new = بيان جديد
kind-statement = بيانات
statement-said = بيان: { $text }
statement-open = افتح البيان
statement-card = النسخة { $number }، عدد الفقرات: { $paragraphs }
statement-open-count = الاقتراحات المفتوحة: { $count }
statement-card-signed = وقّعه { $who }
statement-title = العنوان
statement-paragraphs = الفقرات
statement-paragraphs-hint = يبدأ السطر الفارغ فقرة جديدة. ويمكن وضع البدائل بين [معقوفين].
statement-propose = اعرضه على الغرفة
statement-gone = لم يعد هذا البيان على هذا الجهاز.
statement-version = النسخة { $number }
statement-pen = القلم بيد { $who }: إليه تُوجَّه الاقتراحات.
statement-pen-own = القلم بيدك: تقبل الاقتراحات أو ترفضها.
statement-paragraph = الفقرة { $number }
statement-suggestions = الاقتراحات
statement-suggest = اقترح
statement-suggest-for = اقترح صياغة أخرى للفقرة { $number }
statement-suggest-send = أرسل الاقتراح
statement-change = ما الذي يصير إليه نص الفقرة
statement-replace = صياغة أخرى
statement-strike = احذفها
statement-insert-after = فقرة بعدها
statement-insert-before = فقرة قبلها
statement-words = النص
statement-reason = السبب، إن شئت
statement-alternative = [{ $text } — { $who }]
statement-for = { $who } ({ $delegation })
statement-struck-out = حذف
statement-then = ثم: { $text }
statement-first = قبلها: { $text }
statement-stale = تغيّرت الفقرة منذ ذلك: قُدِّم هذا الاقتراح للنسخة { $number }.
statement-take = اقبله
statement-decline = ارفضه
statement-take-back = اسحبه
statement-taken = قُبل الاقتراح: بدأت نسخة جديدة.
statement-declined = رُفض
statement-taken-in = قُبل في النسخة { $number }
statement-settled = اقتراحات بُتّ فيها
statement-revise = اكتب النسخة التالية
statement-revise-send = أصدر النسخة
statement-versions = النسخ
statement-hash-hint = للكلمات نفسها الرمز نفسه على كل جهاز. اقرؤوه بعضكم لبعض للمقارنة.
statement-copy = انسخ رمز النسخة { $number }
statement-void = باطلة: سبقتها نسخة أخرى
statement-compare = قارن النسخ
statement-from = من
statement-to = إلى
statement-same = تقولان الشيء نفسه.
statement-inserted = مُضاف:
statement-struck = محذوف:
statement-changed-by = غيّرها { $who }
statement-signatures = التوقيعات
statement-delegation = الوفد
statement-signed-by = وقّع عنه
statement-alone = لا يتحدث باسم جهة تثق بها
statement-not-signed = لم يوقّع
statement-sign = وقّع النسخة { $number }
statement-sign-sure = توقّع هذه الكلمات دون غيرها. قارن الرمز أولًا:
statement-sign-send = وقّع
statement-sign-back = اسحب توقيعك
statement-signed = توقيعك في الطريق.
statement-earlier = وقّع { $who } النسخة { $number }، وهي أسبق: لا يُحتسب ذلك لهذه.
statement-claims = يقول { $who } إنه يوقّع باسم { $delegation }؛ ولم يؤكد ذلك أحد ممن تثق بهم.
statement-export = اطبع أو صدّر
statement-export-word = احفظ كملف Word
statement-export-print = اطبع أو احفظ بصيغة PDF
statement-print-hint = نافذة الطباعة في نظامك هي التي تصنع ملف PDF. وما يُصدَّر يقرؤه كل من لديه الملف.
statement-marks-suggested = الاقتراحات المفتوحة معلَّمة، ومع كل منها صاحبها.
statement-marks-since = التغييرات منذ النسخة { $number } معلَّمة، ومع كل منها صاحبها.
silence = إجراء الصمت
silence-hint = تُعتمد النسخة عند انتهاء المهلة ما لم يعترض أحد. ويجب أن تكون قد وصلت إلى كل وفد قبل ذلك: فمن لم يكن متصلًا لم يوافق.
silence-queued = بانتظار الإرسال
silence-running = جارٍ: يُعتمد عند انتهاء المهلة ما لم يعترض أحد
silence-extended = مُدِّدت المهلة
silence-text-changed = انتهى: تغيّر النص
silence-broken = كُسر الصمت
silence-undelivered = لم يُعتمد: لم يصل إلى { $who }
silence-adopted = اعتُمد
silence-before = النسخة { $number }، حتى { $when }: { $state }
silence-card = صمت حتى { $when }: { $state }
silence-on = على النسخة { $number }، حتى { $when }، بتوقيتك
silence-heard = بقدر ما وصل إلى هذا الجهاز: إنه غير متصل، وربما اعترض أحد.
silence-objects = يعترض { $who }: { $text }
silence-objects-late = يعترض { $who } بعد فوات المهلة: { $text }
silence-delivery = إلى من وصل
silence-delivered-head = الوصول
silence-delivered = وصل { $when }
silence-read = وصل { $when } وقُرئ
silence-late = وصل { $when } بعد فوات المهلة
silence-not-delivered = لم يصل
silence-reason = سبب اعتراضك
silence-object-hint = الاعتراض يكسر الصمت ولا يُسحب.
silence-object = اعترض
silence-deadline = المهلة
silence-begin = ابدأ إجراء صمت
silence-put-off = مدّد المهلة
silence-begun = إجراء الصمت في الطريق.
event-statement-version = كتب { $who } نسخة أخرى من «{ $title }»
event-statement-declined = رفض { $who } اقتراحات على «{ $title }»
event-silence = بدأ { $who } إجراء صمت على «{ $title }»
event-objection = يعترض { $who } على «{ $title }»: { $text }
failure-statement = عنوان، ومن فقرة إلى 200 فقرة؛ وكلها دون 48 كيلوبايت.
failure-no-statement = هذا البيان ليس هنا، أو لا يمكن فعل ذلك به.
failure-statement-changed = تلتها نسخة أخرى. اقرأها أولًا.
failure-no-paragraph = لا توجد فقرة كهذه.
failure-no-suggestion = بُتّ في هذا الاقتراح، أو لم يعد مناسبًا.
failure-not-the-pen = القلم بيد من كتب البيان وحده.
failure-no-silence = لا يوجد إجراء صمت جارٍ.
failure-silence-shorter = المهلة تُمدَّد ولا تُقصَّر.
failure-sounding = سؤال في سطر واحد، و8 إجابات قصيرة مختلفة على الأكثر، أو كلمات خاصة.
failure-sounding-people = يوجَّه السؤال إلى شخص واحد حتى 64 شخصًا.
failure-sounding-room = تُسأل الغرفة كلها حين يكون فيها خمسة غيرك.
failure-sounding-answer = انتهى، أو ليست هذه إجابة عنه.
failure-no-sounding = لم يعد هذا السؤال على هذا الجهاز.
failure-nobody-to-remind = لم يبق من يُذكَّر.
failure-too-few-answers = أجاب أقل من خمسة: لا تُخبَر الغرفة بشيء بعد.
failure-published = أُخبرت الغرفة من قبل.
key-glance = تغطية الأسماء والكلمات أو كشفها
glance-on = تغطية الأسماء والكلمات
glance-off = كشف الأسماء والكلمات
glance-title = النظرة الخاطفة والأسماء البديلة
glance-hint = حركة واحدة تغطي الأسماء والكلمات والصور عمّن ينظر من فوق كتفك: نقرة بإصبعين في أي مكان، أو Alt+G، أو العين المشطوبة في الأعلى. عندئذ يظهر كل اسم ببديله الذي اخترته، أو بعلامة لا يعرفها سواك.
glance-heard = هذا في وجه العيون وحدها. يظل قارئ الشاشة يقرأ كل شيء: استعمل سماعات الأذن.
aliases-always = إظهار الأسماء البديلة دائمًا
aliases-always-hint = حتى حين لا يُغطّى شيء. يبقى الاسم نفسه بجانبها حيث تختار من تكتب إليه، ويبقى وحده حيث تُدخل أحدًا أو تتحقق منه.
aliases-name = الاسم
aliases-name-hint = عنوان مثل name@relay.example، أو أي كلمة أو عبارة.
aliases-alias = الاسم البديل
aliases-alias-hint = كلمة أو رمز تعبيري. يبقى على هذا الجهاز.
aliases-none = لا أسماء بديلة لديك بعد.
aliases-remove = إزالة الاسم البديل عن { $name }
aliases-use = استعمال الأسماء البديلة في هذا النص
aliases-used = { $count ->
    [zero] لا يرد أي من أسمائك في هذا النص.
    [one] استُبدل اسم واحد.
    [two] استُبدل اسمان.
    [few] استُبدلت { $count } أسماء.
    [many] استُبدل { $count } اسمًا.
   *[other] استُبدل { $count } اسم.
  }
aliases-undo = استرجاع
official-title = هذا النص موسوم بأنه رسمي
official-why = يحمل الوسم { $marking }. قد يحسب متلقّيه الاسم البديل اسمًا حقيقيًا.
official-replace = الاستبدال مع ذلك
official-leave = تركه كما هو
markings = وسوم النصوص الرسمية
markings-hint = وسم في كل سطر. تُسأل قبل وضع أسماء بديلة في نص يحمل أحدها: بالأحرف الكبيرة حيث توجد، أو في أول السطر.
markings-reset = استعمال قائمة كوريدور
failure-alias = الاسم من بايت واحد إلى 286 بايت، وبديله إلى 32 بايت، من دون محارف تحكّم.
failure-alias-too-many = بلغت الأسماء البديلة 500 ولا يُزاد عليها. أزل واحدًا أولًا.
failure-no-alias = لا بديل لهذا الاسم.
