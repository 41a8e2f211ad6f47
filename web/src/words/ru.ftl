### Все тексты веб-приложения.

app-name = Corridor
language = Язык
skip = К содержанию
close = Закрыть
back = Назад
change = Изменить
show = Показать
keep = Оставить
add = Добавить
new = новое
later = Позже
continue = Продолжить
print = Напечатать
you = вы
number = { $count }
put-away = Убрать это уведомление
try-again = Попробовать снова

## Arriving

join-title = Добро пожаловать в Corridor
join-to = Вас пригласили на { $relay }. Выберите имя, под которым вас будут знать.
join-without = Нужно приглашение: ссылка, которую вам пришлёт кто-то из вашей организации.
invitation = Приглашение
your-name = Ваше имя
your-name-hint = Строчные латинские буквы, цифры и . _ - между ними. Имя останется за вами.
join = Войти
have-account = У меня есть учётная запись
joining-idle = Создаются ваши ключи…
joining-connecting = Соединение с ретранслятором…
joining-connected = Ретранслятор проверяет приглашение…
joining-waiting = Ретранслятор недоступен. Попытки повторяются сами; можно оставить страницу открытой.
lock-title = Замок этого устройства
lock-browser = Хранит браузер
lock-browser-hint = Ничего не нужно вводить. Кто пользуется этим браузером, тот может прочесть хранимое.
lock-passkey = Ключ доступа
lock-passkey-hint = Открывает отпечаток, лицо или блокировка экрана.
lock-passphrase = Парольная фраза
lock-passphrase-hint = Вводится каждый раз. Восстановить её не сможет никто.
passphrase = Парольная фраза
passphrase-hint = { $count ->
    [one] Не меньше { $count } знака.
    [few] Не меньше { $count } знаков. Хороши четыре-пять слов.
    [many] Не меньше { $count } знаков. Хороши четыре-пять слов.
   *[other] Не меньше { $count } знака. Хороши четыре-пять слов.
  }
unlock = Открыть
unlock-passkey = Открыть ключом доступа
unlock-title = Устройство заперто
unlock-hint = Ваши беседы хранятся здесь в зашифрованном виде.
words-title = Ваши 24 слова восстановления
words-why = Они вернут учётную запись, если устройство потеряно. Кто их знает, может выдать себя за вас.
words-kept = Я записал(а) их на бумаге.
words-later-hint = Их всегда можно найти в настройках, пока устройство у вас.
words-alone = Убедитесь, что никто не смотрит и экран никому не показывается.
words-typed = { $count ->
    [one] { $count } слово из 24.
    [few] { $count } слова из 24.
    [many] { $count } слов из 24.
   *[other] { $count } слова из 24.
  }
recovery-words = Слова восстановления
recover = Восстановить запись
recover-title = Ваша запись на этом устройстве
recover-hint = Введите 24 слова, которые вы записали. Другие ваши устройства останутся как есть.
account = Учётная запись
account-hint = Например, name@relay.example
relay = Ретранслятор
done-title = Вы на месте
done-name = Вот как вас найти:
done-hint = Сообщите это имя тем, с кем хотите говорить, или напишите им первыми.
look-around = Сначала осмотреться

## Conversations

conversations = Беседы
new-conversation = Новая беседа
search = Поиск
messages = Сообщения
no-conversation = Бесед пока нет. Начните первую пером вверху.
no-conversation-found = Беседы с таким названием нет.
no-message-found = Такого нет ни в одном сообщении.
found-count = { $count ->
    [0] Ничего не найдено.
    [one] Найдено { $count } сообщение.
    [few] Найдено { $count } сообщения.
    [many] Найдено { $count } сообщений.
   *[other] Найдено { $count } сообщения.
  }
nothing-yet = Здесь пока никого нет
nothing-open = Ни одна беседа не открыта
nothing-hint = Написанное запечатывается на этом устройстве. Ретранслятор хранит порядок и прочесть ничего не может.
nothing-said = Пока ничего не сказано.
draft = Черновик:
said-by = { $who }:
new-people = { $count ->
    [one] { $count } новый
    [few] { $count } новых
    [many] { $count } новых
   *[other] { $count } новых
  }
held-count = { $count ->
    [one] { $count } сообщение задержано, пока вы не посмотрите, кто вошёл.
    [few] { $count } сообщения задержаны, пока вы не посмотрите, кто вошёл.
    [many] { $count } сообщений задержано, пока вы не посмотрите, кто вошёл.
   *[other] { $count } сообщения задержано, пока вы не посмотрите, кто вошёл.
  }
unread-count = { $count ->
    [one] { $count } непрочитанное
    [few] { $count } непрочитанных
    [many] { $count } непрочитанных
   *[other] { $count } непрочитанных
  }
switch-title = Перейти к беседе
switch-hint = Введите часть названия
new-kind = Вид беседы
new-direct = Личная
new-room = Комната
title = Название
title-hint = Прочесть его могут только участники.
title-by-admins = Менять его могут только владельцы и распорядители.
person = Собеседник
person-hint = Имя на вашем ретрансляторе или запись целиком, например name@relay.example.
people = Люди
people-hint = Имена через запятую. Других можно добавить потом.
direct-is-for-two = Личная беседа — для двоих. Для большего числа выберите «Комнату».
make-room = Создать комнату
begin = Начать

## In a conversation

day-today = Сегодня
day-yesterday = Вчера
write = Напишите сообщение
send = Отправить
says = { $who }, { $time }:
says-own = Вы, { $time }:
delivery-queued = Ждёт отправки
delivery-held = Задержано
delivery-sent = Отправлено
delivery-delivered = Доставлено
delivery-read = Прочитано
see-who-joined = Кто вошёл
discard = Отбросить
unread-from-here = Непрочитанные
to-unread = К первому непрочитанному
to-newest = К последнему
key-date = Перейти к дате
date = Дата
date-none = В этот день и позже ничего не сказано.
go-there = Перейти
room-menu = Ещё об этой беседе
room-settings = Настройки комнаты
contradiction = Ретранслятор или участник противоречит себе об этой беседе.
roster-people = { $count ->
    [one] { $count } человек
    [few] { $count } человека
    [many] { $count } человек
   *[other] { $count } человека
  }
roster-devices = { $count ->
    [one] { $count } устройство
    [few] { $count } устройства
    [many] { $count } устройств
   *[other] { $count } устройства
  }
roster-new = { $count ->
    [one] { $count } новый
    [few] { $count } новых
    [many] { $count } новых
   *[other] { $count } новых
  }
roster-separator = {", "}
see-everybody = Кто это читает
look-who = Кто это
gate-title = { $count ->
    [one] { $count } человек прочтёт это впервые
    [few] { $count } человека прочтут это впервые
    [many] { $count } человек прочтут это впервые
   *[other] { $count } человека прочтут это впервые
  }
gate-why = Они вошли или завели новое устройство после того, как вы смотрели. Пока вы не посмотрите, ничего из написанного не уйдёт.
gate-wait = Ещё нет
gate-send = { $count ->
    [one] Отправить { $count } человеку
    [few] Отправить всем { $count }
    [many] Отправить всем { $count }
   *[other] Отправить всем { $count }
  }
since-you-looked = С тех пор как вы смотрели
have-looked = Я посмотрел(а)
added-by = Добавлено: { $who }, { $date }
device-added-by = Новое устройство, добавлено: { $who }, { $date }
there-from-start = С самого начала
live-messages = Новые сообщения
live-direct = { $who }: { $text }
live-room = { $who } в комнате { $room }: { $text }
event-joined = { $who } добавляет: { $people }
event-joined-self = { $who } открывает комнату
event-device-joined = { $count ->
    [one] Новое устройство: { $people }; добавлено: { $who }
    [few] Новые устройства: { $people }; добавлено: { $who }
    [many] Новые устройства: { $people }; добавлено: { $who }
   *[other] Новые устройства: { $people }; добавлено: { $who }
  }
event-device-joined-self = У { $who } новое устройство
event-removed = { $who } исключает: { $people }
event-removed-self = { $who } больше не в комнате
event-device-removed = { $who } удаляет устройство: { $people }
event-device-removed-self = { $who } удаляет своё устройство
event-leaving = { $count ->
    [one] { $people } уходит
    [few] { $people } уходят
    [many] { $people } уходят
   *[other] { $people } уходят
  }
event-leaving-self = { $who } уходит
event-renamed = Новое название комнаты от { $who }: { $title }
event-role = { $who } меняет роль { $person }: { $role }
event-unknown = { $who } присылает то, что покажет только более новая версия Corridor
event-readded = Это устройство добавлено снова. Сказанное за это время — на других ваших устройствах.
status-active = Действует
status-damaged = Это устройство отстало
status-damaged-hint = Его слишком долго не было, или его состояние повреждено. Оно попросило добавить его снова; устройство участника сделает это само.
status-halted = Комната не может продолжаться
status-halted-hint = Один из участников закрыл её для всех. Создайте её заново с теми же людьми; сказанное останется здесь.
status-left = Вы ушли
status-left-hint = Сказанное при вас остаётся на этом устройстве.
status-removed = Вас исключили
status-removed-hint = Сказанное при вас остаётся на этом устройстве.
refound = Создать комнату заново

## People and roles

role = Роль
role-owner = владелец
role-owner-hint = Может здесь всё и решает, что могут другие.
role-admin = распорядитель
role-admin-hint = Может добавлять и исключать людей и менять название.
role-member = участник
role-member-hint = Читает и пишет.
role-guest = гость
role-guest-hint = Читает и пишет, но никогда никого не добавляет.
your-role = Ваша роль: { $role }
is-leaving = уходит
verified = Проверено
verified-hint = Вы сверили числа безопасности с этим человеком.
unverified-hint = Вы ещё не сверяли числа безопасности с этим человеком.
write-directly = Написать лично
remove-person = Исключить из комнаты
add-people = Добавить людей
rename = Переименовать
about-room = Об этой комнате
room-number = Номер
room-entries = Записей в журнале
room-skipped = Пропущено всеми
leave = Покинуть комнату
leave-title = Покинуть комнату?
leave-hint = Больше вы из неё ничего не получите. Сказанное до сих пор остаётся на этом устройстве.
stay = Остаться

## Verification

verify = Проверка
verify-why = Сверьте с { $who } при встрече или в разговоре. Если у обоих одно и то же, между вами никто не стоит.
verify-unknown = Это устройство ещё не встречало этого человека.
is-verified = Вы проверили { $who }.
words = Слова
words-aloud = Прочтите их друг другу.
numbers = Числа
code-picture = Код для считывания устройством собеседника
scan-code = Считать код собеседника
show-code = Показать мой код
camera-picture = Изображение камеры
camera-trouble = Камера недоступна. Разрешите её в настройках браузера или сверьте слова.
they-match = Совпадают
they-differ = Не совпадают
differs = Это не одно и то же.
differs-hint = Возможно, кто-то стоит между вами и { $who }, или у одного из вас новая запись. Не говорите здесь того, что не должны прочесть другие, и спросите иным путём.

## Settings and devices

settings = Настройки
appearance = Вид
theme = Тема
theme-system = Как в системе
theme-light = Светлая
theme-dark = Тёмная
text-size = Размер текста
send-with-enter = Отправлять по Enter
send-with-enter-hint = Ctrl+Enter отправляет всегда; Shift+Enter начинает строку.
notify = Сообщать о новых сообщениях
notify-hint = Только что оно есть: ни от кого, ни о чём.
notification-title = Corridor
notification-body = Новое сообщение
push-title = Пробуждение устройства
push = Будить это устройство, когда приложение закрыто
push-what = Только для приглашений и первых сообщений: сообщения в комнатах, где вы уже есть, его не будят.
push-cost = Это стоит части приватности. Разработчик браузера и его служба уведомлений узнают, когда это устройство разбужено, но не кем и не ради чего. Ваш ретранслятор хранит адрес, который они дали этому браузеру.
push-none = Этот браузер или ваш ретранслятор не может разбудить закрытое приложение.
push-body = Вас что-то ждёт
privacy = Конфиденциальность
receipts-delivered = Сообщать другим, что сообщение дошло
receipts-delivered-hint = Они увидят «Доставлено».
receipts-read = Сообщать другим, что я прочитал(а)
receipts-read-hint = Они увидят «Прочитано», и вы тоже, если они делают то же.
stored = Хранится на этом устройстве
stored-used = { $used } из { $quota }, всё зашифровано.
stored-persistent = Браузер обещал это хранить.
stored-fleeting = Браузер может стереть это, если не хватит места. Слова восстановления вернут запись, но не сообщения.
export = Выгрузить все беседы
export-room = Выгрузить эту беседу
export-hint = Выгрузка — читаемый файл. Держите его там, где его никто не прочтёт.
erase = Стереть с устройства
erase-title = Стереть всё с этого устройства?
erase-hint = Все беседы и ключи в этом браузере исчезнут навсегда. Без другого устройства и слов восстановления пропадёт и запись.
devices = Устройства
devices-hint = Всё, что вы пишете и получаете, можно прочесть на них.
this-device = Это устройство
device-since = С { $date }
add-device = Добавить устройство
add-device-hint = Откройте там Corridor, выберите «У меня есть учётная запись» и введите 24 слова восстановления.
withdraw = Отозвать
withdraw-device = Отозвать устройство { $device }
withdraw-title = Отозвать это устройство?
withdraw-hint = Оно не прочтёт ничего, что будет написано отныне. Что на нём уже есть, останется.
build = Сборка
build-hint = Сравните её со сборкой, которой доверяете: это отпечаток списка файлов страницы (build.txt).
build-none = Неизвестна: эта страница собрана не для ретранслятора.

## Keys

shortcuts = Сочетания клавиш
key-switch = Перейти к беседе
key-list = Показать сочетания клавиш
key-next = Следующая беседа
key-previous = Предыдущая беседа
key-new = Новая беседа
key-settings = Настройки
key-back = Назад
key-search = Поиск
key-people = Показать, кто в комнате
key-send = Отправить
key-line = Новая строка
key-messages = От сообщения к сообщению

## When something is wrong

starting = Corridor запускается
starting-long = Открывается хранимое на этом устройстве…
failed-title = Corridor не может здесь запуститься
offline = Нет связи с ретранслятором
offline-hint = Можно читать и писать. Написанное уйдёт по порядку, как только появится связь.
stopped-hint = Читать то, что здесь есть, по-прежнему можно. Обратитесь к тому, кто ведёт ваш ретранслятор.
compare-now = Сверить числа безопасности
undone-send-text-unknown = Сообщение не отправлено.
undone-send-text = «{ $text }» не отправлено.
undone-send-queued =
    { $count ->
        [one] Не отправлено { $count } ожидавшее сообщение.
        [few] Не отправлено { $count } ожидавших сообщения.
       *[other] Не отправлено { $count } ожидавших сообщений.
    }
undone-send-receipts = Никому не сообщено, какие сообщения дошли или прочитаны.
undone-add = Не удалось добавить: { $people }.
undone-add-device = Не удалось добавить устройство: { $people }.
undone-remove = Не удалось исключить: { $people }.
undone-remove-device = Не удалось исключить устройство из комнаты.
undone-rename = Не удалось переименовать комнату в «{ $text }».
undone-set-role = Не удалось изменить роль: { $people }.
undone-leave = Выйти из комнаты не удалось.
undone-take-out-leaving = Не удалось исключить из комнаты вышедших.
undone-refresh-keys = Не удалось обновить ключи этого устройства.
undone-found-room = Не удалось создать комнату «{ $text }».
undone-withdraw-device = Не удалось отозвать устройство.
undone-write-to-device = Не удалось написать на устройство: { $people }.
notice-contradiction = Ретранслятор или участник противоречит себе об одной из бесед.
notice-key-changed = У { $person } новый ключ записи. Это может быть новое начало или другой человек: сверьте числа безопасности.
notice-own-device = Появилось новое ваше устройство. Если это не вы, отзовите его в разделе «Устройства».
accept-key = Принять новый ключ
failure-other = Что-то пошло не так. Ничего из этого не сохранено; попробуйте снова.
failure-no-account = Учётной записи здесь пока нет.
failure-has-account = Это устройство уже принадлежит учётной записи.
failure-name = В имени строчные латинские буквы, цифры и . _ - между ними, не больше 32.
failure-recovery-words = Это не 24 слова восстановления. Поищите опечатку.
failure-title = В названии не больше 256 байт и нет управляющих знаков.
failure-text-length = Сообщение слишком длинное. Отправьте его в двух.
failure-no-room = Этой беседы на устройстве нет.
failure-not-a-member = Этого человека в комнате нет.
failure-not-queued = Оно уже покинуло это устройство.
failure-unknown-person = Никого с таким именем ещё не встречали.
failure-unknown-device = Это не другое ваше устройство.
failure-roster-changed = С тех пор как вы смотрели, кто-то вошёл.
failure-already-member = Этот человек уже в комнате.
failure-not-allowed = Ваша роль в этой комнате этого не позволяет.
failure-already-sent = Это уже отправлено.
failure-direct-room = Личная беседа — для двоих и такой остаётся.
failure-last-owner = Сначала назначьте другого владельца: комната без него не остаётся.
failure-not-in-room = Вас больше нет в этой комнате.
failure-too-long-away = Это устройство отсутствовало так долго, что никто не может сказать, отправлено ли оно.
failure-too-large = Это слишком велико для ретранслятора.
failure-damaged = Устройство не может пользоваться комнатой, пока его не добавят снова.
failure-invitation = Это не всё приглашение. Скопируйте ссылку снова, от начала до конца.
failure-database = Хранилище браузера дало сбой. Закройте другие вкладки Corridor и попробуйте снова.
failure-disk-full = На этом устройстве не осталось места. Ничего не изменено; освободите место и попробуйте снова.
failure-newer-schema = Это сохранила более новая версия Corridor. Перезагрузите страницу, чтобы получить её.
failure-wrong-key = Хранимое не открывается: ключ другой, или данные повреждены.
failure-no-cipher = Этот браузер не может шифровать хранимое, поэтому ничего не хранится.
failure-corrupt = Хранимое здесь повреждено.
failure-sealing = Запечатать не удалось. Ничего не отправлено; попробуйте снова.
failure-no-storage = Этот браузер ничего не хранит для этой страницы. Выйдите из приватного окна или возьмите браузер новее.
failure-invitation-invalid = Ретранслятор не знает этого приглашения. Скопируйте ссылку целиком или попросите другое.
failure-invitation-expired = Срок приглашения истёк. Попросите другое.
failure-invitation-used = Приглашение уже использовано. Попросите другое.
failure-name-taken = Это имя уже занято. Выберите другое.
failure-foreign-account = Эта запись принадлежит другому ретранслятору.
failure-account-unknown = Ретранслятор не знает этой записи.
failure-too-many-devices = У записи столько устройств, сколько допускает ретранслятор. Сначала отзовите одно.
failure-device-unknown = Ретранслятор больше не знает этого устройства.
failure-device-revoked = Это устройство отозвано.
failure-other-relay = Это не тот ретранслятор, которому принадлежит ваша запись.
failure-device-refused = Ретранслятор больше не принимает это устройство.
failure-local-storage = Хранилище браузера дало сбой. Ничего из последнего шага не сохранено.
failure-wrong-secret = Это не открывает хранимое здесь. Ничего не потеряно: попробуйте ещё раз.
failure-passphrase-short = Фраза слишком короткая.
failure-lock-damaged = Замок хранимого здесь повреждён. Слова восстановления вернут учётную запись.
failure-passkey = Этот ключ доступа не может открыть хранимое здесь. Выберите другой замок.
failure-passkey-unused = Ключ доступа не использован. Попробуйте ещё раз и ответьте на вопрос браузера.
failure-owner-gone = Вкладка, которая работала, закрыта. Прежде чем повторить, посмотрите, не сделано ли это.
failure-unsupported-version = Эта страница старше ретранслятора. Загрузите её снова.
failure-malformed-frame = Ретранслятор прислал нечто бессмысленное. Попытка повторится сама.
failure-no-key-package = Сейчас нельзя добавить ни одно устройство этого человека. Возможно, позже.
failure-rate-limited = Для ретранслятора это слишком много сразу. Подождите минуту и повторите.
failure-push-refused = Ваш ретранслятор не будит устройства через службу уведомлений этого браузера.
failure-too-many-connections = У ретранслятора нет места для ещё одного соединения. Попытка повторится сама.
failure-storage-full = Диск ретранслятора заполнен. Сообщите тому, кто им управляет.

## Files

attach = Добавить файлы
drop-here = Перетащите файлы сюда
file-progress = Сколько уже передано
file-uploading = отправляется на ретранслятор
file-paused = остановлено
file-copying = копируется на это устройство
file-waiting = на ретрансляторе, сообщение ждёт
file-sent = отправлено
file-elsewhere = не загружено
file-fetching = загружается
file-here = на этом устройстве
file-gone = на ретрансляторе больше нет
file-stop = Остановить
file-go-on = Продолжить
file-fetch = Загрузить
file-open = Открыть
file-save = Сохранить
file-preview = Уменьшенное изображение
file-opening = Открывается…
file-no-picture = Это не изображение, которое можно показать. Его можно сохранить.
file-said = { $kind ->
    [picture] Изображение
   *[file] Файл
  } { $name }, { $size }, { $state }.
file-too-large = { $name } занимает { $size }. Файл может занимать не более { $most }.
file-empty = { $name } пуст.
file-unreadable = Не удаётся прочитать { $name }.
sheet-title = { $count ->
    [one] Отправить { $count } файл
    [few] Отправить { $count } файла
    [many] Отправить { $count } файлов
   *[other] Отправить { $count } файла
  }
sheet-preparing = Подготовка…
sheet-unchanged = Отправить без изменений
sheet-unchanged-hint = Со всем, что записала камера: часто это место, время и устройство.
sheet-raw = Это изображение нельзя перерисовать здесь: оно уйдёт как есть, со всем, что записала камера, часто с местом и временем.
sheet-picture-hint = Оно уменьшается до 2048 пикселей, а место и данные камеры удаляются.
sheet-caption = Что вы к этому скажете
failure-file-size = Файл занимает не менее одного байта и не более 2 ГБ.
failure-file-name = Такое имя отправить нельзя.
failure-media-type = Такой вид файла назвать нельзя.
failure-preview = Не удалось сделать уменьшенное изображение.
failure-no-file = Такого файла больше нет.
failure-file-not-here = Этого файла нет на этом устройстве.
undone-send-file = Файл «{ $text }» не отправлен.

## Polls, texts for later, search, and what a room has settled

poll-new = Опрос
poll-said = Опрос: { $text }
poll-one = Один ответ
poll-several = Несколько ответов
poll-open = все видят, кто что выбрал
poll-hidden = голоса будут видны в конце
poll-until = до: { $when }
poll-over = Завершён
poll-own = Ваш выбор.
poll-vote = Проголосовать
poll-change = Изменить голос
poll-take-back = Отозвать голос
poll-votes = { $count ->
    [0] Нет голосов.
    [one] { $count } голос.
    [few] { $count } голоса.
    [many] { $count } голосов.
   *[other] { $count } голоса.
  }
poll-voters = { $count ->
    [0] Никто ещё не голосовал.
    [one] Проголосовал { $count } человек.
    [few] Проголосовали { $count } человека.
    [many] Проголосовали { $count } человек.
   *[other] Проголосовали { $count } человека.
  }
poll-who = Кто что выбрал
poll-end = Завершить опрос
poll-end-title = Завершить этот опрос?
poll-end-hint = После этого никто не сможет проголосовать или изменить голос, и все увидят, сколько человек что выбрали.
poll-question = Вопрос
poll-answers = Ответы
poll-answer = Ответ { $count }
poll-add-answer = Добавить ответ
poll-remove-answer = Убрать ответ { $count }
poll-multiple = Можно выбрать несколько ответов
poll-votes-title = Пока опрос идёт
poll-show = Показывать, кто что выбрал
poll-hide = Не показывать ничего до конца, а потом — только сколько голосов
poll-honest = В обоих случаях голоса и имена голосовавших есть на устройстве каждого участника: скрывать их — вежливость экранов, а не тайное голосование.
poll-deadline = Завершится сам
poll-deadline-hint = Оставьте пустым, и он продлится, пока вы его не завершите.
poll-ask = Спросить
later-send = Отправить позже
later-title = Отправить позже
later-when = Когда
later-honest = До тех пор сообщение остаётся только на этом устройстве. Оно уйдёт, лишь если Corridor здесь открыт и есть связь; иначе — как только это будет так.
later-at = Уйдёт: { $when }
later-now = Отправить сейчас
later-draft = Вернуть в черновик
expires-at = Исчезнет: { $when }
roster-expiry = исчезает через: { $time }
event-described = { $who }: описание комнаты изменено: { $text }
event-described-not = { $who }: описание комнаты убрано
event-expiry = { $who }: сообщения теперь исчезают через: { $time }
event-expiry-never = { $who }: сообщения больше не исчезают
event-posting = { $who }: кто может писать: { $people }
description = Для чего эта комната
description-hint = Это читают все в комнате, но не ретранслятор.
by-owners = Изменить это может только владелец.
expiry = Исчезающие сообщения
expiry-never = Выключено
expiry-after = Через: { $time }
expiry-honest = Для сказанного с этого времени. Устройства, которые соблюдают уговор, забывают; кто видел, мог сохранить.
posting = Кто может писать
posting-hint = Читать, голосовать и отвечать знаками могут все.
post-guest = Все
post-member = Все, кроме гостей
post-admin = Владельцы и распорядители (объявления)
post-owner = Только владельцы
read-only-title = Здесь вы можете читать, но не писать
read-only-hint = Кто может писать: { $people }. Голосовать и отвечать знаками вы можете.
role-reads-only = Читает, голосует и отвечает знаками, но в этой комнате не пишет.
aside = Только на этом устройстве
mute = Уведомления
mute-hint = О сообщениях, где упомянуты вы, всё равно будет сказано.
mute-not = Снова уведомлять
mute-for = Без звука: { $time }
mute-ever = Без звука, пока не изменю
muted = Без звука
muted-not = Уведомления включены
muted-always = Без звука
muted-until = Без звука до: { $when }
archive = В архив
archive-not = Вернуть из архива
archive-hint = Беседа уйдёт из списка, пока в сообщении не упомянут вас. Никто об этом не узнает.
archived = В архиве: { $count }
search-all = Искать везде
search-here = Искать в этой беседе
search-more = По человеку, виду и дате
search-text = Слова
search-kind = Вид
kind-any = Всё
kind-text = Тексты
kind-file = Файлы
kind-poll = Опросы
search-room = Беседа
search-everywhere = Все беседы
search-person = Кто сказал
search-from = С
search-to = По
search-hint = Введите слово или выберите человека, вид или день.
search-newest = Последние { $count }. Чтобы увидеть другие, уточните поиск.
undone-describe = Не удалось изменить описание комнаты.
undone-change-expiry = Не удалось изменить время, через которое исчезают сообщения.
undone-change-posting = Не удалось изменить, кто может писать.
failure-description = В описании не больше 1024 байт.
failure-expiry = Сообщения исчезают через время от пяти минут до девяноста дней — или никогда.

## What people do to messages

message-actions = Что сделать с этим сообщением
reply = Ответить
edit = Изменить
edited = изменено
copy = Копировать
forward = Переслать
forwarded = переслано
pin = Закрепить для всех
unpin = Открепить
pinned = закреплено
mark = Отметить для себя
unmark = Снять отметку
marked = отмечено
history = Прежние версии
delete = Удалить…
react-with = Отреагировать: { $reaction }
react-typed = Другая реакция
reactions = Реакции
reaction-by = { $reaction } — { $people }.
replying = Ответ: { $who }
editing = Изменение
stop-about = Отменить
quote-gone = Сообщения, на которое это ответ, здесь нет.
quote-jump = К сообщению, на которое это ответ
quote-said = В ответ: { $who }.
pin-jump = К закреплённому сообщению
pins = Закреплённые сообщения
pins-all = { $count ->
    [one] { $count } закреплённое
    [few] Все { $count } закреплённых
   *[many] Все { $count } закреплённых
  }
delete-title = Удалить это сообщение
delete-all = Удалить у всех
delete-all-means = Corridor у каждого сотрёт его слова и файл и покажет, что вы его отозвали. Кто прочёл, тот прочёл, а программа, которая этого не соблюдает, может его сохранить.
delete-here = Удалить на этом устройстве
delete-here-means = Оно исчезнет только с этого устройства. У других останется.
forward-title = Переслать
forward-means = Копия уйдёт от вашего имени. В ней сказано, что она переслана, но не откуда и не кем написана.
forward-nowhere = Беседы с таким названием нет.
forwarded-there = Переслано
forward-to = Переслать: { $room }
history-title = Прежние версии
history-own = Все в комнате могут видеть, что вы писали раньше.
history-other = Что в нём было раньше, сначала последнее.
mention-whom = Кого вы имеете в виду?
mention-count = { $count ->
    [one] { $count } сообщение упоминает вас
    [few] { $count } сообщения упоминают вас
   *[many] { $count } сообщений упоминают вас
  }
withdrawn = { $who }: сообщение отозвано
withdrawn-own = Вы отозвали сообщение
withdrawn-other = { $by }: удалено сообщение от { $who }
key-reply = Ответить на сообщение
key-react = Отреагировать на сообщение
key-forward = Переслать сообщение
key-edit = Изменить своё сообщение
key-actions = Что сделать с сообщением
key-delete = Удалить сообщение
marked-title = Отмеченное
marked-none = Ничего не отмечено. То, что вы отметите, будет здесь, только для вас и на этом устройстве.
undone-edit = Это не изменено: { $text }
undone-act = Действие с сообщением не отправлено.
failure-no-message = Этого сообщения здесь больше нет.
failure-not-sent-yet = Это сообщение ещё не отправлено.
failure-reaction = Это не реакция: не больше нескольких знаков.
failure-poll = Вопрос и от 2 до 12 разных ответов, каждый в одну строку.
failure-vote = Этот опрос окончен.
failure-mentions = В сообщении упоминают не больше 32 человек, и все они в комнате.
failure-send-at = Выберите время в будущем, в пределах года.
