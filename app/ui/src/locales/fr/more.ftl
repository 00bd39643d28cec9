# Storage, data, accessibility, privacy, settings.

more-title = Plus
more-legend = Ce que disent les couleurs et les signes
more-storage = Ce qui est gardé sur cet appareil
more-packs = Carte détaillée à installer depuis un fichier
more-about = Sources, licences, chiffres, anomalies
more-a11y = Déclaration et raccourcis clavier
more-privacy = Ce qui reste ici, ce qui part si vous l’écrivez

settings-title = Réglages
settings-language = Langue
settings-look = Apparence
settings-look-hint = « Plein soleil » renforce les contrastes pour lire dehors.
look-auto = Comme l’appareil
look-day = Jour
look-sun = Plein soleil
look-night = Nuit
settings-single-keys = Raccourcis d’une seule touche
settings-single-keys-hint = Désactivez-les si vous dictez vos textes ou si des touches partent toutes seules.
settings-text-size = Taille du texte

safety-title = En cas d’urgence
safety-112 = Numéro d’urgence européen : secours, pompiers, police.
safety-114 = Par SMS, pour les personnes sourdes, malentendantes ou qui ne peuvent pas parler.
safety-no-rescue = Sente n’est pas un appel au secours : rien de ce que vous y écrivez n’alerte quelqu’un.
safety-ground = Un chemin peut être fermé, boueux ou coupé. Sur place, le balisage et les panneaux passent avant l’écran.

legal-title = Mentions
legal-publisher = Éditeur, directeur de la publication et hébergeur : à porter ici par l’organisme qui met cette application en ligne. Cette version n’est pas encore publiée par un éditeur.
legal-licence = Sente est un logiciel libre sous licence EUPL-1.2.
legal-marks = GR® et GR de Pays® sont des marques déposées de la FFRandonnée.
legal-version = Version { $version }

storage-title = Hors ligne et stockage
storage-offline = Tout le catalogue est sur cet appareil : pas besoin de réseau.
storage-table = Place occupée par l’application
storage-what = Quoi
storage-size = Place
storage-catalogue = Catalogue
storage-catalogue-line = Itinéraires, chemins inscrits, communes, gares
storage-carnet = Mon carnet
storage-carnet-line = Favoris, listes, notes, avis et leurs photos, réglages
storage-total = Total
storage-kept = Le stockage est protégé : le navigateur ne l’effacera pas de lui-même.
storage-not-kept = Le navigateur ne s’engage pas. Installez l’application sur l’écran d’accueil, ou exportez votre carnet de temps en temps.
storage-may-be-dropped = Quand l’appareil manque de place, le navigateur peut effacer les données des sites, votre carnet compris.
storage-keep = Protéger le stockage
storage-works-title = Ce qui marche sans réseau
storage-works-search = Chercher, filtrer, trier, trouver près de soi
storage-works-map = La carte de repérage avec tous les itinéraires, et les fiches
storage-works-export = Enregistrer un itinéraire en GPX, KML ou GeoJSON
storage-works-carnet = Le carnet : favoris, listes, notes, sorties
storage-waits = Une fois installée, l’application n’a besoin du réseau que pour ses mises à jour, les cartes qu’un serveur propose et les avis : ce que vous écrivez attend ici et part au prochain réseau.

about-title = À propos des données
about-edition = { $territory } : { $routes } itinéraires, faits de { $segments } chemins inscrits au plan départemental (PDIPR).
about-newest = Dernière inscription : { $date }.
about-newest-unknown = Date de la dernière inscription : non renseignée.
about-rows = { $read } lignes lues dans le registre, { $refused } refusées.
about-fingerprint = Empreinte du fichier source (SHA-256)
about-figures = Les itinéraires par balisage
about-network = Balisage
about-routes = Nombre
about-inscribed = Inscrit
about-liaison = Liaisons
about-gaps = Interruptions
about-all = Ensemble
about-figures-note = Inscrit : chemins du registre, un chemin commun à deux itinéraires compte pour chacun. Liaisons : entre deux chemins inscrits, à vol d’oiseau, à vérifier sur place. Interruptions : plus de 2 km sans chemin inscrit, hors de la randonnée.
about-sources = Sources et licences
about-software = Icônes Lucide (ISC) · police Atkinson Hyperlegible Next (OFL) · carte MapLibre (BSD).
about-findings = Ce que les contrôles ont trouvé
about-findings-text = Rien n’est corrigé en silence : chaque remarque est gardée avec sa ligne dans le registre.
finding-errors =
    { $n ->
        [0] Aucune donnée refusée
        [one] { $number } donnée refusée
       *[other] { $number } données refusées
    }
finding-warnings =
    { $n ->
        [0] Rien à vérifier à la source
        [one] { $number } point à vérifier à la source
       *[other] { $number } points à vérifier à la source
    }
finding-infos =
    { $n ->
        [0] Aucune remarque
        [one] { $number } remarque pour information
       *[other] { $number } remarques pour information
    }
about-findings-by-code = Détail par contrôle
about-finding-line = ligne { $line }
about-findings-more = Afficher la suite ({ $shown } sur { $all })
about-methods = Comment les chiffres sont faits
about-methods-length = Longueurs : géodésiques sur l’ellipsoïde WGS84, chemins inscrits et liaisons toujours comptés à part.
about-methods-time = Durée : 4 km/h à plat et 300 m/h de montée à pied. Où le dénivelé n’est pas connu, c’est la durée à plat, marquée « hors dénivelé ».
about-methods-unknown = Ce que personne n’a renseigné reste « non renseigné », jamais zéro. Ce que l’application calcule est marqué « calculé ».

a11y-title = Accessibilité
a11y-state = Sente est partiellement conforme au RGAA 4.1 (WCAG 2.1 AA). Aucun audit n’a encore été fait par un tiers.
a11y-scope = Cette déclaration vaut pour l’application dans le navigateur et pour la fenêtre de bureau. Elle repose sur nos propres contrôles : tests automatiques à chaque version et parcours au clavier.
a11y-done = Ce qui est en place
a11y-done-keyboard = Tout se fait au clavier, avec un focus toujours visible.
a11y-done-readers = Titres, repères, noms des boutons et annonces pour les lecteurs d’écran.
a11y-done-looks = Trois apparences contrôlées : texte à 4,5:1 au moins, 7:1 en plein soleil.
a11y-done-text = Texte jusqu’à 200 % sans rien perdre, à partir de 320 points de large.
a11y-done-motion = Aucun mouvement si l’appareil le demande ; rien ne clignote.
a11y-done-twin = La carte a toujours son double en texte : liste, fiche et étapes.
a11y-open = Ce qui manque encore
a11y-open-audit = Un audit indépendant sur l’échantillon de pages du RGAA.
a11y-open-map = La carte dessinée n’est pas décrite ligne par ligne ; passez par la liste.
a11y-open-users = Des essais avec des personnes concernées et leurs outils.
a11y-help = Un obstacle ?
a11y-help-text = Signalez-le à l’organisme qui vous propose l’application ; il vous doit une réponse ou une autre façon d’obtenir l’information.
a11y-help-defender = Sans réponse, vous pouvez saisir le Défenseur des droits.

privacy-title = Confidentialité
privacy-state = Tout reste sur cet appareil, sauf ce que vous écrivez pour les autres et un comptage qui ne sait pas qui vous êtes.
privacy-never = Ce que l’application ne fait pas
privacy-no-account = Aucun compte, aucune inscription.
privacy-no-tracker = Aucun traceur, aucun témoin de connexion, personne n’est suivi.
privacy-no-host = Aucun serveur tiers : ni police, ni carte, ni script venus d’ailleurs.
privacy-no-sending = Ni vos recherches, ni votre position, ni votre carnet ne partent.
privacy-position = Votre position
privacy-position-text = Elle n’est demandée que si vous touchez un bouton qui en a besoin, sert à l’instant, et n’est jamais envoyée. Une recherche « près de moi » garde ce point dans l’adresse de la page et dans la dernière recherche : effacez vos données pour l’oublier.
privacy-kept = Ce qui est gardé ici
privacy-kept-text = Votre carnet, vos réglages, votre dernière recherche, vos brouillons et une copie des avis publiés, dans le stockage de l’application.
privacy-kept-look = La langue, l’apparence et la taille du texte sont aussi notées dans le navigateur, pour que la première image soit la bonne.
privacy-rights = Vos droits
privacy-rights-text = Voir, modifier, retirer, exporter, effacer, porter sur un autre appareil : dans « Mon carnet », sans demander à personne. L’effacement atteint le serveur au prochain réseau ; il n’en reste qu’une marque vide, pour que les autres appareils effacent aussi leur copie.
privacy-rights-lost = Sans l’appareil ni sa clé, personne ne peut prouver qu’un avis est le vôtre : c’est le prix de l’absence de compte. L’agence peut alors le dépublier.
privacy-sent = Ce qui part si vous l’écrivez
privacy-sent-text = Un avis ou un signalement part au prochain réseau, vers le serveur de l’organisme qui vous propose l’application, et vers lui seul.
privacy-sent-review = Avis et recommandations : note, texte, mois de la sortie, état du terrain, public visé, pseudonyme si vous en mettez un. Ils sont publics une fois relus.
privacy-sent-report = Signalements : nature, gravité, texte, et le lieu en mots (itinéraire, chemin, commune, mètres depuis le départ), jamais de coordonnées. Le texte n’est lu que par vous et l’agence.
privacy-sent-photo = Photos : redessinées sur l’appareil puis sur le serveur, sans lieu, ni date, ni modèle d’appareil.
privacy-sent-key = Une clé tirée au hasard à votre premier envoi, pour que vous seul puissiez modifier ou effacer. Le serveur n’en garde qu’une empreinte.
privacy-sent-satisfaction = Une note de satisfaction par semestre, si vous répondez.
privacy-counted = Compter sans observer
privacy-counted-text = Une fois par jour de réseau au plus, l’application envoie un jeton tiré au hasard ce jour-là, sans votre clé, en disant si c’est la première fois du semestre. Deux jours d’une même personne ne peuvent pas être rapprochés ; le jeton est oublié après deux jours.
privacy-how-long = Combien de temps
privacy-how-long-posts = Avis, recommandations, signalements : jusqu’à ce que vous les retiriez. Un avis refusé n’est gardé que pour vous.
privacy-how-long-photos = Photos retirées : supprimées dans les sept jours.
privacy-how-long-limits = Nombre d’envois d’un jour (contre l’abus) : deux jours.
privacy-how-long-results = Résultat de chaque envoi, sans son contenu : deux ans, pour ne rien faire deux fois.
privacy-to-carnet = Ouvrir mon carnet
