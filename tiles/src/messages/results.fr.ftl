# Ce que disent les commandes quand elles ont abouti.
size-bytes = { $n } o
size-kilobytes = { $n } ko
size-megabytes = { $n } Mo
written = { $file } : { $tiles } tuiles, { $size }

stage-catalogue = catalogue
stage-relief = relief
stage-relations = relations
stage-wanted = choix
stage-nodes = nœuds
stage-ways = chemins
stage-assembly = assemblage
stage-tiles = tuiles
build-finding = { $count } × { $code } : { $meaning }
build-too-large = { $layer } { $id } couvre trop de tuiles au zoom { $zoom }
build-lost = { $tile } : pas de place pour { $features } objets de la couche { $layer }
build-made = { $file } : { $size }, { $tiles } tuiles ({ $contents } distinctes) de { $features } objets ; la plus lourde a { $raw } ({ $packed } compressée)

diff-made = { $file } : { $size } ; { $changed } tuiles changées, { $added } ajoutées, { $removed } retirées, { $same } inchangées
patch-made = { $file } : { $size }, SHA-256 { $sha }
patch-in-place = { $file } : { $size }, dont { $added } nouveaux et { $waste } inutilisés
publish-pack = { $title } : { $file }, { $size }
publish-changes = changements : { $file }, { $size }
publish-unlisted = n'est plus proposé : { $file }
picture-made = { $file } : { $route }, { $width } × { $height } pixels, { $size }
get-none = le paquet n'a pas de tuile { $tile }
get-tile = { $tile } : { $stored } octets stockés, { $raw } décompressés

elevation-source = { $source }, maille de { $resolution } m
elevation-point = { $lon }, { $lat } : { $metres } m
elevation-no-point = { $lon }, { $lat } : altitude inconnue
elevation-line = { $km } km, D+ { $up } m, D− { $down } m
elevation-too-coarse = { $km } km, dénivelé inconnu : mailles de plus de { $most } m
elevation-gap = { $km } km, dénivelé inconnu : un tronçon sans altitude
elevation-no-line = { $km } km, dénivelé inconnu : la ligne n'a pas de longueur

show-name = nom : { $value }
show-version = version : { $value }
show-attribution = attribution : { $value }
show-kind = tuiles { $kind } ({ $compression }), zooms { $least }-{ $most }, { $size }
show-box = cadre { $west }, { $south }, { $east }, { $north }
show-counts = { $tiles } tuiles, { $entries } suites, { $contents } contenus distincts
show-waste = { $size } inutilisés, laissés par des mises à jour sur place (« extract » rend le paquet compact)
show-layers = couches { $layers }
show-zooms = zoom     tuiles     octets  la plus lourde
show-heaviest = { $size } en { $tile }

verify-finding = { $code } { $tile } : { $meaning } ({ $detail })
verify-finding-of-all = { $code } : { $meaning } ({ $detail })
verify-count = { $count } × { $code } : { $meaning }
verify-sound = { $tiles } tuiles, { $contents } contenus distincts, { $features } objets : aucun constat
verify-not-sound = { $tiles } tuiles, { $contents } contenus distincts, { $features } objets : des constats
