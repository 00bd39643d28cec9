# What the commands say when they are done.
size-bytes = { $n } B
size-kilobytes = { $n } kB
size-megabytes = { $n } MB
written = { $file }: { $tiles } tiles, { $size }

stage-catalogue = catalogue
stage-relief = relief
stage-relations = relations
stage-wanted = wanted
stage-nodes = nodes
stage-ways = ways
stage-assembly = assembly
stage-tiles = tiles
build-finding = { $count } × { $code }: { $meaning }
build-too-large = { $layer } { $id } covers too many tiles of zoom { $zoom }
build-lost = { $tile }: { $features } of { $layer } found no room
build-made = { $file }: { $size }, { $tiles } tiles ({ $contents } distinct) of { $features } features; the largest tile has { $raw } ({ $packed } packed)

diff-made = { $file }: { $size }; { $changed } tiles changed, { $added } added, { $removed } removed, { $same } the same
patch-made = { $file }: { $size }, SHA-256 { $sha }
patch-in-place = { $file }: { $size }, of which { $added } new and { $waste } unused
publish-pack = { $title }: { $file }, { $size }
publish-changes = changes: { $file }, { $size }
publish-unlisted = not proposed any more: { $file }
picture-made = { $file }: { $route }, { $width } × { $height } pixels, { $size }
get-none = the pack has no tile { $tile }
get-tile = { $tile }: { $stored } bytes stored, { $raw } unpacked

elevation-source = { $source }, a cell of { $resolution } m
elevation-point = { $lon }, { $lat }: { $metres } m
elevation-no-point = { $lon }, { $lat }: unknown
elevation-line = { $km } km, D+ { $up } m, D− { $down } m
elevation-too-coarse = { $km } km, climb unknown: cells further apart than { $most } m
elevation-gap = { $km } km, climb unknown: a stretch without elevations
elevation-no-line = { $km } km, climb unknown: the line has no length

show-name = name: { $value }
show-version = version: { $value }
show-attribution = attribution: { $value }
show-kind = { $kind } tiles ({ $compression }), zooms { $least }-{ $most }, { $size }
show-box = box { $west }, { $south }, { $east }, { $north }
show-counts = { $tiles } tiles, { $entries } runs, { $contents } distinct contents
show-waste = { $size } unused, left by updates in place (`extract` makes the pack compact)
show-layers = layers { $layers }
show-zooms = zoom      tiles      bytes  heaviest
show-heaviest = { $size } at { $tile }

verify-finding = { $code } { $tile }: { $meaning } ({ $detail })
verify-finding-of-all = { $code }: { $meaning } ({ $detail })
verify-count = { $count } × { $code }: { $meaning }
verify-sound = { $tiles } tiles, { $contents } distinct contents, { $features } features: nothing found
verify-not-sound = { $tiles } tiles, { $contents } distinct contents, { $features } features: not sound
