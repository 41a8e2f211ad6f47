### Todos los textos de la aplicación web.

app-name = Corridor
language = Idioma
skip = Ir al contenido
close = Cerrar
back = Volver
change = Cambiar
show = Mostrar
keep = Conservar
save = Guardar
add = Añadir
new = nuevo
later = Más tarde
continue = Continuar
print = Imprimir
you = usted
number = { $count }
put-away = Ocultar este aviso
try-again = Reintentar

## Arriving

join-title = Le damos la bienvenida a Corridor
join-to = Tiene una invitación a { $relay }. Elija el nombre por el que otros le conocerán.
join-without = Necesita una invitación: un enlace que le envía alguien de su organización.
invitation = Invitación
your-name = Su nombre
your-name-hint = Letras minúsculas de la a a la z, cifras, y . _ - entre ellas. Seguirá siendo suyo.
join = Entrar
have-account = Ya tengo una cuenta
joining-idle = Creando sus claves…
joining-connecting = Conectando con el relé…
joining-connected = El relé comprueba la invitación…
joining-waiting = No se llega al relé. Se vuelve a intentar solo; puede dejar abierta esta página.
lock-title = Cierre de este dispositivo
lock-browser = Guardado por este navegador
lock-browser-hint = Nada que escribir. Quien pueda usar este navegador podrá leer lo guardado aquí.
lock-passkey = Una llave de acceso
lock-passkey-hint = La abre su huella, su rostro o el bloqueo de pantalla.
lock-passphrase = Una frase secreta
lock-passphrase-hint = Se escribe cada vez. Nadie puede recuperarla por usted.
passphrase = Frase secreta
passphrase-hint = { $count ->
    [one] Al menos { $count } carácter.
   *[other] Al menos { $count } caracteres. Cuatro o cinco palabras van bien.
  }
unlock = Abrir
unlock-passkey = Abrir con una llave de acceso
unlock-title = Este dispositivo está cerrado
unlock-hint = Sus conversaciones están guardadas aquí, cifradas.
words-title = Sus 24 palabras de recuperación
words-why = Devuelven su cuenta si se pierde este dispositivo. Quien las tenga puede hacerse pasar por usted.
words-kept = Las he anotado en papel.
words-later-hint = Las encontrará siempre en los ajustes, mientras tenga este dispositivo.
words-alone = Asegúrese de que nadie mira y de que no comparte la pantalla.
words-typed = { $count ->
    [one] { $count } palabra de 24.
   *[other] { $count } palabras de 24.
  }
recovery-words = Palabras de recuperación
recover = Recuperar la cuenta
recover-title = Su cuenta en este dispositivo
recover-hint = Escriba las 24 palabras que anotó. Sus otros dispositivos siguen como están.
account = Cuenta
account-hint = Por ejemplo nombre@relay.example
relay = Relé
done-title = Ya está dentro
done-name = Así le encuentran los demás:
done-hint = Dé este nombre a quienes quiera hablar con usted, o escríbales primero.
look-around = Mirar primero

## Conversations

conversations = Conversaciones
new-conversation = Nueva conversación
search = Buscar
messages = Mensajes
no-conversation = Aún no hay conversaciones. Empiece una con la pluma de arriba.
no-conversation-found = Ninguna conversación se llama así.
no-message-found = Ningún mensaje contiene eso.
found-count = { $count ->
    [0] No se encontró nada.
    [one] { $count } mensaje encontrado.
   *[other] { $count } mensajes encontrados.
  }
nothing-yet = Todavía no hay nadie
nothing-open = Ninguna conversación abierta
nothing-hint = Lo que escribe se sella en este dispositivo. El relé lo mantiene en orden y no puede leerlo.
nothing-said = Aún no se ha dicho nada.
draft = Borrador:
said-by = { $who }:
new-people = { $count ->
    [one] { $count } nuevo
   *[other] { $count } nuevos
  }
held-count = { $count ->
    [one] { $count } mensaje retenido hasta que vea quién ha entrado.
   *[other] { $count } mensajes retenidos hasta que vea quién ha entrado.
  }
unread-count = { $count ->
    [one] { $count } sin leer
   *[other] { $count } sin leer
  }
switch-title = Ir a una conversación
switch-hint = Escriba una parte del nombre
new-kind = Tipo de conversación
new-direct = Directa
new-room = Sala
title = Título
title-hint = Solo los miembros pueden leerlo.
title-by-admins = Solo los propietarios y los administradores pueden cambiarlo.
person = Persona
person-hint = Un nombre de su relé, o una cuenta entera como nombre@relay.example.
people = Personas
people-hint = Nombres separados por comas. Podrá añadir más después.
direct-is-for-two = Una conversación directa es de dos. Elija «Sala» para más.
make-room = Crear la sala
begin = Empezar

## In a conversation

day-today = Hoy
day-yesterday = Ayer
write = Escriba un mensaje
send = Enviar
says = { $who }, { $time }:
says-own = Usted, { $time }:
delivery-queued = En espera de envío
delivery-held = Retenido
delivery-sent = Enviado
delivery-delivered = Entregado
delivery-read = Leído
see-who-joined = Ver quién ha entrado
discard = Descartar
unread-from-here = Sin leer
to-unread = Al primero sin leer
to-newest = Al más reciente
key-date = Ir a una fecha
date = Fecha
date-none = No se dijo nada ese día ni después.
go-there = Ir
room-menu = Más sobre esta conversación
room-settings = Ajustes de la sala
contradiction = El relé, o un miembro, se contradice sobre esta conversación.
roster-people = { $count ->
    [one] { $count } persona
   *[other] { $count } personas
  }
roster-devices = { $count ->
    [one] { $count } dispositivo
   *[other] { $count } dispositivos
  }
roster-delegations = { $count ->
    [one] { $count } delegación
   *[other] { $count } delegaciones
  }
roster-new = { $count ->
    [one] { $count } nuevo
   *[other] { $count } nuevos
  }
roster-separator = {", "}
see-everybody = Quién lee esto
look-who = Ver quién
gate-title = { $count ->
    [one] Alguien nuevo leerá esto
   *[other] { $count } personas leerán esto por primera vez
  }
gate-why = Entraron, o trajeron un dispositivo nuevo, después de que usted mirara. Nada de lo que escriba sale antes de que mire.
gate-wait = Todavía no
gate-send = { $count ->
    [one] Enviar a { $count } persona
   *[other] Enviar a las { $count }
  }
since-you-looked = Desde que miró
have-looked = Ya he mirado
added-by = Añadió { $who }, { $date }
device-added-by = Dispositivo nuevo, añadido por { $who }, { $date }
there-from-start = Desde el principio
live-messages = Mensajes nuevos
live-direct = { $who }: { $text }
live-room = { $who } en { $room }: { $text }
event-joined = { $who } añadió a { $people }
event-joined-self = { $who } abrió la sala
event-device-joined = { $count ->
    [one] { $people } tiene un dispositivo nuevo, añadido por { $who }
   *[other] { $people } tienen dispositivos nuevos, añadidos por { $who }
  }
event-device-joined-self = { $who } tiene un dispositivo nuevo
event-removed = { $who } quitó a { $people }
event-removed-self = { $who } ha salido
event-device-removed = { $who } quitó un dispositivo de { $people }
event-device-removed-self = { $who } quitó un dispositivo
event-leaving = { $count ->
    [one] { $people } se va
   *[other] { $people } se van
  }
event-leaving-self = { $who } se va
event-renamed = { $who } llamó a la sala { $title }
event-role = { $who } dio a { $person } el papel de { $role }
event-unknown = { $who } envió algo que solo una versión más nueva de Corridor puede mostrar
event-readded = Este dispositivo se añadió de nuevo. Lo dicho entretanto está en sus otros dispositivos.
status-active = Activa
status-damaged = Este dispositivo no puede seguir
status-damaged-hint = Estuvo ausente demasiado tiempo, o su estado está dañado. Ha pedido que se le añada de nuevo; el dispositivo de un miembro lo hará solo.
status-halted = Esta sala no puede continuar
status-halted-hint = Un miembro ha dejado fuera a todos. Fúndela de nuevo con las mismas personas; lo dicho queda aquí.
status-left = Ha salido
status-left-hint = Lo dicho mientras estaba queda en este dispositivo.
status-removed = Le han quitado de la sala
status-removed-hint = Lo dicho mientras estaba queda en este dispositivo.
refound = Fundar la sala de nuevo

## People and roles

role = Papel
role-owner = propietario
role-owner-hint = Puede hacer todo aquí y decide lo que pueden los demás.
role-admin = administrador
role-admin-hint = Puede añadir y quitar personas y cambiar el título.
role-member = miembro
role-member-hint = Lee y escribe.
role-guest = invitado
role-guest-hint = Lee y escribe, y nunca puede añadir a nadie.
your-role = Su papel: { $role }
is-leaving = se va
verified = Verificado
verified-hint = Ha comparado los números de seguridad con esta persona.
unverified-hint = Aún no ha comparado los números de seguridad con esta persona.
write-directly = Escribir directamente
remove-person = Quitar de la sala
add-people = Añadir personas
rename = Cambiar el título
about-room = Sobre esta sala
room-number = Número
room-entries = Entradas del registro
room-skipped = Omitidas por todos
leave = Salir de la sala
leave-title = ¿Salir de esta sala?
leave-hint = No recibirá nada más de ella. Lo dicho hasta ahora queda en este dispositivo.
stay = Quedarse

## Verification

verify = Verificar
verify-who = Verificar a { $who }
verify-why = Compare con { $who }, en persona o en una llamada. Si es igual para ambos, nadie se interpone.
verify-unknown = Este dispositivo aún no ha conocido a esta persona.
is-verified = Ha verificado a { $who }.
words = Palabras
words-aloud = Léanselas el uno al otro.
numbers = Cifras
code-picture = Código para escanear con el dispositivo de la otra persona
scan-code = Escanear el otro código
show-code = Mostrar mi código
camera-picture = Imagen de la cámara
camera-trouble = No se puede usar la cámara. Permítala en el navegador, o compare las palabras.
they-match = Coinciden
they-differ = No coinciden
differs = No son iguales.
differs-hint = Puede que alguien esté entre usted y { $who }, o que uno de los dos tenga una cuenta nueva. No diga aquí nada que otros no deban leer, y pregunte por otra vía.

## Settings and devices

settings = Ajustes
appearance = Apariencia
theme = Tema
theme-system = Como el sistema
theme-light = Claro
theme-dark = Oscuro
text-size = Tamaño del texto
send-with-enter = Intro envía
send-with-enter-hint = Ctrl+Intro siempre; Mayús+Intro empieza otra línea.
notify = Avisarme de mensajes nuevos
notify-hint = Solo que hay uno: ni de quién, ni qué.
notification-title = Corridor
notification-body = Un mensaje nuevo
push-title = Despertar este dispositivo
push = Despertar este dispositivo cuando la aplicación está cerrada
push-what = Para invitaciones y primeros mensajes. Los mensajes de las salas en las que está lo despiertan solo si lo pide abajo.
push-cost = Esto cuesta algo de privacidad. El fabricante del navegador y su servicio de avisos saben cuándo se despierta este dispositivo, nunca por quién ni para qué. Su relé guarda la dirección que le dieron a este navegador.
push-rooms = También para mensajes de las salas
push-rooms-what = En conversaciones de hasta 64 dispositivos, por personas que usted ha visto. Silenciar una sala o bloquear a alguien en ella no lo impide: las aplicaciones de los miembros lo sabrían. Excluya la sala en su configuración.
push-rooms-cost = Esto cuesta más privacidad. Las aplicaciones de los miembros saben que este dispositivo pide que lo despierten. Con cada mensaje, su relé sabe qué dispositivos de la sala lo piden. No lo guarda en ninguna parte, pero en ese momento ve quién comparte una sala con usted; si no, solo lo ve mientras este dispositivo está conectado. Los servicios de avisos pueden ver qué dispositivos se despiertan en el mismo momento.
push-room = Despertar este dispositivo por esta sala cuando Corridor está cerrado
push-room-hint = Las aplicaciones de los miembros saben si este dispositivo lo pide.
push-none = Este navegador o su relé no puede despertar la aplicación cuando está cerrada.
push-body = Algo le espera
privacy = Privacidad
receipts-delivered = Decir a los demás que un mensaje ha llegado
receipts-delivered-hint = Ven «Entregado».
receipts-read = Decir a los demás que he leído
receipts-read-hint = Ven «Leído»; y solo entonces lo ve usted de ellos.
typing-tell = Decir a los demás cuando escribo
typing-tell-hint = Usted ve lo mismo de ellos. El relé puede ver cuándo escribe, pero no qué.
typing-one = { $name } está escribiendo…
typing-two = { $name } y { $other } están escribiendo…
typing-many = { $count ->
    [one] { $count } persona está escribiendo…
    [many] { $count } de personas están escribiendo…
   *[other] { $count } personas están escribiendo…
}
stored = Guardado en este dispositivo
stored-used = { $used } de { $quota }, todo cifrado.
stored-persistent = El navegador ha prometido conservarlo.
stored-fleeting = El navegador puede borrarlo si falta espacio. Las palabras de recuperación devuelven la cuenta, no los mensajes.
export = Exportar todas las conversaciones
export-room = Exportar esta conversación
export-hint = Una exportación es un archivo legible. Guárdelo donde nadie más lo lea.
erase = Borrar este dispositivo
erase-title = ¿Borrar todo en este dispositivo?
erase-hint = Todas las conversaciones y claves de este navegador desaparecen para siempre. Sin otro dispositivo ni palabras de recuperación, también se pierde la cuenta.
devices = Dispositivos
devices-hint = Todo lo que escribe y recibe se puede leer en ellos.
this-device = Este dispositivo
device-since = Desde el { $date }
add-device = Añadir un dispositivo
add-device-hint = Abra allí Corridor, elija «Ya tengo una cuenta» y escriba sus 24 palabras de recuperación.
withdraw = Retirar
withdraw-device = Retirar el dispositivo { $device }
withdraw-title = ¿Retirar este dispositivo?
withdraw-hint = No podrá leer nada de lo que se escriba desde ahora. Lo que ya tiene se queda en él.
build = Compilación
build-hint = Compárela con la compilación en la que confía: es el resumen de la lista de archivos de la página (build.txt).
build-none = Desconocida: esta página no se compiló para un relé.

## Keys

shortcuts = Atajos de teclado
key-switch = Ir a una conversación
key-list = Mostrar los atajos de teclado
key-next = Conversación siguiente
key-previous = Conversación anterior
key-new = Nueva conversación
key-settings = Ajustes
key-back = Volver
key-search = Buscar
key-people = Mostrar quién está en la sala
key-send = Enviar
key-line = Línea nueva
key-messages = De mensaje en mensaje

## When something is wrong

starting = Corridor se está iniciando
starting-long = Abriendo lo guardado en este dispositivo…
failed-title = Corridor no puede iniciarse aquí
offline = Sin conexión con el relé
offline-hint = Puede leer y escribir. Lo que escriba saldrá, en orden, en cuanto haya conexión.
stopped-hint = Aún puede leer lo que hay aquí. Pregunte a quien gestiona su relé.
compare-now = Comparar los números de seguridad
undone-send-text-unknown = Un mensaje no se envió.
undone-send-text = «{ $text }» no se envió.
undone-send-queued =
    { $count ->
        [one] Un mensaje que esperaba no se envió.
       *[other] { $count } mensajes que esperaban no se enviaron.
    }
undone-send-receipts = No se avisó a nadie de qué mensajes llegaron o se leyeron.
undone-add = No se pudo añadir a { $people }.
undone-add-device = No se pudo añadir un dispositivo de { $people }.
undone-remove = No se pudo retirar a { $people }.
undone-remove-device = No se pudo retirar un dispositivo de la sala.
undone-rename = No se pudo cambiar el nombre de la sala a «{ $text }».
undone-set-role = No se pudo cambiar la función de { $people }.
undone-leave = No pudo salir de la sala.
undone-take-out-leaving = No se pudo retirar de la sala a quienes salieron.
undone-refresh-keys = No se pudieron renovar las claves de este dispositivo.
undone-found-room = No se pudo crear la sala «{ $text }».
undone-withdraw-device = No se pudo retirar el dispositivo.
undone-write-to-device = No se pudo escribir a un dispositivo de { $people }.
notice-contradiction = El relé, o un miembro, se contradice sobre una conversación.
notice-key-changed = { $person } tiene una nueva clave de cuenta. Puede ser un nuevo comienzo, u otra persona: compare los números de seguridad.
notice-own-device = Ha aparecido un nuevo dispositivo suyo. Si no fue usted, retírelo en «Dispositivos».
accept-key = Aceptar la nueva clave
failure-other = Algo ha fallado. No se guardó nada de ello; inténtelo otra vez.
failure-no-account = Aún no hay ninguna cuenta aquí.
failure-has-account = Este dispositivo ya pertenece a una cuenta.
failure-name = Un nombre tiene letras minúsculas de la a a la z, cifras, y . _ - entre ellas, hasta 32.
failure-recovery-words = Esas no son 24 palabras de recuperación. Busque alguna mal escrita.
failure-title = Un título tiene hasta 256 bytes y ningún carácter de control.
failure-text-length = El mensaje es demasiado largo. Envíelo en dos.
failure-no-room = Esa conversación no está en este dispositivo.
failure-not-a-member = Esa persona no está en la sala.
failure-not-queued = Ya ha salido de este dispositivo.
failure-unknown-person = Aún no se ha conocido a nadie con ese nombre.
failure-unknown-device = Ese no es otro dispositivo suyo.
failure-roster-changed = Alguien ha entrado desde que miró.
failure-already-member = Esa persona ya está en la sala.
failure-not-allowed = Su papel en esta sala no lo permite.
failure-already-sent = Ya se ha enviado.
failure-direct-room = Una conversación directa es de dos y así se queda.
failure-last-owner = Nombre antes a otro propietario: una sala no se queda sin ninguno.
failure-not-in-room = Ya no está en esta sala.
failure-too-long-away = Este dispositivo estuvo ausente tanto tiempo que nadie puede decir si se envió.
failure-too-large = Es demasiado grande para el relé.
failure-damaged = Este dispositivo no puede usar la sala hasta que se le añada de nuevo.
failure-invitation = Esa no es una invitación entera. Copie el enlace otra vez, de principio a fin.
failure-database = El almacenamiento del navegador ha fallado. Cierre otras pestañas de Corridor e inténtelo otra vez.
failure-disk-full = No queda espacio en este dispositivo. No se cambió nada; libere espacio e inténtelo otra vez.
failure-newer-schema = Una versión más nueva de Corridor guardó esto. Recargue la página para obtenerla.
failure-wrong-key = Lo guardado aquí no se abre: la clave es otra, o está dañado.
failure-no-cipher = Este navegador no puede cifrar lo que guarda, así que no se guarda nada.
failure-corrupt = Lo guardado aquí está dañado.
failure-sealing = El sellado ha fallado. No se envió nada; inténtelo otra vez.
failure-no-storage = Este navegador no guarda nada para esta página. Salga de la ventana privada, o use un navegador más nuevo.
failure-invitation-invalid = El relé no conoce esta invitación. Copie el enlace entero, o pida otra.
failure-invitation-expired = Esta invitación ha caducado. Pida otra.
failure-invitation-used = Esta invitación ya se ha usado. Pida otra.
failure-name-taken = Alguien tiene ya ese nombre. Elija otro.
failure-foreign-account = Esa cuenta pertenece a otro relé.
failure-account-unknown = El relé no conoce esa cuenta.
failure-too-many-devices = Esta cuenta tiene tantos dispositivos como permite el relé. Retire uno antes.
failure-device-unknown = El relé ya no conoce este dispositivo.
failure-device-revoked = Este dispositivo ha sido retirado.
failure-other-relay = Este es otro relé que el de su cuenta.
failure-device-refused = El relé ya no acepta este dispositivo.
failure-local-storage = El almacenamiento del navegador ha fallado. No se guardó nada del último paso.
failure-wrong-secret = Eso no abre lo guardado aquí. No se ha perdido nada: inténtelo otra vez.
failure-passphrase-short = La frase es demasiado corta.
failure-lock-damaged = El cierre de lo guardado aquí está dañado. Sus palabras de recuperación devuelven la cuenta.
failure-passkey = Esa llave de acceso no puede abrir lo guardado aquí. Elija otro cierre.
failure-passkey-unused = No se usó la llave de acceso. Inténtelo de nuevo y responda a lo que pide el navegador.
failure-owner-gone = La pestaña que estaba trabajando se cerró. Mire si se hizo antes de intentarlo otra vez.
failure-unsupported-version = Esta página es más antigua que el relé. Cárguela de nuevo.
failure-malformed-frame = El relé envió algo que no tiene sentido. Se vuelve a intentar por sí solo.
failure-no-key-package = Ahora no se puede añadir ningún dispositivo de esa persona. Quizá más tarde.
failure-rate-limited = Fue demasiado de una vez para el relé. Espere un minuto e inténtelo de nuevo.
failure-push-refused = Su relé no despierta dispositivos por el servicio de avisos de este navegador.
failure-too-many-connections = El relé no tiene sitio para otra conexión. Se vuelve a intentar por sí solo.
failure-storage-full = El disco del relé está lleno. Avise a quien lo administra.

## Files

attach = Añadir archivos
drop-here = Suelte los archivos aquí
file-progress = Parte ya transferida
file-uploading = en camino al relé
file-paused = detenido
file-copying = copiándose en este dispositivo
file-waiting = en el relé, el mensaje espera
file-sent = enviado
file-elsewhere = no descargado
file-fetching = descargándose
file-here = en este dispositivo
file-gone = ya no está en el relé
file-stop = Detener
file-go-on = Continuar
file-fetch = Descargar
file-open = Abrir
file-save = Guardar
file-preview = Vista previa de una imagen
file-opening = Abriendo…
file-no-picture = No es una imagen que se pueda mostrar. Puede guardarla.
file-said = { $kind ->
    [picture] Imagen
   *[file] Archivo
  } { $name }, { $size }, { $state }.
file-too-large = { $name } ocupa { $size }. Un archivo puede ocupar como máximo { $most }.
file-empty = { $name } está vacío.
file-unreadable = No se puede leer { $name }.
sheet-title = { $count ->
    [one] Enviar un archivo
   *[other] Enviar { $count } archivos
  }
sheet-preparing = Preparando…
sheet-unchanged = Enviar sin cambios
sheet-unchanged-hint = Con todo lo que la cámara escribió en ella: a menudo el lugar, la hora y el dispositivo.
sheet-raw = Esta imagen no se puede volver a dibujar aquí: se envía tal cual, con todo lo que la cámara escribió en ella, a menudo el lugar y la hora.
sheet-picture-hint = Se reduce a 2048 píxeles como máximo y se quitan el lugar y los datos de la cámara.
sheet-caption = Lo que dice con ello
page-new = Página
page-prepare = Enderezar, recortar, tachar
page-mark-up = Anotar
page-open = Abrir la página (marcas: { $marks }, personas: { $people })
page-stage = Página. Las flechas mueven una cruz, más lejos con Mayús; Intro pone la marca.
page-aim = a un { $x } % de la izquierda, a un { $y } % de arriba
page-tools = Lo que pone
page-tool-pin = Chincheta
page-tool-note = Nota
page-tool-arrow = Flecha
page-tool-pen = Pluma
page-tool-highlighter = Resaltador
page-marks = Marcas de la página
page-no-marks = Nadie ha dibujado ni escrito aquí todavía.
page-queued = en camino
page-held = retenido
page-take-back = Retirar
page-picture = Imagen de una página
page-layers = Capas
page-layer-marks = marcas: { $count }
page-export = Guardar página y marcas en una imagen
page-undo = Deshacer
page-read-only = Puede mirar, pero no dibujar.
page-hint = Toque la página, o vaya con las flechas y pulse Intro.
page-hint-arrow = Ahora, adónde apunta la flecha.
page-pin-words = Lo que dice la chincheta
page-note-words = Lo que dice la nota
page-too-long = Es demasiado largo: 512 bytes como máximo.
page-set = Poner
page-place = { $place ->
    [upper-left] arriba a la izquierda
    [upper-middle] arriba en el centro
    [upper-right] arriba a la derecha
    [middle-left] en medio a la izquierda
    [middle-middle] en el centro
    [middle-right] en medio a la derecha
    [lower-left] abajo a la izquierda
    [lower-middle] abajo en el centro
   *[lower-right] abajo a la derecha
}
mark-pin = Chincheta { $number } de { $author }, { $place }: { $text }
mark-note = Nota de { $author }, { $place }: { $text }
mark-arrow = Flecha de { $author }, desde { $from } hasta { $to }
mark-pen = Trazo de { $author }, { $place }
mark-highlighter = Resaltado de { $author }, { $place }
page-unreadable = Esto no se puede abrir como página.
page-too-large = Son más de 64 MB: demasiado para una página.
page-too-many = Este documento tiene más de 2000 páginas.
page-locked = Este documento está protegido con contraseña.
page-black-hint = Lo tachado desaparece de lo que envía. El original sigue en el disco de su dispositivo, de donde lo tomó.
page-to-corners = Volver a las esquinas
page-use = Usar esta página
page-corners-hint = Lleve las esquinas a las de la página: lo que queda fuera se recorta.
page-of-document = Página del documento
page-crossed = Las esquinas no rodean una página.
page-turn = Girar un cuarto
page-next = Siguiente: tachar
page-choose = Fotografíe una página, o abra una imagen o un PDF.
page-photograph = Fotografiar
page-open-file = Abrir una imagen o un PDF
page-corner = { $corner ->
    [upper-left] Esquina superior izquierda
    [upper-right] Esquina superior derecha
    [lower-right] Esquina inferior derecha
   *[lower-left] Esquina inferior izquierda
}
page-box = Recuadro negro { $number }, a un { $x } % de la izquierda, a un { $y } % de arriba
page-box-hint = Arrastre sobre lo que debe desaparecer. Para cambiar un recuadro, quítelo y dibújelo de nuevo.
page-box-keys = Las flechas mueven un recuadro, con Mayús cambian su tamaño; Supr lo quita.
page-box-add = Añadir un recuadro negro
page-box-remove = Quitar el último
key-page = Abrir la página de la imagen que tiene el foco
failure-file-size = Un archivo tiene al menos un byte y como máximo 2 GB.
failure-file-name = Ese nombre no se puede enviar.
failure-media-type = Ese tipo de archivo no se puede nombrar.
failure-preview = No se pudo crear su vista previa.
failure-no-file = Ese archivo ya no existe.
failure-file-not-here = Ese archivo no está en este dispositivo.
undone-send-file = El archivo «{ $text }» no se envió.

## Polls, texts for later, search, and what a room has settled

poll-new = Encuesta
poll-said = Encuesta: { $text }
poll-one = Una sola respuesta
poll-several = Varias respuestas
poll-open = todos ven quién eligió qué
poll-hidden = los votos se muestran al final
poll-until = hasta el { $when }
poll-over = Terminada
poll-own = Su elección.
poll-vote = Votar
poll-change = Cambiar mi voto
poll-take-back = Retirar mi voto
poll-votes = { $count ->
    [0] Ningún voto.
    [one] { $count } voto.
   *[other] { $count } votos.
  }
poll-voters = { $count ->
    [0] Nadie ha votado todavía.
    [one] Ha votado { $count } persona.
   *[other] Han votado { $count } personas.
  }
poll-who = Quién eligió qué
poll-end = Cerrar la encuesta
poll-end-title = ¿Cerrar esta encuesta?
poll-end-hint = Después nadie podrá votar ni cambiar su voto, y todos verán cuántos eligieron qué.
poll-question = Pregunta
poll-answers = Respuestas
poll-answer = Respuesta { $count }
poll-add-answer = Añadir una respuesta
poll-remove-answer = Quitar la respuesta { $count }
poll-multiple = Se pueden elegir varias respuestas
poll-votes-title = Mientras dura
poll-show = Mostrar quién eligió qué
poll-hide = No mostrar nada hasta el final, y entonces solo cuántos
poll-honest = En ambos casos, el dispositivo de cada miembro guarda los votos y de quién son: ocultarlos es cortesía entre pantallas, no una votación secreta.
poll-deadline = Termina por sí sola
poll-deadline-hint = Déjelo vacío y durará hasta que usted la cierre.
poll-ask = Preguntar
later-send = Enviar más tarde
later-title = Enviar más tarde
later-when = Cuándo
later-honest = Hasta entonces queda solo en este dispositivo. Sale únicamente si Corridor está abierto aquí y conectado; si no, en cuanto lo esté.
later-at = Sale el { $when }
later-now = Enviar ahora
later-draft = Volver al borrador
expires-at = Desaparece el { $when }
roster-expiry = se borra tras { $time }
event-described = { $who } describió la sala: { $text }
event-described-not = { $who } quitó la descripción
event-expiry = { $who } hace que los mensajes desaparezcan pasado este tiempo: { $time }
event-expiry-never = { $who } deja que los mensajes permanezcan
event-posting = { $who } fijó quién puede escribir: { $people }
description = Para qué es esta sala
description-hint = La leen todos en la sala; el relé, no.
by-owners = Solo un propietario puede cambiar esto.
expiry = Mensajes que desaparecen
expiry-never = Desactivado
expiry-after = Después de { $time }
expiry-honest = Para lo que se diga desde entonces. Los dispositivos que cooperan lo olvidan; quien lo vio puede haberlo guardado.
posting = Quién puede escribir
posting-hint = Aun así, todos pueden leer, votar y reaccionar.
post-guest = Todos
post-member = Todos menos los invitados
post-admin = Propietarios y administradores (anuncios)
post-owner = Solo los propietarios
read-only-title = Aquí puede leer, pero no escribir
read-only-hint = Quién puede escribir: { $people }. Aun así, puede votar y reaccionar.
role-reads-only = Lee, vota y reacciona, pero no escribe en esta sala.
aside = Solo en este dispositivo
mute = Avisos
mute-hint = De los mensajes que le mencionan se avisa igualmente.
mute-not = Avisarme de nuevo
mute-for = Silenciar durante { $time }
mute-ever = Silenciar hasta que lo cambie
muted = Silenciada
muted-not = Sin silenciar
muted-always = Silenciada
muted-until = Silenciada hasta el { $when }
archive = Archivar
archive-not = Sacar del archivo
archive-hint = Sale de la lista hasta que un mensaje le mencione. No se avisa a nadie.
archived = Archivadas: { $count }
search-all = Buscar en todo
search-here = Buscar en esta conversación
search-more = Por persona, tipo y fecha
search-text = Palabras
search-kind = Tipo
kind-any = Todo
kind-text = Textos
kind-file = Archivos
kind-poll = Encuestas
kind-contact = Contactos
kind-place = Lugares
search-room = Conversación
search-everywhere = Todas las conversaciones
search-person = Dicho por
search-from = Desde
search-to = Hasta
search-hint = Escriba una palabra, o elija una persona, un tipo o un día.
search-newest = Los { $count } más recientes. Precise más para ver los demás.
undone-describe = No se pudo cambiar la descripción de la sala.
undone-change-expiry = No se pudo cambiar el tiempo tras el que desaparecen los mensajes.
undone-change-posting = No se pudo cambiar quién puede escribir.
failure-description = Una descripción tiene como máximo 1024 bytes.
failure-expiry = Los mensajes desaparecen pasados entre cinco minutos y noventa días, o nunca.

## What people do to messages

message-actions = Qué hacer con este mensaje
reply = Responder
edit = Editar
edited = editado
copy = Copiar
forward = Reenviar
forwarded = reenviado
pin = Fijar para todos
unpin = Dejar de fijar
pinned = fijado
mark = Marcar para usted
unmark = Quitar su marca
marked = marcado
history = Versiones anteriores
delete = Eliminar…
react-with = Reaccionar con { $reaction }
react-typed = Otra reacción
reactions = Reacciones
reaction-by = { $reaction } de { $people }.
replying = Respuesta a { $who }
editing = Editando
stop-about = Dejarlo
quote-gone = El mensaje al que responde no está aquí.
quote-jump = Ir al mensaje al que responde
quote-said = En respuesta a { $who }.
pin-jump = Ir al mensaje fijado
pins = Mensajes fijados
pins-all = { $count ->
    [one] { $count } fijado
   *[other] Los { $count } fijados
  }
delete-title = Eliminar este mensaje
delete-all = Eliminar para todos
delete-all-means = El Corridor de cada uno borra sus palabras y su archivo, y muestra que usted lo retiró. Quien lo leyó, lo leyó, y un programa que no lo respete puede guardarlo.
delete-here = Eliminar en este dispositivo
delete-here-means = Desaparece solo de este dispositivo. Los demás lo conservan.
forward-title = Reenviar a
forward-means = Una copia sale en su nombre. Dice que fue reenviada, pero no de dónde viene ni quién la escribió.
forward-nowhere = Ninguna conversación con ese nombre.
forwarded-there = Reenviado
forward-to = Reenviar a { $room }
history-title = Versiones anteriores
history-own = Todos en la sala pueden ver lo que usted escribió antes.
history-other = Lo que decía antes, lo más reciente primero.
mention-whom = ¿A quién se refiere?
mention-count = { $count ->
    [one] { $count } mensaje le menciona
   *[other] { $count } mensajes le mencionan
  }
withdrawn = { $who } retiró un mensaje
withdrawn-own = Usted retiró un mensaje
withdrawn-other = { $by } retiró un mensaje de { $who }
key-reply = Responder al mensaje
key-react = Reaccionar al mensaje
key-forward = Reenviar el mensaje
key-edit = Editar su mensaje
key-actions = Qué hacer con el mensaje
key-delete = Eliminar el mensaje
marked-title = Marcados
marked-none = No hay nada marcado. Lo que marque estará aquí, solo para usted, en este dispositivo.
undone-edit = Esto no se cambió: { $text }
undone-act = Algo que hizo con un mensaje no se envió.
failure-no-message = Ese mensaje ya no está aquí.
failure-not-sent-yet = Ese mensaje aún no se ha enviado.
failure-reaction = Eso no es una reacción: unos pocos signos como máximo.
failure-poll = Una pregunta y de 2 a 12 respuestas distintas, cada una en una línea.
failure-vote = Esta encuesta ha terminado.
failure-mentions = Un mensaje menciona como máximo a 32 personas, todas de la sala.
failure-send-at = Elija un momento a partir de ahora, dentro de un año.

## Enlaces a salas

links = Enlaces a esta sala
links-hint = Un enlace no deja entrar a nadie. Quien lo abre puede llamar, y usted decide. Se guarda solo en este dispositivo.
link-make = Crear un enlace
link-title = Un enlace a esta sala
link-for = Válido durante
link-people = Para cuántas personas
link-until = Hasta el { $date }
link-over = Caducado
link-used-up = Agotado
link-let-in = { $count } de { $most } admitidas
link-revoke = Revocar
link-code = El enlace como código, para una cámara
knocks = { $count ->
    [one] { $count } persona llama
   *[other] { $count } personas llaman
  }
knock-unverified = sin verificar
knock-proves = Cualquiera puede escribir una nota. El nombre es lo que avala su relé: antes de dejar entrar a alguien que no conoce, compare los números de seguridad. A quien se rechaza no se le avisa.
let-in = Dejar entrar
turn-away = Rechazar
notice-knocked = { $who } llama a una de sus salas.
have-link = Tengo un enlace a una sala
knock-title = Pedir entrar
knock-link = Enlace
knock-link-hint = De quien le invita. No dice nada de la sala.
knock-to = { $who } creó este enlace, válido hasta el { $date }. Solo esa persona ve que usted llama, con el nombre de su cuenta.
knock-word = Una nota
knock-word-hint = Quién es usted y para qué.
knock = Llamar
own-knocks = Dónde ha llamado
own-knock-sent = Llamó el { $date }. Nadie está obligado a responder.
own-knock-queued = Sale en cuanto se alcance el relé.
forget = Olvidar
knock-forget = Olvidar la llamada a { $who }
undone-knock = No se pudo pedir a { $people } que le deje entrar.
failure-link = Eso no es un enlace completo a una sala. Cópielo otra vez, de principio a fin.
failure-link-expired = El enlace ha caducado. Pida otro.
failure-link-own = El enlace es suyo.
failure-link-other-relay = Quien creó el enlace está en otro relé.
failure-link-other-key = El enlace nombra otra clave que la que usted conoce. Compare los números de seguridad.
failure-link-too-many = Hay tantos enlaces o llamadas como puede haber. Revoque u olvide alguno.
failure-link-terms = Un enlace vale de un minuto a 90 días, y para 1 a 250 personas.
failure-knock-word = La nota es una línea de 280 bytes como máximo.
failure-no-link = Ese enlace o esa llamada ya no existe.

## Bloquear y denunciar

block = Bloquear
unblock = Desbloquear
unblock-whom = Desbloquear a { $who }
block-hint = Bloquear descarta sus invitaciones y llamadas y pliega lo que dice, solo en este dispositivo. No se avisa a nadie.
blocked-person = Bloqueado en este dispositivo.
blocked-mark = bloqueado
blocked-message = Un mensaje de alguien a quien ha bloqueado.
blocked-here = Ha bloqueado a esta persona en este dispositivo.
blocked-people = Personas bloqueadas
blocked-hint = Se bloquea a alguien desde su ficha en una sala. Vale solo en este dispositivo, y no se avisa a nadie.
report = Denunciar…
report-title = Denunciar a { $who }
report-hint = Elija qué revela. Corridor no lo envía a nadie por sí mismo: copie o guarde el texto, o envíelo a quien deba saberlo, por ejemplo a su operador.
report-choose = Mensajes que se revelan
report-why = Lo que usted dice
report-operator = Su operador pide las denuncias en: { $to }
report-to = Enviarlo directamente a
report-to-hint = Un mensaje en su nombre, por ejemplo a la cuenta que su operador haya indicado para ello.
report-send = Enviar
report-save = Guardar en un archivo
report-by = Denuncia de { $who }, { $date }
report-worth = Esto es lo que quien denuncia dice que se le mostró. No prueba nada por sí mismo: ningún relé puede leerlo ni confirmarlo, no lleva firma y cualquiera puede escribir un texto así.
failure-blocked = Ha bloqueado a esta persona en este dispositivo. Desbloquéela primero.
failure-own-account = Esa es su propia cuenta.

## Cómo se presenta uno

known = Cómo se presenta usted
known-hint = Junto al nombre de su cuenta, para las salas que elija. Nadie lo certifica, y nadie lo toma por su nombre.
known-name = Nombre que se muestra
known-name-hint = 64 bytes como máximo.
known-line = Una línea sobre usted
known-picture = Imagen
known-no-picture = Sin imagen
known-to = Quién lo recibe
known-to-hint = Quienes están en estas salas reciben cada cambio. Lo mostrado queda en quien lo vio; para retirarlo, déjelo todo vacío.
known-to-nobody = Nadie lo recibe hasta que elija una sala.
speaks-for = por { $affiliation }
signed-by = Firmado por { $organisation }, hasta el { $date }
signed-by-unknown = Firmado con una clave que usted no conoce: no le prueba nada.
unsigned = Nadie ha firmado quién es.
standing = Por quién habla usted
standing-hint = Su organización lo firma para la clave de su cuenta. Lo reciben todas las personas de cada una de sus conversaciones, y quien llegue después y haya sido visto.
standing-key = La clave de su cuenta, para su organización:
standing-signed = Lo que le dio su organización
standing-show = Mostrarlo en mis conversaciones
standing-take-back = Retirarlo de todas las conversaciones
organisations = Organizaciones en las que confía
organisations-hint = Sus firmas le dicen quién habla por quién. Acepte una clave solo de alguien en quien confía, y nunca de la conversación de la que se trata.
organisations-none = Ninguna todavía: lo que otros muestran como firmado no le prueba nada.
organisation-key = La clave de la organización
organisation-name = Cómo la llama usted
organisation-add = Confiar en sus firmas
organisation-remove = Dejar de confiar
failure-affiliation = Esto no es lo que firma una organización, o está dañado. Cópielo entero.
failure-not-your-affiliation = Se firmó para otra cuenta, o ha vencido.
failure-organisation = Un nombre tiene de 1 a 128 bytes, y confía en 256 organizaciones como máximo.
calls-themself = se presenta como «{ $name }»
calls-themself-hint = Es su propia palabra. Lo certificado es el nombre de cuenta de arriba.
profile-picture-of = Imagen elegida por { $who }
undone-show-profile = No se pudo mostrar cómo se presenta usted.
undone-show-affiliation = No se pudo mostrar por quién habla usted.
undone-tell-waking = No se pudo decir a la sala si hay que despertar este dispositivo.
failure-profile = Un nombre de 64 bytes como máximo, una línea de 280 como máximo y una imagen que este navegador sepa dibujar.
## Voice notes, albums, contacts, places, links, galleries

voice-new = Nota de voz
voice-asking = Esperando el micrófono: el navegador pregunta si puede usarlo.
voice-recording = Grabando. Nada sale de este dispositivo antes de que lo envíe.
voice-made = Grabado: { $time }.
voice-denied = Aquí no se permite el micrófono. Permítalo para esta página en el navegador e inténtelo de nuevo.
voice-impossible = No se encontró ningún micrófono o este navegador no puede grabar.
voice-stop = Detener
voice-again = Grabar de nuevo
voice-hint = Va sellada como todo lo demás. Su voz dice quién es a todo el que la oye.
voice-play = Reproducir
voice-pause = Pausa
voice-position = Posición en la nota de voz
voice-said = Nota de voz, { $time }.
voice-mute = Este navegador no puede reproducirla. Puede guardarla.
once-choice = Para abrir una sola vez
once-choice-hint = Quien lo recibe lo abre una vez; después desaparece de su dispositivo, y de este al enviarse. No es una garantía: una foto de la pantalla o un programa modificado lo conserva.
once-hint = Puede abrirlo una vez; después desaparece de este dispositivo.
once-open = Abrir una vez
once-now = Es la única vez que lo ve. Quien fotografíe la pantalla lo conserva de todos modos.
once-leaving = Para abrir una sola vez. Una vez enviado, no queda nada en este dispositivo.
once-sent = Para que quien lo recibió lo abra una vez. En este dispositivo ya no queda nada.
once-opened = Abierto. En este dispositivo ya no queda nada.
once-said = { $state ->
    [opened] Era para abrir una vez y ya no está.
   *[other] Para abrir una sola vez.
  }
album-said = { $count ->
    [one] Una imagen.
   *[other] { $count } imágenes juntas.
  }
album-actions = Acciones para la imagen { $number }
contact-new = Contacto
contact-account = La dirección de quién
contact-account-hint = Un nombre de su relé, o name@relay.
contact-name = Cómo lo llama usted
contact-said = Contacto: { $name }.
contact-hint = Según quien lo envió. Compare los números de seguridad antes de fiarse.
place-new = Lugar
place-here = Dónde estoy ahora
place-here-hint = El navegador le pregunta primero, y puede preguntar a su fabricante dónde está. Nada llega a la sala antes de que lo envíe.
place-asking = Buscando dónde está…
place-found = Encontrado. Mírelo antes de enviarlo.
place-denied = El navegador no dice dónde está. Puede escribir los números.
place-latitude = Grados norte
place-longitude = Grados este
place-label = Cómo se llama
place-said = Lugar: { $place }.
place-accuracy = con { $count } m de margen
place-copy = Copiar los números
place-copied = Copiado.
place-map = Abrir en un mapa
link-describe = Describir un enlace
link-which = Enlace
link-leads-to = A qué lleva
link-hint = Nadie abre el enlace para mostrar esto: leen lo que usted escribe.
link-description = En una frase
link-said = Descrito por quien lo envió
failure-kind = No se puede enviar tal como está.
gallery = Imágenes y archivos
gallery-kind = Qué se muestra
gallery-pictures = Imágenes
gallery-files = Archivos
gallery-links = Enlaces
gallery-voice = Notas de voz
gallery-none = Nada de ese tipo en este dispositivo.
gallery-more = Mostrar los anteriores
gallery-show = Ver en la conversación
storage-title = Lo que ocupan los archivos
storage-hint = Liberar quita los bytes de este dispositivo. Un archivo puede volver a traerse mientras el relé lo tenga, a menudo 30 días. Corridor reutiliza el espacio; el navegador quizá no muestre menos de inmediato.
storage-none = No hay contenido de archivos en este dispositivo.
storage-room = { $count ->
    [one] { $size } en un archivo, se pueden liberar { $free }
   *[other] { $size } en { $count } archivos, se pueden liberar { $free }
  }
storage-free = Liberar estos archivos
storage-free-all = Liberar todos
storage-freed = { $size } liberados.

## Contar a quienes llegan

telling = Contar a quienes llegan lo que se dijo
telling-hint = Un archivo con los mensajes de un periodo, bajo su palabra y no la de ellos. Lo retirado o lo que desaparece no está. No se pregunta a quienes escribieron.
telling-span = De los últimos
telling-send = Contar
told = Lo que se dijo antes
told-messages = { $count ->
    [one] Cuenta { $count } mensaje, { $when }
   *[other] Cuenta { $count } mensajes, { $when }
  }
told-read = Leer
told-by = Según { $who }
told-worth = Es la palabra de { $who }. Nadie de los nombrados aquí lo ha firmado, y nadie puede comprobarlo.
told-broken = Esto no se puede leer.
failure-telling = No hay nada que se pueda transmitir, o son más de 1000 mensajes.

## A room's picture, and groups of rooms
room-picture-hint = Pequeña, para las listas. La ven todos los miembros de la sala.
group = Grupo
group-hint = Las salas de un grupo aparecen juntas en su lista. Quien está en una no sabe nada de las demás.
group-none = Ningún grupo
group-new = Grupo nuevo…
group-name = Nombre del grupo
group-new-room = Sala nueva en { $name }
group-numbered = { $name } ({ $number })
event-picture = { $who } dio una imagen a la sala
event-picture-not = { $who } quitó la imagen de la sala
event-group = { $who } puso la sala en el grupo { $name }
event-group-not = { $who } sacó la sala de su grupo
undone-change-picture = No se pudo cambiar la imagen de la sala.
undone-change-group = No se pudo cambiar el grupo de la sala.
failure-picture = La imagen de una sala debe ser una que este navegador sepa dibujar en 8 KiB.
failure-group-name = El nombre de un grupo tiene de 1 a 100 bytes y ningún carácter de control.
failure-no-group = Ninguna de sus salas está en ese grupo.

## Avisos discretos

nudge = Toque
nudge-hint = Una pulsación lo envía a todos aquí, cinco segundos después. Cada cual lo lee en su idioma.
nudge-speak = Tome la palabra en apoyo
nudge-speak-for = Tome la palabra en apoyo de { $subject }
nudge-meet-outside = Veámonos fuera
nudge-interrupt = Interrumpa, por favor
nudge-wait = Espere, por favor
nudge-vote-yes = Vote sí
nudge-vote-no = Vote no
nudge-abstain = Absténgase
nudge-call-me = Llámeme, por favor
nudge-yes = Sí, voy para allá
nudge-no = No
nudge-in-a-moment = En un momento
nudge-said = Toque: { $text }
nudge-says = { $who } da un toque, { $time }:
nudge-says-own = Usted da un toque, { $time }:
nudge-answers = Respuestas
nudge-waits = Sale en un momento
nudge-goes = Sale en cinco segundos.
nudge-goes-connected = Sale en cuanto haya conexión.
nudge-take-back = Retirar
nudge-person = Dar un toque…
nudge-own-words = Con sus propias palabras
nudge-subject = A quién o qué apoyar (puede quedar vacío)
nudge-own-new = Una frase propia
nudge-own-hint = Se guarda solo en este dispositivo y se envía tal como la escribió: nadie la traduce.
nudge-own-keep = Guardar esta frase
nudge-own-remove = Quitar { $phrase }
nudge-too-long = Es demasiado largo para un toque.
nudge-tone = Un tono suave con cada toque
nudge-tone-hint = Un teléfono además vibra, dos veces y brevemente. Las salas silenciadas no hacen ninguna de las dos cosas.
nudge-notification = Alguien le da un toque
key-nudge = Dar un toque a la sala
kind-nudge = Toques
announcement = Anuncio
announcement-said = Anuncio: { $text }
announcement-new = Anunciar a la sala
announcement-text = Qué se anuncia
announcement-whom = Para quién
announcement-everybody = Toda la sala
announcement-chosen = Algunas personas
announcement-honest = Llega aunque la sala esté silenciada, salvo a quien lo haya desactivado. Usted ve quién ha acusado recibo y a quién no le ha llegado. El dispositivo de cada miembro guarda los acuses; las pantallas de los demás no los muestran.
announcement-reaches = { $count ->
    [one] Para { $count } persona
    [many] Para { $count } de personas
   *[other] Para { $count } personas
  }
announcement-send = Anunciar
announcement-long = Es demasiado largo: una página como mucho.
announcement-people = Elija para quién es: de 1 a 64 personas.
announcement-for = Para { $people }
announcement-for-all = Para toda la sala
announcement-see = Lo he visto
announcement-acknowledged = Usted acusó recibo: { $when }
announcement-count = Visto por { $seen } de { $all }.
announcement-undelivered = { $count ->
    [one] { $count } sin entregar.
    [many] { $count } sin entregar.
   *[other] { $count } sin entregar.
  }
announcement-unknown = En una sala de este tamaño nadie informa de lo que ha llegado.
announcement-who = Quién lo ha visto
reached-seen = Acuse de recibo: { $when }
reached-delivered = Entregado, sin acuse
reached-undelivered = Sin entregar
reached-unknown = Sin acuse
reached-gone = Ya no está en la sala, no se cuenta
announcement-again = Anunciar de nuevo a quienes faltan
announcement-notification = Le han anunciado algo
announcement-through = Dejar que me lleguen los anuncios
announcement-through-hint = Los que son para usted, también con la sala silenciada o archivada.
kind-announcement = Anuncios
huddle = Aparte
huddle-hint = Una sala propia que termina sola. Las invitaciones van solo a los buzones: la sala de la que viene no se entera.
huddle-who = Quién viene
huddle-everybody = Todos los presentes
huddle-all-of = Todos los de { $name }
huddle-with =
    { $count ->
        [0] Hacer el aparte
        [one] Aparte con 1 persona
       *[other] Aparte con { $count } personas
    }
huddle-nobody = Elija quién viene.
huddle-for = Termina
huddle-for-hint = Puede terminarse antes. Solo se conserva si lo eligen todos los que estén entonces; quien lo formó puede sacar a personas.
huddle-until-we-rise = Cuando nos levantemos, a más tardar en 12 horas
huddle-after = Después de { $time }
huddle-ends-at = Termina a las { $when }
huddle-what = En cada dispositivo que cumple las reglas. Después no queda nada de lo dicho; sí queda que conoció a estas personas.
huddle-until = hasta { $when }
huddle-keep = Conservar ({ $keepers } de { $people })
huddle-keep-hint = Se queda, como sala, cuando lo eligen todos los que estén entonces.
huddle-rise = Terminar el aparte
huddle-rise-title = ¿Terminar ahora este aparte?
huddle-rise-hint = Termina para todos. Textos, archivos y claves se borran en cada dispositivo que cumple las reglas. Quien lo leyó puede haberlo guardado.
event-huddle-kept = Todos los que estaban eligieron conservarlo: ahora es una sala y no termina.
key-huddle = Hacer un aparte con gente de esta sala
new-huddle = Aparte
room-without = La misma sala, sin { $who }
room-without-hint = Una sala nueva con el mismo título y todos los demás. Esta queda como está y no se entera.
failure-huddle-terms = Un aparte dura de un minuto a siete días.
failure-no-huddle = Esta sala no es un aparte: no termina sola.
failure-huddle-over = Este aparte ha terminado. No queda nada de él en este dispositivo.
undone-end-huddle = No se pudo terminar el aparte.
undone-keep-huddle = No se pudo decir si usted conservaría el aparte.
## Questions that people are asked alone, and that rooms are asked

sounding-title = Sondear
sounding-asked = Lo que usted ha preguntado
sounding-none = Todavía no ha preguntado a nadie.
sounding-gone = Esta pregunta ya no está en este dispositivo.
sounding-whom = A quién se pregunta
sounding-people = Personas, cada una a solas
sounding-room = Una sala
sounding-which-room = Sala
sounding-people-hint = Nombres, separados por comas. A cada uno se le pregunta en la conversación a solas con usted.
sounding-honest-people = Nadie ve a quién más se pregunta, ni lo que responde. Su relé puede ver que usted escribe a varias conversaciones a la vez, pero no qué.
sounding-honest-room = Cada uno le responde solo a usted. La sala ve los totales, una sola vez, y a partir de cinco respuestas. Su dispositivo podría saber quién dijo qué; así se dice a todos.
sounding-free = Se puede responder con palabras propias
sounding-deadline-hint = Déjelo vacío y las respuestas cuentan cuando lleguen.
sounding-deadline-room = Entonces la sala recibe los totales por sí sola, si han respondido cinco. Déjelo vacío y los dice usted.
sounding-ask-room = Preguntar a la sala
sounding-said = Pregunta: { $text }
sounding-totals-said = Totales: { $text }
sounding-alone = Solo { $who } ve lo que usted responde, y puede decir a otros cuántos respondieron qué, sin nombres. Usted no ve a quién más se pregunta.
sounding-own = Preguntado a solas. Las demás personas preguntadas no se ven entre sí.
sounding-of-room = Se pregunta a todos los de aquí, y cada uno responde solo a { $who }. La sala ve los totales, una sola vez, y a partir de cinco respuestas. Solo el dispositivo de { $who } podría saber quién dijo qué.
sounding-over = Terminado
sounding-see = Ver las respuestas
sounding-words = Con sus propias palabras
sounding-answer-send = Responder
sounding-answered = Usted respondió: { $text }
sounding-in-words = Con palabras propias
sounding-people-count = { $count ->
    [one] { $count } persona
   *[other] { $count } personas
  }
sounding-count = Han respondido { $answered } de { $asked }
sounding-totals = Totales
sounding-totals-room = Todo a la vez, y una sola vez. No se nombra a nadie.
sounding-totals-shared = No se nombra a nadie.
sounding-table = A quién se preguntó, qué respondió y desde cuándo
sounding-who = Quién
sounding-answer = Respuesta
sounding-since = Desde
asked-queued = Aún sin preguntar
asked-held = Espera: mire quién tiene un dispositivo nuevo
asked-sent = Preguntado
asked-delivered = Lo tiene, sin respuesta
asked-read = Lo ha leído, sin respuesta
asked-blocked = Bloqueado por usted
sounding-reminded = recordado { $when }
sounding-remind = Recordar a quien no ha respondido
sounding-reminder-sent = Los recordatorios están en camino.
sounding-share-in = Compartir los totales en
sounding-share-hint = Cuántos respondieron qué. No se nombra a nadie, y lo dicho con palabras propias solo se cuenta.
sounding-share = Compartir
sounding-shared = Los totales están en camino a { $room }.
sounding-publish-hint = Antes de que la sala lo sepa, usted ve cuántos han respondido y nada más. Los totales salen una sola vez, a partir de cinco respuestas.
sounding-publish = Decir los totales a la sala
sounding-published = La sala ya lo sabe.
event-sounding-reminder = { $who } sigue esperando una respuesta
kind-sounding = Preguntas
statement = Declaración
statement-new = Nueva declaración
kind-statement = Declaraciones
statement-said = Declaración: { $text }
statement-open = Abrir la declaración
statement-card = Versión { $number }, párrafos: { $paragraphs }
statement-open-count = Propuestas abiertas: { $count }
statement-card-signed = Firmada por { $who }
statement-title = Título
statement-paragraphs = Párrafos
statement-paragraphs-hint = Una línea vacía empieza otro párrafo. Las alternativas pueden ir entre [corchetes].
statement-propose = Presentarla a la sala
statement-gone = Esta declaración ya no está en este dispositivo.
statement-version = Versión { $number }
statement-pen = { $who } tiene la pluma: recibe las propuestas.
statement-pen-own = Usted tiene la pluma: acepta las propuestas o las rechaza.
statement-paragraph = Párrafo { $number }
statement-suggestions = Propuestas
statement-suggest = Proponer
statement-suggest-for = Proponer otras palabras para el párrafo { $number }
statement-suggest-send = Enviar la propuesta
statement-change = Qué será del párrafo
statement-replace = Otras palabras
statement-strike = Suprimirlo
statement-insert-after = Un párrafo detrás
statement-insert-before = Un párrafo delante
statement-words = Texto
statement-reason = Motivo, si quiere
statement-alternative = [{ $text } — { $who }]
statement-for = { $who } ({ $delegation })
statement-struck-out = suprimir
statement-then = después: { $text }
statement-first = antes: { $text }
statement-stale = El párrafo ha cambiado desde entonces: se propuso para la versión { $number }.
statement-take = Aceptarla
statement-decline = Rechazarla
statement-take-back = Retirarla
statement-taken = Aceptada: empieza otra versión.
statement-declined = Rechazada
statement-taken-in = aceptada en la versión { $number }
statement-settled = Propuestas resueltas
statement-revise = Escribir la versión siguiente
statement-revise-send = Publicar la versión
statement-versions = Versiones
statement-hash-hint = Las mismas palabras tienen el mismo código en todos los dispositivos. Léanlo en voz alta para comparar.
statement-copy = Copiar el código de la versión { $number }
statement-void = Sin efecto: otra versión llegó antes
statement-compare = Comparar versiones
statement-from = Desde
statement-to = Hasta
statement-same = Dicen lo mismo.
statement-inserted = insertado:
statement-struck = suprimido:
statement-changed-by = Cambiado por { $who }
statement-signatures = Firmas
statement-delegation = Delegación
statement-signed-by = Firma
statement-alone = por nadie en quien usted confíe
statement-not-signed = sin firmar
statement-sign = Firmar la versión { $number }
statement-sign-sure = Firma estas palabras y ninguna otra. Compare antes el código:
statement-sign-send = Firmar
statement-sign-back = Retirar su firma
statement-signed = Su firma está en camino.
statement-earlier = { $who } firmó la versión { $number }, anterior: no cuenta para esta.
statement-claims = { $who } dice firmar por { $delegation }; nadie en quien usted confíe lo ha dicho.
statement-export = Imprimir o exportar
statement-export-word = Guardar como archivo de Word
statement-export-print = Imprimir o guardar como PDF
statement-print-hint = El diálogo de impresión de su sistema crea el PDF. Quien tenga el archivo puede leerlo.
statement-marks-suggested = Las propuestas abiertas están marcadas, con su autor.
statement-marks-since = Los cambios desde la versión { $number } están marcados, con su autor.
silence = Procedimiento de silencio
silence-hint = Una versión se adopta al vencer el plazo si nadie objeta. Tiene que haber llegado antes a cada delegación: quien está sin conexión no ha consentido.
silence-queued = Espera a ser enviado
silence-running = En curso: se adopta al vencer el plazo si nadie objeta
silence-extended = Plazo prorrogado
silence-text-changed = Terminado: el texto ha cambiado
silence-broken = Se ha roto el silencio
silence-undelivered = No adoptada: no llegó a { $who }
silence-adopted = Adoptada
silence-before = Versión { $number }, hasta { $when }: { $state }
silence-card = Silencio hasta { $when }: { $state }
silence-on = Sobre la versión { $number }, hasta { $when }, según su reloj
silence-heard = Hasta donde sabe este dispositivo: no está conectado y alguien puede haber objetado.
silence-objects = { $who } objeta: { $text }
silence-objects-late = { $who } objeta, demasiado tarde: { $text }
silence-delivery = A quién ha llegado
silence-delivered-head = Entrega
silence-delivered = entregado { $when }
silence-read = entregado { $when } y leído
silence-late = entregado { $when }, demasiado tarde
silence-not-delivered = no entregado
silence-reason = Por qué objeta
silence-object-hint = Una objeción rompe el silencio y no se retira.
silence-object = Objetar
silence-deadline = Plazo
silence-begin = Iniciar un procedimiento de silencio
silence-put-off = Prorrogar el plazo
silence-begun = El procedimiento de silencio está en camino.
event-statement-version = { $who } escribió otra versión de «{ $title }»
event-statement-declined = { $who } rechazó propuestas a «{ $title }»
event-silence = { $who } inició un procedimiento de silencio sobre «{ $title }»
event-objection = { $who } objeta a «{ $title }»: { $text }
failure-statement = Un título y de 1 a 200 párrafos; en total menos de 48 kilobytes.
failure-no-statement = Esta declaración no está aquí, o eso no puede hacerse con ella.
failure-statement-changed = Ha seguido otra versión. Léala primero.
failure-no-paragraph = No existe ese párrafo.
failure-no-suggestion = Esa propuesta está resuelta o ya no encaja.
failure-not-the-pen = Solo quien escribió la declaración tiene la pluma.
failure-no-silence = No hay ningún procedimiento de silencio en curso.
failure-silence-shorter = Un plazo se prorroga y no se acorta.
failure-sounding = Una pregunta en una línea y como mucho 8 respuestas cortas distintas, o palabras propias.
failure-sounding-people = Una pregunta va a entre 1 y 64 personas.
failure-sounding-room = Se pregunta a una sala entera cuando hay otras cinco personas en ella.
failure-sounding-answer = Ha terminado, o eso no es una respuesta.
failure-no-sounding = Esta pregunta ya no está en este dispositivo.
failure-nobody-to-remind = No queda nadie a quien recordárselo.
failure-too-few-answers = Han respondido menos de cinco: la sala no recibe nada todavía.
failure-published = La sala ya lo sabía.
key-glance = Cubrir nombres y palabras, o descubrirlos
glance-on = Cubrir nombres y palabras
glance-off = Descubrir nombres y palabras
glance-title = Vistazo y alias
glance-hint = Un gesto cubre nombres, palabras e imágenes ante quien mira por encima de su hombro: dos dedos en cualquier parte, Alt+G, o el ojo tachado de arriba. Cada nombre aparece entonces como su alias, o como una marca que solo usted llega a conocer.
glance-heard = Protege solo de las miradas. Un lector de pantalla lo sigue leyendo todo: use auriculares.
aliases-always = Mostrar siempre los alias
aliases-always-hint = También cuando nada está cubierto. El nombre queda al lado donde elige a quién escribe, y solo donde deja entrar o verifica a alguien.
aliases-name = Nombre
aliases-name-hint = Una dirección como nombre@relay.example, o una palabra o frase.
aliases-alias = Alias
aliases-alias-hint = Una palabra o un emoji. Se queda en este dispositivo.
aliases-none = Aún no tiene ningún alias.
aliases-remove = Eliminar el alias de { $name }
aliases-use = Usar los alias en este texto
aliases-used = { $count ->
    [0] Ninguno de sus nombres está en este texto.
    [one] { $count } nombre sustituido.
   *[other] { $count } nombres sustituidos.
  }
aliases-undo = Restablecer
official-title = Este texto está marcado como oficial
official-why = Lleva la marca { $marking }. Quien lo reciba puede tomar un alias por un nombre real.
official-replace = Sustituir de todos modos
official-leave = Dejarlo como está
markings = Marcas de los textos oficiales
markings-hint = Una en cada línea. Se le pregunta antes de poner alias en un texto que lleve una: en mayúsculas, o al principio de una línea.
markings-reset = Usar la lista de Corridor
failure-alias = Un nombre tiene de 1 a 286 bytes y su alias de 1 a 32, sin caracteres de control.
failure-alias-too-many = Hay 500 alias y no caben más. Elimine uno antes.
failure-no-alias = Ese nombre no tiene alias.
