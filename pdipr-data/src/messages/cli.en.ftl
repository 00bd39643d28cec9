# The command line, in English.
build-rows = { $rows } rows read: { $segments } segments ({ $km }), { $refused } refused; { $uncoded } segments without an itinerary code
build-routes = { $routes } routes from { $codes } codes; { $partial } partial routes
build-network = { "  " }{ $network }: { $routes } routes, { $inscribed } inscribed, { $liaison } of liaisons, { $gaps } of gaps, { $percent }% inscribed
build-lengths = In all: { $inscribed } inscribed, { $retraced } walked twice, { $liaison } of liaisons, { $gaps } of gaps, { $percent }% inscribed
build-closures = { $closures } closures, state of the day: { $day }
build-findings = Findings:

network-gr = GR
network-grp = GR de Pays
network-pr = PR
network-equestre = Riding
network-vtt = Mountain bike
network-local = Local

severity-error = error
severity-warning = to be checked
severity-info = information

build-reading = Reading { $file }
build-writing = Writing { $file }
build-sha =
    SHA-256 of the register: { $register }
    { $file }: { $bytes } bytes, SHA-256 { $sha }

check-summary = Findings: { $errors } errors, { $warnings } to be checked, { $infos } informative

error-no-file = the file { $file } does not exist
error-unreadable = the file { $file } cannot be read ({ $reason })
error-empty-register = the file { $file } is empty
error-no-register = { $file } is no PDIPR register: the column “{ $column }” is missing
error-duplicate-id = the codes { $first } and { $second } would both be the route { $id }: pin the identity of one of them in codes.toml
