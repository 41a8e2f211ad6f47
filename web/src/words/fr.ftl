### Tous les textes de l’application web.

app-name = Corridor
language = Langue
skip = Aller au contenu
close = Fermer
back = Retour
change = Modifier
show = Afficher
keep = Conserver
save = Enregistrer
add = Ajouter
new = nouveau
later = Plus tard
continue = Continuer
print = Imprimer
you = vous
number = { $count }
put-away = Masquer cet avis
try-again = Réessayer

## Arriving

join-title = Bienvenue dans Corridor
join-to = Vous êtes invité·e sur { $relay }. Choisissez le nom sous lequel on vous connaîtra.
join-without = Il vous faut une invitation : un lien que vous envoie quelqu’un de votre organisation.
invitation = Invitation
your-name = Votre nom
your-name-hint = Lettres minuscules de a à z, chiffres, et . _ - entre eux. Il restera le vôtre.
join = Rejoindre
have-account = J’ai déjà un compte
joining-idle = Création de vos clés…
joining-connecting = Connexion au relais…
joining-connected = Le relais vérifie l’invitation…
joining-waiting = Le relais est injoignable. De nouveaux essais se font d’eux-mêmes ; laissez cette page ouverte.
lock-title = Verrou de cet appareil
lock-browser = Confié à ce navigateur
lock-browser-hint = Rien à saisir. Qui peut utiliser ce navigateur peut lire ce qui s’y trouve.
lock-passkey = Une clé d’accès
lock-passkey-hint = Votre empreinte, votre visage ou le verrou de l’écran l’ouvre.
lock-passphrase = Une phrase secrète
lock-passphrase-hint = À saisir chaque fois. Personne ne peut la retrouver pour vous.
passphrase = Phrase secrète
passphrase-hint = { $count ->
    [one] Au moins { $count } caractère.
   *[other] Au moins { $count } caractères. Quatre ou cinq mots conviennent.
  }
unlock = Déverrouiller
unlock-passkey = Déverrouiller avec une clé d’accès
unlock-title = Cet appareil est verrouillé
unlock-hint = Vos conversations sont conservées ici, chiffrées.
words-title = Vos 24 mots de récupération
words-why = Ils rendent votre compte si cet appareil est perdu. Qui les possède peut se faire passer pour vous.
words-kept = Je les ai notés, sur papier.
words-later-hint = Vous les retrouvez à tout moment dans les réglages, tant que vous avez cet appareil.
words-alone = Assurez-vous que personne ne regarde et qu’aucun écran n’est partagé.
words-typed = { $count ->
    [one] { $count } mot sur 24.
   *[other] { $count } mots sur 24.
  }
recovery-words = Mots de récupération
recover = Récupérer le compte
recover-title = Votre compte sur cet appareil
recover-hint = Saisissez les 24 mots que vous avez notés. Vos autres appareils ne changent pas.
account = Compte
account-hint = Par exemple nom@relay.example
relay = Relais
done-title = Vous y êtes
done-name = Voici comment on vous joint :
done-hint = Donnez ce nom à vos interlocuteurs, ou écrivez-leur d’abord.
look-around = Regarder d’abord

## Conversations

conversations = Conversations
new-conversation = Nouvelle conversation
search = Rechercher
messages = Messages
no-conversation = Aucune conversation. Commencez-en une avec la plume ci-dessus.
no-conversation-found = Aucune conversation ne porte ce nom.
no-message-found = Aucun message ne contient cela.
found-count = { $count ->
    [0] Rien n’a été trouvé.
    [one] { $count } message trouvé.
   *[other] { $count } messages trouvés.
  }
nothing-yet = Il n’y a encore personne
nothing-open = Aucune conversation ouverte
nothing-hint = Ce que vous écrivez est scellé sur cet appareil. Le relais en garde l’ordre et ne peut pas le lire.
nothing-said = Rien n’a encore été dit.
draft = Brouillon :
said-by = { $who } :
new-people = { $count ->
    [one] { $count } nouveau
   *[other] { $count } nouveaux
  }
held-count = { $count ->
    [one] { $count } message attend que vous ayez vu qui est arrivé.
   *[other] { $count } messages attendent que vous ayez vu qui est arrivé.
  }
unread-count = { $count ->
    [one] { $count } non lu
   *[other] { $count } non lus
  }
switch-title = Aller à une conversation
switch-hint = Tapez une partie de son nom
new-kind = Type de conversation
new-direct = Directe
new-room = Salle
title = Titre
title-hint = Seuls les membres peuvent le lire.
title-by-admins = Seuls les propriétaires et les administrateurs peuvent le changer.
person = Personne
person-hint = Un nom de votre relais, ou un compte entier comme nom@relay.example.
people = Personnes
people-hint = Des noms, séparés par des virgules. Vous pourrez en ajouter.
direct-is-for-two = Une conversation directe se tient à deux. Choisissez « Salle » pour être plus nombreux.
make-room = Créer la salle
begin = Commencer

## In a conversation

day-today = Aujourd’hui
day-yesterday = Hier
write = Écrire un message
send = Envoyer
says = { $who }, { $time } :
says-own = Vous, { $time } :
delivery-queued = En attente d’envoi
delivery-held = Retenu
delivery-sent = Envoyé
delivery-delivered = Remis
delivery-read = Lu
see-who-joined = Voir qui est arrivé
discard = Abandonner
unread-from-here = Non lus
to-unread = Au premier non lu
to-newest = Au plus récent
key-date = Aller à une date
date = Date
date-none = Rien n’a été dit ce jour-là ni après.
go-there = Y aller
room-menu = Plus sur cette conversation
room-settings = Réglages de la salle
contradiction = Le relais, ou un membre, se contredit au sujet de cette conversation.
roster-people = { $count ->
    [one] { $count } personne
   *[other] { $count } personnes
  }
roster-devices = { $count ->
    [one] { $count } appareil
   *[other] { $count } appareils
  }
roster-delegations = { $count ->
    [one] { $count } délégation
   *[other] { $count } délégations
  }
roster-new = { $count ->
    [one] { $count } nouveau
   *[other] { $count } nouveaux
  }
roster-separator = {", "}
see-everybody = Qui lit ceci
look-who = Voir qui
gate-title = { $count ->
    [one] Quelqu’un de nouveau lira ceci
   *[other] { $count } personnes liront ceci pour la première fois
  }
gate-why = Ils sont arrivés, ou ont un nouvel appareil, depuis votre dernier regard. Rien de ce que vous écrivez ne part avant.
gate-wait = Pas encore
gate-send = { $count ->
    [one] Envoyer à { $count } personne
   *[other] Envoyer aux { $count }
  }
since-you-looked = Depuis votre dernier regard
have-looked = J’ai regardé
added-by = Ajout par { $who }, { $date }
device-added-by = Nouvel appareil, ajouté par { $who }, { $date }
there-from-start = Là depuis le début
live-messages = Nouveaux messages
live-direct = { $who } : { $text }
live-room = { $who } dans { $room } : { $text }
event-joined = { $who } a ajouté { $people }
event-joined-self = { $who } a ouvert la salle
event-device-joined = { $count ->
    [one] { $people } a un nouvel appareil, ajouté par { $who }
   *[other] { $people } ont de nouveaux appareils, ajoutés par { $who }
  }
event-device-joined-self = { $who } a un nouvel appareil
event-removed = { $who } a retiré { $people }
event-removed-self = { $who } est parti·e
event-device-removed = { $who } a retiré un appareil de { $people }
event-device-removed-self = { $who } a retiré un appareil
event-leaving = { $count ->
    [one] { $people } s’en va
   *[other] { $people } s’en vont
  }
event-leaving-self = { $who } s’en va
event-renamed = { $who } a nommé la salle { $title }
event-role = { $who } a donné à { $person } le rôle { $role }
event-unknown = { $who } a envoyé quelque chose que seule une version plus récente de Corridor peut montrer
event-readded = Cet appareil a été ajouté de nouveau. Ce qui s’est dit entre-temps est sur vos autres appareils.
status-active = Active
status-damaged = Cet appareil ne peut plus suivre
status-damaged-hint = Il a été absent trop longtemps, ou son état est abîmé. Il a demandé à être ajouté de nouveau ; l’appareil d’un membre le fera de lui-même.
status-halted = Cette salle ne peut pas continuer
status-halted-hint = Un membre a exclu tout le monde. Fondez-la de nouveau avec les mêmes personnes ; ce qui a été dit reste ici.
status-left = Vous êtes parti·e
status-left-hint = Ce qui a été dit en votre présence reste sur cet appareil.
status-removed = Vous avez été retiré·e
status-removed-hint = Ce qui a été dit en votre présence reste sur cet appareil.
refound = Fonder la salle de nouveau

## People and roles

role = Rôle
role-owner = propriétaire
role-owner-hint = Peut tout faire ici, et décide de ce que peuvent les autres.
role-admin = administrateur
role-admin-hint = Peut ajouter et retirer des personnes et changer le titre.
role-member = membre
role-member-hint = Lit et écrit.
role-guest = invité
role-guest-hint = Lit et écrit, et ne peut jamais ajouter personne.
your-role = Votre rôle : { $role }
is-leaving = s’en va
verified = Vérifié
verified-hint = Vous avez comparé les numéros de sécurité avec cette personne.
unverified-hint = Vous n’avez pas encore comparé les numéros de sécurité avec cette personne.
write-directly = Écrire directement
remove-person = Retirer de la salle
add-people = Ajouter des personnes
rename = Renommer
about-room = À propos de cette salle
room-number = Numéro
room-entries = Entrées du journal
room-skipped = Ignorées par tous
leave = Quitter la salle
leave-title = Quitter cette salle ?
leave-hint = Vous n’en recevrez plus rien. Ce qui a été dit reste sur cet appareil.
stay = Rester

## Verification

verify = Vérifier
verify-who = Vérifier { $who }
verify-why = Comparez avec { $who }, de vive voix ou en appel. Si c’est identique pour vous deux, personne ne s’est glissé entre vous.
verify-unknown = Cet appareil n’a pas encore rencontré cette personne.
is-verified = Vous avez vérifié { $who }.
words = Mots
words-aloud = Lisez-les-vous l’un à l’autre.
numbers = Chiffres
code-picture = Code à scanner avec l’appareil de l’autre personne
scan-code = Scanner l’autre code
show-code = Montrer mon code
camera-picture = Image de la caméra
camera-trouble = La caméra est inutilisable. Autorisez-la dans le navigateur, ou comparez les mots.
they-match = C’est identique
they-differ = C’est différent
differs = Ce n’est pas identique.
differs-hint = Quelqu’un se tient peut-être entre vous et { $who }, ou l’un de vous a un nouveau compte. Ne dites rien ici que d’autres ne doivent lire, et renseignez-vous autrement.

## Settings and devices

settings = Réglages
appearance = Apparence
theme = Thème
theme-system = Comme le système
theme-light = Clair
theme-dark = Sombre
text-size = Taille du texte
send-with-enter = Entrée envoie
send-with-enter-hint = Ctrl+Entrée toujours ; Maj+Entrée commence une ligne.
notify = M’avertir des nouveaux messages
notify-hint = Seulement qu’il y en a un : ni de qui, ni quoi.
notification-title = Corridor
notification-body = Un nouveau message
push-title = Réveiller cet appareil
push = Réveiller cet appareil quand l’application est fermée
push-what = Pour les invitations et les premiers messages. Les messages des salles où vous êtes ne le réveillent que si vous le demandez ci-dessous.
push-cost = Cela coûte un peu de confidentialité. L’éditeur du navigateur et son service de notification apprennent quand cet appareil est réveillé, jamais par qui ni pour quoi. Votre relais garde l’adresse qu’ils ont donnée à ce navigateur.
push-rooms = Aussi pour les messages des salles
push-rooms-what = Dans les conversations comptant jusqu’à 64 appareils, par des personnes que vous avez vues. Mettre une salle en sourdine ou y bloquer quelqu’un ne l’empêche pas : les applications des membres l’apprendraient. Excluez plutôt la salle dans ses paramètres.
push-rooms-cost = Cela coûte davantage de confidentialité. Les applications des membres apprennent que cet appareil demande à être réveillé. À chaque message, votre relais apprend quels appareils de la salle le demandent. Il ne le garde nulle part, mais il voit à cet instant qui partage une salle avec vous ; sinon, il ne le voit que pendant que cet appareil est connecté. Les services de notification peuvent voir quels appareils sont réveillés au même moment.
push-room = Réveiller cet appareil pour cette salle quand Corridor est fermé
push-room-hint = Les applications des membres apprennent si cet appareil le demande.
push-none = Ce navigateur ou votre relais ne peut pas réveiller l’application quand elle est fermée.
push-body = Quelque chose vous attend
privacy = Confidentialité
receipts-delivered = Dire aux autres qu’un message est arrivé
receipts-delivered-hint = Ils voient « Remis ».
receipts-read = Dire aux autres que j’ai lu
receipts-read-hint = Ils voient « Lu » ; et c’est alors seulement que vous le voyez d’eux.
typing-tell = Dire aux autres quand j’écris
typing-tell-hint = Vous voyez la même chose d’eux. Le relais peut voir quand vous écrivez, mais pas quoi.
typing-one = { $name } écrit…
typing-two = { $name } et { $other } écrivent…
typing-many = { $count ->
    [one] { $count } personne écrit…
    [many] { $count } de personnes écrivent…
   *[other] { $count } personnes écrivent…
}
stored = Conservé sur cet appareil
stored-used = { $used } sur { $quota }, le tout chiffré.
stored-persistent = Le navigateur a promis de le garder.
stored-fleeting = Le navigateur peut l’effacer si la place manque. Les mots de récupération rendent le compte, pas les messages.
export = Exporter toutes les conversations
export-room = Exporter cette conversation
export-hint = Un export est un fichier lisible. Gardez-le hors de portée d’autrui.
erase = Effacer cet appareil
erase-title = Tout effacer sur cet appareil ?
erase-hint = Toutes les conversations et clés de ce navigateur disparaissent pour toujours. Sans autre appareil ni mots de récupération, le compte est perdu aussi.
devices = Appareils
devices-hint = Tout ce que vous écrivez et recevez y est lisible.
this-device = Cet appareil
device-since = Depuis le { $date }
add-device = Ajouter un appareil
add-device-hint = Ouvrez-y Corridor, choisissez « J’ai déjà un compte » et saisissez vos 24 mots de récupération.
withdraw = Révoquer
withdraw-device = Révoquer l’appareil { $device }
withdraw-title = Révoquer cet appareil ?
withdraw-hint = Il ne pourra rien lire de ce qui s’écrit désormais. Ce qu’il a déjà y reste.
build = Version construite
build-hint = Comparez-la à celle en qui vous avez confiance : c’est l’empreinte de la liste des fichiers de la page (build.txt).
build-none = Inconnue : cette page n’a pas été construite pour un relais.

## Keys

shortcuts = Raccourcis clavier
key-switch = Aller à une conversation
key-list = Afficher les raccourcis clavier
key-next = Conversation suivante
key-previous = Conversation précédente
key-new = Nouvelle conversation
key-settings = Réglages
key-back = Retour
key-search = Rechercher
key-people = Montrer qui est dans la salle
key-send = Envoyer
key-line = Nouvelle ligne
key-messages = De message en message

## When something is wrong

starting = Corridor démarre
starting-long = Ouverture de ce qui est conservé sur cet appareil…
failed-title = Corridor ne peut pas démarrer ici
offline = Pas de connexion au relais
offline-hint = Vous pouvez lire et écrire. Ce que vous écrivez partira, dans l’ordre, dès que la connexion revient.
stopped-hint = Vous pouvez encore lire ce qui est ici. Adressez-vous à qui gère votre relais.
compare-now = Comparer les numéros de sécurité
undone-send-text-unknown = Un message n’a pas été envoyé.
undone-send-text = « { $text } » n’a pas été envoyé.
undone-send-queued =
    { $count ->
        [one] { $count } message en attente n’a pas été envoyé.
       *[other] { $count } messages en attente n’ont pas été envoyés.
    }
undone-send-receipts = Personne n’a été informé des messages arrivés ou lus.
undone-add = Impossible d’ajouter { $people }.
undone-add-device = Impossible d’ajouter un appareil de { $people }.
undone-remove = Impossible de retirer { $people }.
undone-remove-device = Impossible de retirer un appareil de la salle.
undone-rename = Impossible de renommer la salle « { $text } ».
undone-set-role = Impossible de changer le rôle de { $people }.
undone-leave = Vous n’avez pas pu quitter la salle.
undone-take-out-leaving = Impossible de retirer de la salle les personnes parties.
undone-refresh-keys = Impossible de renouveler les clés de cet appareil.
undone-found-room = Impossible de créer la salle « { $text } ».
undone-withdraw-device = Impossible de révoquer l’appareil.
undone-write-to-device = Impossible d’écrire à un appareil de { $people }.
notice-contradiction = Le relais, ou un membre, se contredit au sujet d’une conversation.
notice-key-changed = { $person } a une nouvelle clé de compte. C’est un nouveau départ, ou quelqu’un d’autre : comparez les numéros de sécurité.
notice-own-device = Un nouvel appareil à vous est apparu. Si ce n’est pas vous, révoquez-le sous « Appareils ».
accept-key = Accepter la nouvelle clé
failure-other = Quelque chose a échoué. Rien n’en a été gardé ; réessayez.
failure-no-account = Il n’y a pas encore de compte ici.
failure-has-account = Cet appareil appartient déjà à un compte.
failure-name = Un nom a des lettres minuscules de a à z, des chiffres, et . _ - entre eux, 32 au plus.
failure-recovery-words = Ce ne sont pas 24 mots de récupération. Cherchez une faute.
failure-title = Un titre a au plus 256 octets et aucun caractère de contrôle.
failure-text-length = Le message est trop long. Envoyez-le en deux.
failure-no-room = Cette conversation n’est pas sur cet appareil.
failure-not-a-member = Cette personne n’est pas dans la salle.
failure-not-queued = Cela a déjà quitté cet appareil.
failure-unknown-person = Personne de ce nom n’a encore été rencontré.
failure-unknown-device = Ce n’est pas un autre appareil à vous.
failure-roster-changed = Quelqu’un est arrivé depuis votre dernier regard.
failure-already-member = Cette personne est déjà dans la salle.
failure-not-allowed = Votre rôle dans cette salle ne le permet pas.
failure-already-sent = Cela a déjà été envoyé.
failure-direct-room = Une conversation directe se tient à deux et le reste.
failure-last-owner = Nommez d’abord un autre propriétaire : une salle n’en reste pas sans.
failure-not-in-room = Vous n’êtes plus dans cette salle.
failure-too-long-away = Cet appareil a été absent si longtemps que nul ne peut dire si c’est parti.
failure-too-large = C’est trop volumineux pour le relais.
failure-damaged = Cet appareil ne peut utiliser la salle avant d’y être ajouté de nouveau.
failure-invitation = Ce n’est pas une invitation entière. Copiez le lien de nouveau, du début à la fin.
failure-database = Le stockage du navigateur a échoué. Fermez les autres onglets de Corridor et réessayez.
failure-disk-full = Il n’y a plus de place sur cet appareil. Rien n’a été changé ; faites de la place, puis réessayez.
failure-newer-schema = Une version plus récente de Corridor a écrit ceci. Rechargez la page pour l’obtenir.
failure-wrong-key = Ce qui est conservé ici ne s’ouvre pas : la clé est autre, ou les données sont abîmées.
failure-no-cipher = Ce navigateur ne peut pas chiffrer ce qu’il conserve ; rien n’est donc conservé.
failure-corrupt = Ce qui est conservé ici est abîmé.
failure-sealing = Le scellement a échoué. Rien n’est parti ; réessayez.
failure-no-storage = Ce navigateur ne conserve rien pour cette page. Quittez la fenêtre privée, ou prenez un navigateur plus récent.
failure-invitation-invalid = Le relais ne connaît pas cette invitation. Copiez le lien entier, ou demandez-en une autre.
failure-invitation-expired = Cette invitation a expiré. Demandez-en une autre.
failure-invitation-used = Cette invitation a déjà servi. Demandez-en une autre.
failure-name-taken = Quelqu’un porte déjà ce nom. Choisissez-en un autre.
failure-foreign-account = Ce compte appartient à un autre relais.
failure-account-unknown = Le relais ne connaît pas ce compte.
failure-too-many-devices = Ce compte a autant d’appareils que le relais en permet. Révoquez-en un d’abord.
failure-device-unknown = Le relais ne connaît plus cet appareil.
failure-device-revoked = Cet appareil a été révoqué.
failure-other-relay = C’est un autre relais que celui de votre compte.
failure-device-refused = Le relais n’accepte plus cet appareil.
failure-local-storage = Le stockage du navigateur a échoué. Rien de la dernière étape n’a été gardé.
failure-wrong-secret = Cela n’ouvre pas ce qui est conservé ici. Rien n’est perdu : réessayez.
failure-passphrase-short = La phrase est trop courte.
failure-lock-damaged = Le verrou de ce qui est conservé ici est abîmé. Vos mots de récupération ramènent le compte.
failure-passkey = Cette clé d’accès ne peut pas ouvrir ce qui est conservé ici. Choisissez un autre verrou.
failure-passkey-unused = La clé d’accès n’a pas été utilisée. Réessayez et répondez à ce que demande le navigateur.
failure-owner-gone = L’onglet qui travaillait a été fermé. Regardez si c’est fait avant de réessayer.
failure-unsupported-version = Cette page est plus ancienne que le relais. Rechargez-la.
failure-malformed-frame = Le relais a envoyé quelque chose qui n’a pas de sens. Un nouvel essai se fait tout seul.
failure-no-key-package = Aucun appareil de cette personne ne peut être ajouté pour l’instant. Peut-être plus tard.
failure-rate-limited = C’était trop à la fois pour le relais. Attendez une minute et réessayez.
failure-push-refused = Votre relais ne réveille pas d’appareils par le service de notification de ce navigateur.
failure-too-many-connections = Le relais n’a pas de place pour une autre connexion. Un nouvel essai se fait tout seul.
failure-storage-full = Le disque du relais est plein. Prévenez qui le gère.

## Files

attach = Ajouter des fichiers
drop-here = Déposez les fichiers ici
file-progress = Part déjà transférée
file-uploading = en route vers le relais
file-paused = arrêté
file-copying = en cours de copie sur cet appareil
file-waiting = au relais, le message attend
file-sent = envoyé
file-elsewhere = pas récupéré
file-fetching = en cours de récupération
file-here = sur cet appareil
file-gone = n’est plus au relais
file-stop = Arrêter
file-go-on = Reprendre
file-fetch = Récupérer
file-open = Ouvrir
file-save = Enregistrer
file-preview = Aperçu d’une image
file-opening = Ouverture…
file-no-picture = Ce n’est pas une image qui peut être affichée. Vous pouvez l’enregistrer.
file-said = { $kind ->
    [picture] Image
   *[file] Fichier
  } { $name }, { $size }, { $state }.
file-too-large = { $name } fait { $size }. Un fichier peut faire au plus { $most }.
file-empty = { $name } est vide.
file-unreadable = { $name } ne peut pas être lu.
sheet-title = { $count ->
    [one] Envoyer un fichier
   *[other] Envoyer { $count } fichiers
  }
sheet-preparing = Préparation…
sheet-unchanged = Envoyer sans modification
sheet-unchanged-hint = Avec tout ce que l’appareil photo y a écrit : souvent le lieu, l’heure et l’appareil.
sheet-raw = Cette image ne peut pas être redessinée ici : elle part telle quelle, avec tout ce que l’appareil photo y a écrit, souvent le lieu et l’heure.
sheet-picture-hint = Elle est réduite à 2048 pixels au plus ; le lieu et les données de l’appareil sont retirés.
sheet-caption = Ce que vous dites avec
page-new = Page
page-prepare = Redresser, rogner, noircir
page-mark-up = Annoter
page-open = Ouvrir la page (annotations : { $marks }, personnes : { $people })
page-stage = Page. Les flèches déplacent une croix, plus loin avec Maj ; Entrée pose la marque.
page-aim = à { $x } % de la gauche, à { $y } % du haut
page-tools = Ce que vous posez
page-tool-pin = Repère
page-tool-note = Note
page-tool-arrow = Flèche
page-tool-pen = Stylo
page-tool-highlighter = Surligneur
page-marks = Annotations de la page
page-no-marks = Personne n’a encore rien dessiné ni écrit ici.
page-queued = en route
page-held = retenu
page-take-back = Retirer
page-picture = Image d’une page
page-layers = Calques
page-layer-marks = annotations : { $count }
page-export = Enregistrer page et annotations en une image
page-undo = Annuler
page-read-only = Vous pouvez regarder, pas dessiner.
page-hint = Touchez la page, ou allez-y avec les flèches et appuyez sur Entrée.
page-hint-arrow = Maintenant, l’endroit que montre la flèche.
page-pin-words = Ce que dit le repère
page-note-words = Ce que dit la note
page-too-long = C’est trop long : 512 octets au plus.
page-set = Poser
page-place = { $place ->
    [upper-left] en haut à gauche
    [upper-middle] en haut au milieu
    [upper-right] en haut à droite
    [middle-left] au milieu à gauche
    [middle-middle] au milieu
    [middle-right] au milieu à droite
    [lower-left] en bas à gauche
    [lower-middle] en bas au milieu
   *[lower-right] en bas à droite
}
mark-pin = Repère { $number } de { $author }, { $place } : { $text }
mark-note = Note de { $author }, { $place } : { $text }
mark-arrow = Flèche de { $author }, partant { $from }, arrivant { $to }
mark-pen = Trait de { $author }, { $place }
mark-highlighter = Surlignage de { $author }, { $place }
page-unreadable = Cela ne s’ouvre pas comme une page.
page-too-large = C’est plus de 64 Mo : trop grand pour une page.
page-too-many = Ce document a plus de 2 000 pages.
page-locked = Ce document est verrouillé par un mot de passe.
page-black-hint = Ce qui est noirci a disparu de ce que vous envoyez. L’original reste sur le disque de votre appareil, là où vous l’avez pris.
page-to-corners = Revenir aux coins
page-use = Utiliser cette page
page-corners-hint = Placez les coins sur ceux de la page : ce qui est dehors est rogné.
page-of-document = Page du document
page-crossed = Les coins n’entourent pas une page.
page-turn = Tourner d’un quart
page-next = Suite : noircir
page-choose = Photographiez une page, ou ouvrez une image ou un PDF.
page-photograph = Photographier
page-open-file = Ouvrir une image ou un PDF
page-corner = { $corner ->
    [upper-left] Coin supérieur gauche
    [upper-right] Coin supérieur droit
    [lower-right] Coin inférieur droit
   *[lower-left] Coin inférieur gauche
}
page-box = Cache noir { $number }, à { $x } % de la gauche, à { $y } % du haut
page-box-hint = Glissez sur ce qui doit disparaître. Pour changer un cadre, supprimez-le et tracez-le à nouveau.
page-box-keys = Les flèches déplacent un cache, avec Maj elles en changent la taille ; Suppr l’enlève.
page-box-add = Ajouter un cache noir
page-box-remove = Enlever le dernier
key-page = Ouvrir la page de l’image qui a le focus
failure-file-size = Un fichier fait au moins un octet et au plus 2 Go.
failure-file-name = Ce nom ne peut pas être envoyé.
failure-media-type = Ce type de fichier ne peut pas être nommé.
failure-preview = Son aperçu n’a pas pu être créé.
failure-no-file = Ce fichier n’existe plus.
failure-file-not-here = Ce fichier n’est pas sur cet appareil.
undone-send-file = Le fichier « { $text } » n’a pas été envoyé.

## Polls, texts for later, search, and what a room has settled

poll-new = Sondage
poll-said = Sondage : { $text }
poll-one = Une seule réponse
poll-several = Plusieurs réponses
poll-open = chacun voit qui a choisi quoi
poll-hidden = les votes s’affichent à la fin
poll-until = jusqu’au { $when }
poll-over = Terminé
poll-own = Votre choix.
poll-vote = Voter
poll-change = Changer mon vote
poll-take-back = Retirer mon vote
poll-votes = { $count ->
    [0] Aucun vote.
    [one] { $count } vote.
   *[other] { $count } votes.
  }
poll-voters = { $count ->
    [0] Personne n’a encore voté.
    [one] { $count } personne a voté.
   *[other] { $count } personnes ont voté.
  }
poll-who = Qui a choisi quoi
poll-end = Clore le sondage
poll-end-title = Clore ce sondage ?
poll-end-hint = Personne ne pourra plus voter ni changer son vote, et chacun verra combien ont choisi quoi.
poll-question = La question
poll-answers = Réponses
poll-answer = Réponse { $count }
poll-add-answer = Ajouter une réponse
poll-remove-answer = Retirer la réponse { $count }
poll-multiple = On peut choisir plusieurs réponses
poll-votes-title = Pendant le vote
poll-show = Montrer qui a choisi quoi
poll-hide = Ne rien montrer avant la fin, puis seulement les totaux
poll-honest = Dans les deux cas, l’appareil de chaque membre détient les votes et sait de qui ils viennent : les cacher est une courtoisie entre écrans, pas un scrutin secret.
poll-deadline = Se termine de lui-même
poll-deadline-hint = Laissez vide : il dure jusqu’à ce que vous le closiez.
poll-ask = Demander
later-send = Envoyer plus tard
later-title = Envoyer plus tard
later-when = Quand
later-honest = D’ici là, il reste sur ce seul appareil. Il ne part que si Corridor tourne ici et est connecté ; sinon, dès que c’est le cas.
later-at = Part le { $when }
later-now = Envoyer maintenant
later-draft = Remettre en brouillon
expires-at = Disparaît le { $when }
roster-expiry = effacé après { $time }
event-described = { $who } a décrit la salle : { $text }
event-described-not = { $who } a retiré la description
event-expiry = { $who } fait disparaître les messages après { $time }
event-expiry-never = { $who } laisse les messages en place
event-posting = { $who } a fixé qui peut écrire : { $people }
description = À quoi sert cette salle
description-hint = Tous dans la salle la lisent ; le relais, non.
by-owners = Seul un propriétaire peut changer cela.
expiry = Messages éphémères
expiry-never = Désactivés
expiry-after = Après { $time }
expiry-honest = Pour ce qui sera dit désormais. Les appareils qui coopèrent l’oublient ; qui l’a vu a pu le garder.
posting = Qui peut écrire
posting-hint = Tous peuvent lire, voter et réagir malgré tout.
post-guest = Tout le monde
post-member = Tous sauf les invités
post-admin = Propriétaires et administrateurs (annonces)
post-owner = Propriétaires seulement
read-only-title = Ici, vous pouvez lire, pas écrire
read-only-hint = Qui peut écrire : { $people }. Vous pouvez tout de même voter et réagir.
role-reads-only = Lit, vote et réagit, mais n’écrit pas dans cette salle.
aside = Sur cet appareil seulement
mute = Avis
mute-hint = Les messages qui vous mentionnent sont signalés malgré tout.
mute-not = M’avertir de nouveau
mute-for = Silence pendant { $time }
mute-ever = Silence jusqu’à nouvel ordre
muted = En silence
muted-not = Pas en silence
muted-always = En silence
muted-until = En silence jusqu’au { $when }
archive = Archiver
archive-not = Sortir des archives
archive-hint = Elle quitte la liste jusqu’à ce qu’un message vous mentionne. Personne n’en est averti.
archived = Archivées : { $count }
search-all = Rechercher partout
search-here = Rechercher dans cette conversation
search-more = Par personne, genre et date
search-text = Mots
search-kind = Genre
kind-any = Tout
kind-text = Textes
kind-file = Fichiers
kind-poll = Sondages
kind-contact = Contacts
kind-place = Lieux
search-room = Conversation
search-everywhere = Toutes les conversations
search-person = Dit par
search-from = Du
search-to = Au
search-hint = Tapez un mot, ou choisissez une personne, un genre ou un jour.
search-newest = Les { $count } plus récents. Précisez pour voir les autres.
undone-describe = La description de la salle n’a pas pu être changée.
undone-change-expiry = Le délai après lequel les messages disparaissent n’a pas pu être changé.
undone-change-posting = Qui peut écrire n’a pas pu être changé.
failure-description = Une description a au plus 1 024 octets.
failure-expiry = Les messages disparaissent après cinq minutes à quatre-vingt-dix jours, ou jamais.

## What people do to messages

message-actions = Que faire de ce message
reply = Répondre
edit = Modifier
edited = modifié
copy = Copier
forward = Transférer
forwarded = transféré
pin = Épingler pour tous
unpin = Désépingler
pinned = épinglé
mark = Marquer pour vous
unmark = Retirer votre marque
marked = marqué
history = Versions précédentes
delete = Supprimer…
react-with = Réagir avec { $reaction }
react-typed = Autre réaction
reactions = Réactions
reaction-by = { $reaction } de { $people }.
replying = Réponse à { $who }
editing = Modification
stop-about = Arrêter
quote-gone = Le message auquel celui-ci répond n’est pas ici.
quote-jump = Aller au message auquel celui-ci répond
quote-said = En réponse à { $who }.
pin-jump = Aller au message épinglé
pins = Messages épinglés
pins-all = { $count ->
    [one] { $count } épinglé
   *[other] Les { $count } épinglés
  }
delete-title = Supprimer ce message
delete-all = Supprimer pour tous
delete-all-means = Le Corridor de chacun efface ses mots et son fichier, et montre que vous l’avez retiré. Qui l’a lu l’a lu, et un programme qui ne s’y tient pas peut le garder.
delete-here = Supprimer sur cet appareil
delete-here-means = Il disparaît de cet appareil seulement. Les autres le gardent.
forward-title = Transférer à
forward-means = Une copie part en votre nom. Elle dit qu’elle a été transférée, mais ni d’où, ni qui l’a écrite.
forward-nowhere = Aucune conversation de ce nom.
forwarded-there = Transféré
forward-to = Transférer à { $room }
history-title = Versions précédentes
history-own = Tous dans la salle peuvent voir ce que vous aviez écrit.
history-other = Ce qu’il disait avant, le plus récent d’abord.
mention-whom = Qui voulez-vous dire ?
mention-count = { $count ->
    [one] { $count } message vous mentionne
   *[other] { $count } messages vous mentionnent
  }
withdrawn = { $who } a retiré un message
withdrawn-own = Vous avez retiré un message
withdrawn-other = { $by } a retiré un message de { $who }
key-reply = Répondre au message
key-react = Réagir au message
key-forward = Transférer le message
key-edit = Modifier votre message
key-actions = Que faire du message
key-delete = Supprimer le message
marked-title = Marqués
marked-none = Rien n’est marqué. Ce que vous marquez se trouve ici, pour vous seul, sur cet appareil.
undone-edit = Ceci n’a pas été modifié : { $text }
undone-act = Une action sur un message n’a pas été envoyée.
failure-no-message = Ce message n’est plus ici.
failure-not-sent-yet = Ce message n’a pas encore été envoyé.
failure-reaction = Ce n’est pas une réaction : quelques signes au plus.
failure-poll = Une question et 2 à 12 réponses différentes, chacune sur une ligne.
failure-vote = Ce sondage est terminé.
failure-mentions = Un message mentionne au plus 32 personnes, toutes dans la salle.
failure-send-at = Choisissez un moment à venir, dans l’année.

## Liens vers les salles

links = Liens vers cette salle
links-hint = Un lien ne fait entrer personne. Qui l’ouvre peut frapper, et vous décidez. Il reste sur ce seul appareil.
link-make = Créer un lien
link-title = Un lien vers cette salle
link-for = Valable
link-people = Pour combien de personnes
link-until = Jusqu’au { $date }
link-over = Expiré
link-used-up = Épuisé
link-let-in = { $count } sur { $most } entrées accordées
link-revoke = Révoquer
link-code = Le lien sous forme de code, pour une caméra
knocks = { $count ->
    [one] { $count } personne frappe
   *[other] { $count } personnes frappent
  }
knock-unverified = non vérifié
knock-proves = N’importe qui peut écrire un mot. Le nom est ce dont votre relais se porte garant : avant de faire entrer une personne inconnue, comparez les numéros de sécurité. Qui est refusé n’en est pas averti.
let-in = Faire entrer
turn-away = Refuser
notice-knocked = { $who } frappe à l’une de vos salles.
have-link = J’ai un lien vers une salle
knock-title = Demander à entrer
knock-link = Lien
knock-link-hint = De qui vous invite. Il ne dit rien de la salle.
knock-to = { $who } a créé ce lien, valable jusqu’au { $date }. Cette personne seule voit que vous frappez, avec le nom de votre compte.
knock-word = Un mot d’accompagnement
knock-word-hint = Qui vous êtes, et pourquoi.
knock = Frapper
own-knocks = Où vous avez frappé
own-knock-sent = Frappé le { $date }. Personne n’est tenu de répondre.
own-knock-queued = Part dès que le relais est joignable.
forget = Oublier
knock-forget = Oublier la demande faite à { $who }
undone-knock = Impossible de demander à { $people } de vous faire entrer.
failure-link = Ce n’est pas un lien complet. Copiez-le de nouveau, du début à la fin.
failure-link-expired = Le lien a expiré. Demandez-en un autre.
failure-link-own = Ce lien est le vôtre.
failure-link-other-relay = La personne qui a créé le lien est sur un autre relais.
failure-link-other-key = Le lien indique une autre clé que celle que vous connaissez. Comparez les numéros de sécurité.
failure-link-too-many = Il y a autant de liens ou de demandes que possible. Révoquez-en ou oubliez-en.
failure-link-terms = Un lien vaut d’une minute à 90 jours, pour 1 à 250 personnes.
failure-knock-word = Le mot tient en une ligne de 280 octets au plus.
failure-no-link = Ce lien ou cette demande n’existe plus.

## Bloquer et signaler

block = Bloquer
unblock = Débloquer
unblock-whom = Débloquer { $who }
block-hint = Bloquer écarte ses invitations et ses demandes d’entrée et replie ses messages, sur ce seul appareil. Personne n’en est averti.
blocked-person = Bloqué sur cet appareil.
blocked-mark = bloqué
blocked-message = Un message d’une personne que vous avez bloquée.
blocked-here = Vous avez bloqué cette personne sur cet appareil.
blocked-people = Personnes bloquées
blocked-hint = On bloque quelqu’un depuis sa fiche dans une salle. Cela vaut pour ce seul appareil, et personne n’en est averti.
report = Signaler…
report-title = Signaler { $who }
report-hint = Choisissez ce que vous révélez. Corridor ne l’envoie à personne de lui-même : copiez ou enregistrez le texte, ou envoyez-le à qui de droit, par exemple à votre opérateur.
report-choose = Messages à révéler
report-why = Ce que vous en dites
report-operator = Votre opérateur demande les signalements à : { $to }
report-to = L’envoyer directement à
report-to-hint = Un message en votre nom, par exemple au compte que votre opérateur a désigné pour cela.
report-send = Envoyer
report-save = Enregistrer dans un fichier
report-by = Signalement de { $who }, { $date }
report-worth = Voici ce que l’auteur du signalement dit avoir vu. Cela ne prouve rien en soi : aucun relais ne peut le lire ni le confirmer, il ne porte aucune signature, et n’importe qui peut écrire un tel texte.
failure-blocked = Vous avez bloqué cette personne sur cet appareil. Débloquez-la d’abord.
failure-own-account = C’est votre propre compte.

## Comment on se présente

known = Comment vous vous présentez
known-hint = À côté du nom de votre compte, pour les salles de votre choix. Personne ne le certifie, et personne ne le prend pour votre nom.
known-name = Nom affiché
known-name-hint = 64 octets au plus.
known-line = Une ligne sur vous
known-picture = Image
known-no-picture = Sans image
known-to = Qui le reçoit
known-to-hint = Les membres de ces salles reçoivent chaque changement. Ce qui a été montré reste chez qui l’a vu ; pour le retirer, laissez tout vide.
known-to-nobody = Personne ne le reçoit tant que vous n’avez pas choisi de salle.
speaks-for = pour { $affiliation }
signed-by = Signé par { $organisation }, jusqu’au { $date }
signed-by-unknown = Signé avec une clé que vous ne connaissez pas : cela ne vous prouve rien.
unsigned = Personne n’a signé de qui il s’agit.
standing = Au nom de qui vous parlez
standing-hint = Votre organisation le signe pour la clé de votre compte. Tous les membres de chacune de vos conversations le reçoivent, ainsi que ceux qui arrivent plus tard et ont été regardés.
standing-key = La clé de votre compte, pour votre organisation :
standing-signed = Ce que votre organisation vous a remis
standing-show = Le montrer dans mes conversations
standing-take-back = Le retirer de toutes les conversations
organisations = Organisations que vous croyez
organisations-hint = Leurs signatures vous disent qui parle pour qui. Ne prenez une clé que de quelqu’un que vous croyez, jamais de la conversation dont il s’agit.
organisations-none = Aucune encore : ce que d’autres montrent comme signé ne vous prouve rien.
organisation-key = La clé de l’organisation
organisation-name = Comment vous l’appelez
organisation-add = Croire ses signatures
organisation-remove = Ne plus croire
failure-affiliation = Ce n’est pas ce que signe une organisation, ou c’est abîmé. Copiez le texte en entier.
failure-not-your-affiliation = C’est signé pour un autre compte, ou le délai est passé.
failure-organisation = Un nom compte 1 à 128 octets, et vous croyez 256 organisations au plus.
calls-themself = se présente comme « { $name } »
calls-themself-hint = C’est sa propre parole. Le nom de compte ci-dessus est ce qui est certifié.
profile-picture-of = Image choisie par { $who }
undone-show-profile = Votre présentation n’a pas pu être montrée.
undone-show-affiliation = Il n’a pas été possible de montrer au nom de qui vous parlez.
undone-tell-waking = Il n’a pas été possible de dire à la salle si cet appareil doit être réveillé.
failure-profile = Un nom de 64 octets au plus, une ligne de 280 au plus, et une image que ce navigateur sait dessiner.
## Voice notes, albums, contacts, places, links, galleries

voice-new = Note vocale
voice-asking = En attente du micro : le navigateur demande s’il peut s’en servir.
voice-recording = Enregistrement en cours. Rien ne quitte cet appareil avant l’envoi.
voice-made = Enregistré : { $time }.
voice-denied = Le micro n’est pas autorisé ici. Autorisez-le pour cette page dans le navigateur, puis réessayez.
voice-impossible = Aucun micro trouvé, ou ce navigateur ne peut pas enregistrer.
voice-stop = Arrêter
voice-again = Recommencer
voice-hint = Elle est scellée comme tout le reste. Votre voix dit qui vous êtes à quiconque l’entend.
voice-play = Écouter
voice-pause = Pause
voice-position = Position dans la note vocale
voice-said = Note vocale, { $time }.
voice-mute = Ce navigateur ne peut pas la lire. Vous pouvez l’enregistrer.
once-choice = À ouvrir une seule fois
once-choice-hint = Qui la reçoit l’ouvre une fois ; puis elle disparaît de son appareil, et de celui-ci après l’envoi. Ce n’est pas une garantie : une photo de l’écran ou un programme modifié la conserve.
once-hint = Vous pouvez l’ouvrir une fois ; puis il disparaît de cet appareil.
once-open = Ouvrir une fois
once-now = C’est la seule fois que vous le voyez. Qui photographie l’écran le conserve quand même.
once-leaving = À ouvrir une seule fois. Après l’envoi, il n’en reste rien sur cet appareil.
once-sent = À ouvrir une fois par qui l’a reçu. Il n’en reste rien sur cet appareil.
once-opened = Ouvert. Il n’en reste rien sur cet appareil.
once-said = { $state ->
    [opened] Était à ouvrir une fois, et n’est plus là.
   *[other] À ouvrir une seule fois.
  }
album-said = { $count ->
    [one] { $count } image.
   *[other] { $count } images ensemble.
  }
album-actions = Actions pour l’image { $number }
contact-new = Contact
contact-account = L’adresse de qui
contact-account-hint = Un nom de votre relais, ou name@relay.
contact-name = Comment vous l’appelez
contact-said = Contact : { $name }.
contact-hint = Sur la parole de qui l’a envoyé. Comparez les numéros de sécurité avant de vous y fier.
place-new = Lieu
place-here = Où je suis maintenant
place-here-hint = Le navigateur vous demande d’abord, et peut demander à son éditeur où vous êtes. Rien ne va au salon avant l’envoi.
place-asking = Recherche de votre position…
place-found = Trouvé. Vérifiez avant d’envoyer.
place-denied = Le navigateur ne dit pas où vous êtes. Vous pouvez saisir les nombres.
place-latitude = Degrés nord
place-longitude = Degrés est
place-label = Comment il s’appelle
place-said = Lieu : { $place }.
place-accuracy = à { $count } m près
place-copy = Copier les nombres
place-copied = Copié.
place-map = Ouvrir dans une carte
link-describe = Décrire un lien
link-which = Lien
link-leads-to = Ce à quoi il mène
link-hint = Personne n’ouvre le lien pour afficher ceci : ils lisent ce que vous écrivez.
link-description = En une phrase
link-said = Décrit par qui l’a envoyé
failure-kind = Cela ne peut pas être envoyé tel quel.
gallery = Images et fichiers
gallery-kind = Ce qui est affiché
gallery-pictures = Images
gallery-files = Fichiers
gallery-links = Liens
gallery-voice = Notes vocales
gallery-none = Rien de ce genre sur cet appareil.
gallery-more = Afficher les plus anciens
gallery-show = Voir dans la conversation
storage-title = Place des fichiers
storage-hint = Libérer enlève les octets de cet appareil. Un fichier peut être récupéré tant que le relais l’a, souvent 30 jours. Corridor réutilise la place ; le navigateur peut ne pas l’afficher aussitôt.
storage-none = Aucun contenu de fichier sur cet appareil.
storage-room = { $count ->
    [one] { $size } dans { $count } fichier, { $free } libérables
   *[other] { $size } dans { $count } fichiers, { $free } libérables
  }
storage-free = Libérer ces fichiers
storage-free-all = Tout libérer
storage-freed = { $size } libérés.

## Raconter aux nouveaux venus

telling = Raconter aux nouveaux venus ce qui s’est dit
telling-hint = Un fichier avec les messages d’une période, sur votre parole et non sur la leur. Ce qui a été retiré ou disparaît n’y figure pas. On ne demande rien à ceux qui ont écrit.
telling-span = Des derniers
telling-send = Raconter
told = Ce qui s’est dit avant
told-messages = { $count ->
    [one] Rapporte { $count } message, { $when }
   *[other] Rapporte { $count } messages, { $when }
  }
told-read = Lire
told-by = Selon { $who }
told-worth = C’est la parole de { $who }. Aucune des personnes nommées ici ne l’a signée, et nul ne peut la vérifier.
told-broken = Ceci est illisible.
failure-telling = Il n’y a rien à transmettre, ou plus de 1 000 messages.

## A room's picture, and groups of rooms
room-picture-hint = Petite, pour les listes. Tous les membres de la salle la voient.
group = Groupe
group-hint = Les salles d’un groupe sont réunies dans votre liste. Qui est dans l’une n’apprend rien des autres.
group-none = Aucun groupe
group-new = Nouveau groupe…
group-name = Nom du groupe
group-new-room = Nouvelle salle dans { $name }
group-numbered = { $name } ({ $number })
event-picture = { $who } a donné une image à la salle
event-picture-not = { $who } a retiré l’image de la salle
event-group = { $who } a mis la salle dans le groupe { $name }
event-group-not = { $who } a retiré la salle de son groupe
undone-change-picture = L’image de la salle n’a pas pu être changée.
undone-change-group = Le groupe de la salle n’a pas pu être changé.
failure-picture = L’image d’une salle doit être une image que ce navigateur sait dessiner en 8 Kio.
failure-group-name = Le nom d’un groupe a de 1 à 100 octets et aucun caractère de contrôle.
failure-no-group = Aucune de vos salles n’est dans ce groupe.

## Signes discrets

nudge = Signe
nudge-hint = Une pression l’envoie à tous ici, cinq secondes plus tard. Chacun le lit dans sa langue.
nudge-speak = Prenez la parole en soutien
nudge-speak-for = Prenez la parole pour soutenir { $subject }
nudge-meet-outside = Retrouvons-nous dehors
nudge-interrupt = Interrompez, s’il vous plaît
nudge-wait = Attendez, s’il vous plaît
nudge-vote-yes = Votez oui
nudge-vote-no = Votez non
nudge-abstain = Abstenez-vous
nudge-call-me = Appelez-moi, s’il vous plaît
nudge-yes = Oui, j’arrive
nudge-no = Non
nudge-in-a-moment = Dans un instant
nudge-said = Signe : { $text }
nudge-says = { $who } fait signe, { $time } :
nudge-says-own = Vous faites signe, { $time } :
nudge-answers = Réponses
nudge-waits = Part dans un instant
nudge-goes = Part dans cinq secondes.
nudge-goes-connected = Part dès qu’il y a une connexion.
nudge-take-back = Reprendre
nudge-person = Faire signe…
nudge-own-words = Avec vos propres mots
nudge-subject = Qui ou quoi soutenir (facultatif)
nudge-own-new = Une phrase à vous
nudge-own-hint = Elle reste sur cet appareil seul et part telle quelle : personne ne la traduit.
nudge-own-keep = Garder cette phrase
nudge-own-remove = Supprimer { $phrase }
nudge-too-long = C’est trop long pour un signe.
nudge-tone = Un son doux avec un signe
nudge-tone-hint = Un téléphone vibre aussi, deux fois et brièvement. Les salles en silence ne font ni l’un ni l’autre.
nudge-notification = Quelqu’un vous fait signe
key-nudge = Faire signe à la salle
kind-nudge = Signes
announcement = Annonce
announcement-said = Annonce : { $text }
announcement-new = Annoncer à la salle
announcement-text = Texte de l’annonce
announcement-whom = Pour qui
announcement-everybody = Toute la salle
announcement-chosen = Certaines personnes
announcement-honest = Elle parvient même à qui a mis la salle en silence, sauf si la personne l’a désactivé. Vous voyez qui en a pris acte et à qui elle n’est pas arrivée. L’appareil de chaque membre contient ces accusés ; les écrans des autres ne les montrent pas.
announcement-reaches = { $count ->
    [one] Pour { $count } personne
    [many] Pour { $count } de personnes
   *[other] Pour { $count } personnes
  }
announcement-send = Annoncer
announcement-long = C’est trop long : une page environ au plus.
announcement-people = Choisissez à qui elle s’adresse : de 1 à 64 personnes.
announcement-for = Pour { $people }
announcement-for-all = Pour toute la salle
announcement-see = J’en ai pris connaissance
announcement-acknowledged = Vous en avez pris acte : { $when }
announcement-count = Vue par { $seen } sur { $all }.
announcement-undelivered = { $count ->
    [one] { $count } non remise.
    [many] { $count } non remises.
   *[other] { $count } non remises.
  }
announcement-unknown = Dans une salle de cette taille, personne ne signale ce qui est arrivé.
announcement-who = Qui l’a vue
reached-seen = Pris acte : { $when }
reached-delivered = Remise, sans accusé
reached-undelivered = Non remise
reached-unknown = Sans accusé
reached-gone = N’est plus dans la salle, non compté
announcement-again = Annoncer de nouveau à qui n’a pas accusé réception
announcement-notification = On vous a annoncé quelque chose
announcement-through = Laisser les annonces me parvenir
announcement-through-hint = Celles qui vous sont destinées, même quand la salle est en silence ou archivée.
kind-announcement = Annonces
huddle = Aparté
huddle-hint = Une salle à part qui prend fin d’elle-même. Les invitations ne vont que dans les boîtes : la salle d’où vous venez n’en apprend rien.
huddle-who = Qui vient
huddle-everybody = Toutes les personnes ici
huddle-all-of = Tout le monde de { $name }
huddle-with =
    { $count ->
        [0] Faire un aparté
        [one] Aparté avec 1 personne
       *[other] Aparté avec { $count } personnes
    }
huddle-nobody = Choisissez qui vient.
huddle-for = Fin
huddle-for-hint = On peut y mettre fin plus tôt. Il n’est gardé que si toutes les personnes alors présentes le choisissent ; qui l’a formé peut en retirer.
huddle-until-we-rise = Quand nous levons la séance, dans 12 heures au plus
huddle-after = Après { $time }
huddle-ends-at = Prend fin à { $when }
huddle-what = Sur chaque appareil qui respecte les règles. Ensuite il ne reste rien de ce qui s’y est dit ; que vous en avez rencontré les membres reste.
huddle-until = jusqu’à { $when }
huddle-keep = Garder ({ $keepers } sur { $people })
huddle-keep-hint = Il reste, comme salle, quand toutes les personnes alors présentes le choisissent.
huddle-rise = Mettre fin à l’aparté
huddle-rise-title = Mettre fin à cet aparté maintenant ?
huddle-rise-hint = Il prend fin chez tous. Textes, fichiers et clés sont effacés sur chaque appareil qui respecte les règles. Qui l’a lu a pu le garder.
event-huddle-kept = Toutes les personnes présentes ont choisi de le garder : c’est désormais une salle, sans fin prévue.
key-huddle = Faire un aparté avec des gens de cette salle
new-huddle = Aparté
room-without = La même salle, sans { $who }
room-without-hint = Une nouvelle salle du même titre avec toutes les autres personnes. Celle-ci reste telle quelle et n’en apprend rien.
failure-huddle-terms = Un aparté dure d’une minute à sept jours.
failure-no-huddle = Cette salle n’est pas un aparté : elle ne prend pas fin d’elle-même.
failure-huddle-over = Cet aparté a pris fin. Il n’en reste rien sur cet appareil.
undone-end-huddle = Il n’a pas été possible de mettre fin à l’aparté.
undone-keep-huddle = Votre choix de garder ou non l’aparté n’a pas pu être transmis.
## Questions that people are asked alone, and that rooms are asked

sounding-title = Sonder
sounding-asked = Ce que vous avez demandé
sounding-none = Vous n’avez encore rien demandé.
sounding-gone = Cette question n’est plus sur cet appareil.
sounding-whom = Qui est interrogé
sounding-people = Des personnes, chacune seule
sounding-room = Une salle
sounding-which-room = Salle
sounding-people-hint = Des noms, séparés par des virgules. Chacun est interrogé dans la conversation avec vous seul.
sounding-honest-people = Personne ne voit qui d’autre est interrogé, ni ce qui est répondu. Votre relais peut voir que vous écrivez à plusieurs conversations à la fois, mais pas quoi.
sounding-honest-room = Chacun ne répond qu’à vous. La salle voit les totaux, une seule fois, et à partir de cinq réponses. Votre appareil pourrait savoir qui a dit quoi ; cela est dit à tous.
sounding-free = On peut répondre avec ses propres mots
sounding-deadline-hint = Laissez vide : les réponses comptent quand elles viennent.
sounding-deadline-room = La salle apprend alors les totaux d’elle-même, si cinq ont répondu. Laissez vide, et c’est vous qui les dites.
sounding-ask-room = Sonder la salle
sounding-said = Question : { $text }
sounding-totals-said = Totaux : { $text }
sounding-alone = Seul { $who } voit votre réponse, et peut dire à d’autres combien ont répondu quoi, sans noms. Vous ne voyez pas qui d’autre est interrogé.
sounding-own = Posée en tête à tête. Les autres personnes interrogées ne se voient pas.
sounding-of-room = Tous ici sont interrogés et ne répondent qu’à { $who }. La salle voit les totaux, une seule fois, et à partir de cinq réponses. Seul l’appareil de { $who } pourrait savoir qui a dit quoi.
sounding-over = Terminé
sounding-see = Voir les réponses
sounding-words = Avec vos propres mots
sounding-answer-send = Répondre
sounding-answered = Vous avez répondu : { $text }
sounding-in-words = Avec leurs propres mots
sounding-people-count = { $count ->
    [one] { $count } personne
   *[other] { $count } personnes
  }
sounding-count = { $answered } sur { $asked } ont répondu
sounding-totals = Totaux
sounding-totals-room = D’un seul coup, et une seule fois. Personne n’est nommé.
sounding-totals-shared = Personne n’est nommé.
sounding-table = Qui a été interrogé, sa réponse, et depuis quand
sounding-who = Qui
sounding-answer = Réponse
sounding-since = Depuis
asked-queued = Pas encore interrogé
asked-held = En attente : regardez qui a un nouvel appareil
asked-sent = Interrogé
asked-delivered = Reçu, sans réponse
asked-read = Lu, sans réponse
asked-blocked = Bloqué par vous
sounding-reminded = rappelé { $when }
sounding-remind = Rappeler à qui n’a pas répondu
sounding-reminder-sent = Les rappels sont en route.
sounding-share-in = Partager les totaux dans
sounding-share-hint = Combien ont répondu quoi. Personne n’est nommé, et les réponses libres sont seulement comptées.
sounding-share = Partager
sounding-shared = Les totaux sont en route vers { $room }.
sounding-publish-hint = Avant que la salle ne l’apprenne, vous voyez combien ont répondu, et rien d’autre. Les totaux partent une seule fois, à partir de cinq réponses.
sounding-publish = Dire les totaux à la salle
sounding-published = La salle a été informée.
event-sounding-reminder = { $who } attend encore une réponse
kind-sounding = Questions
statement = Déclaration
statement-new = Nouvelle déclaration
kind-statement = Déclarations
statement-said = Déclaration : { $text }
statement-open = Ouvrir la déclaration
statement-card = Version { $number }, paragraphes : { $paragraphs }
statement-open-count = Propositions ouvertes : { $count }
statement-card-signed = Signée par { $who }
statement-title = Titre
statement-paragraphs = Paragraphes
statement-paragraphs-hint = Une ligne vide commence un autre paragraphe. Les variantes peuvent figurer entre [crochets].
statement-propose = La soumettre au salon
statement-gone = Cette déclaration n’est plus sur cet appareil.
statement-version = Version { $number }
statement-pen = { $who } tient la plume et reçoit les propositions.
statement-pen-own = Vous tenez la plume : vous retenez les propositions ou les écartez.
statement-paragraph = Paragraphe { $number }
statement-suggestions = Propositions
statement-suggest = Proposer
statement-suggest-for = Proposer d’autres mots pour le paragraphe { $number }
statement-suggest-send = Envoyer la proposition
statement-change = Ce que devient le paragraphe
statement-replace = D’autres mots
statement-strike = Le supprimer
statement-insert-after = Un paragraphe après
statement-insert-before = Un paragraphe avant
statement-words = Texte
statement-reason = Motif, si vous voulez
statement-alternative = [{ $text } — { $who }]
statement-for = { $who } ({ $delegation })
statement-struck-out = supprimer
statement-then = puis : { $text }
statement-first = avant : { $text }
statement-stale = Le paragraphe a changé depuis : c’était proposé pour la version { $number }.
statement-take = La retenir
statement-decline = L’écarter
statement-take-back = La retirer
statement-taken = Retenue : une autre version commence.
statement-declined = Écartée
statement-taken-in = retenue dans la version { $number }
statement-settled = Propositions réglées
statement-revise = Écrire la version suivante
statement-revise-send = Publier la version
statement-versions = Versions
statement-hash-hint = Les mêmes mots ont le même code sur chaque appareil. Lisez-le à voix haute pour comparer.
statement-copy = Copier le code de la version { $number }
statement-void = Sans effet : une autre version est arrivée avant
statement-compare = Comparer des versions
statement-from = De
statement-to = À
statement-same = Elles disent la même chose.
statement-inserted = inséré :
statement-struck = supprimé :
statement-changed-by = Modifié par { $who }
statement-signatures = Signatures
statement-delegation = Délégation
statement-signed-by = Signé par
statement-alone = pour personne en qui vous croyez
statement-not-signed = non signé
statement-sign = Signer la version { $number }
statement-sign-sure = Vous signez ces mots et aucun autre. Comparez d’abord le code :
statement-sign-send = Signer
statement-sign-back = Retirer votre signature
statement-signed = Votre signature est en route.
statement-earlier = { $who } a signé la version { $number }, antérieure : cela ne compte pas pour celle-ci.
statement-claims = { $who } dit signer pour { $delegation } ; personne en qui vous croyez ne l’a dit.
statement-export = Imprimer ou exporter
statement-export-word = Enregistrer en fichier Word
statement-export-print = Imprimer ou enregistrer en PDF
statement-print-hint = La boîte d’impression de votre système crée le PDF. Qui a le fichier peut le lire.
statement-marks-suggested = Les propositions ouvertes sont marquées, chacune avec son auteur.
statement-marks-since = Les changements depuis la version { $number } sont marqués, chacun avec son auteur.
silence = Procédure de silence
silence-hint = Une version est adoptée à l’échéance si personne n’objecte. Elle doit avoir été remise d’ici là à chaque délégation : qui est hors ligne n’a pas consenti.
silence-queued = En attente d’envoi
silence-running = En cours : adoptée à l’échéance si personne n’objecte
silence-extended = L’échéance a été reportée
silence-text-changed = Terminée : le texte a changé
silence-broken = Le silence est rompu
silence-undelivered = Non adoptée : non remise à { $who }
silence-adopted = Adoptée
silence-before = Version { $number }, jusqu’au { $when } : { $state }
silence-card = Silence jusqu’au { $when } : { $state }
silence-on = Sur la version { $number }, jusqu’au { $when }, à votre heure
silence-heard = Pour autant que cet appareil le sache : il n’est pas connecté, et quelqu’un a pu objecter.
silence-objects = { $who } objecte : { $text }
silence-objects-late = { $who } objecte, trop tard : { $text }
silence-delivery = À qui elle a été remise
silence-delivered-head = Remise
silence-delivered = remis { $when }
silence-read = remis { $when } et lu
silence-late = remis { $when }, trop tard
silence-not-delivered = non remis
silence-reason = Pourquoi vous objectez
silence-object-hint = Une objection rompt le silence et ne se retire pas.
silence-object = Objecter
silence-deadline = Échéance
silence-begin = Ouvrir une procédure de silence
silence-put-off = Reporter l’échéance
silence-begun = La procédure de silence est en route.
event-statement-version = { $who } a écrit une autre version de « { $title } »
event-statement-declined = { $who } a écarté des propositions pour « { $title } »
event-silence = { $who } a ouvert une procédure de silence sur « { $title } »
event-objection = { $who } objecte à « { $title } » : { $text }
failure-statement = Un titre et de 1 à 200 paragraphes ; moins de 48 kilo-octets en tout.
failure-no-statement = Cette déclaration n’est pas ici, ou cela ne peut se faire avec elle.
failure-statement-changed = Une autre version a suivi. Lisez-la d’abord.
failure-no-paragraph = Ce paragraphe n’existe pas.
failure-no-suggestion = Cette proposition est réglée, ou ne convient plus.
failure-not-the-pen = Seul l’auteur de la déclaration tient la plume.
failure-no-silence = Aucune procédure de silence n’est en cours.
failure-silence-shorter = Une échéance se reporte, elle ne s’avance pas.
failure-sounding = Une question sur une ligne, et au plus 8 réponses courtes différentes, ou des mots libres.
failure-sounding-people = Une question s’adresse à 1 à 64 personnes.
failure-sounding-room = Une salle est sondée en entier quand cinq autres s’y trouvent.
failure-sounding-answer = C’est terminé, ou ce n’en est pas une réponse.
failure-no-sounding = Cette question n’est plus sur cet appareil.
failure-nobody-to-remind = Il ne reste personne à qui le rappeler.
failure-too-few-answers = Moins de cinq ont répondu : la salle n’apprend encore rien.
failure-published = La salle a déjà été informée.
key-glance = Masquer les noms et les mots, ou les montrer
glance-on = Masquer les noms et les mots
glance-off = Montrer les noms et les mots
glance-title = Coup d’œil et alias
glance-hint = Un geste masque noms, mots et images aux regards par-dessus votre épaule : deux doigts posés n’importe où, Alt+G, ou l’œil barré en haut. Chaque nom devient alors votre alias, ou un signe que vous seul apprenez à connaître.
glance-heard = Cela ne protège que des regards. Un lecteur d’écran lit toujours tout : mettez un casque.
aliases-always = Toujours afficher les alias
aliases-always-hint = Même quand rien n’est masqué. Le nom reste à côté là où vous choisissez à qui écrire, et seul là où vous faites entrer ou vérifiez quelqu’un.
aliases-name = Nom
aliases-name-hint = Une adresse comme nom@relay.example, ou un mot ou une expression.
aliases-alias = Alias
aliases-alias-hint = Un mot ou un émoji. Il reste sur cet appareil.
aliases-none = Vous n’avez pas encore d’alias.
aliases-remove = Supprimer l’alias de { $name }
aliases-use = Employer les alias dans ce texte
aliases-used = { $count ->
    [0] Aucun de vos noms ne figure dans ce texte.
    [one] { $count } nom remplacé.
   *[other] { $count } noms remplacés.
  }
aliases-undo = Rétablir
official-title = Ce texte porte une mention officielle
official-why = Il porte la mention { $marking }. Qui le reçoit peut prendre un alias pour un vrai nom.
official-replace = Remplacer quand même
official-leave = Ne rien changer
markings = Mentions des textes officiels
markings-hint = Une par ligne. On vous interroge avant de mettre des alias dans un texte qui en porte une : en capitales, ou en début de ligne.
markings-reset = Reprendre la liste de Corridor
failure-alias = Un nom a de 1 à 286 octets et son alias de 1 à 32, sans caractère de contrôle.
failure-alias-too-many = Il y a déjà 500 alias, c’est le maximum. Supprimez-en un d’abord.
failure-no-alias = Ce nom n’a pas d’alias.
