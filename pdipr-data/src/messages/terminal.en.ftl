# What every program says: its help, and what is refused.
help-usage = Usage:
help-commands = Commands
help-help = Show this help
help-version = Show the version
help-after = Exit codes: 0 done, 1 done with errors in the data, 2 could not run.

value-command = COMMAND
value-file = FILE
value-dir = DIR
value-lon-lat = LON,LAT
value-n = N

usage-unknown-argument = there is no argument { $arg }
usage-unknown-command = there is no command { $arg }
usage-missing = this is missing: { $arg }
usage-no-value = { $arg } wants a value
usage-bad-value = "{ $value }" does not suit { $arg }: { $reason }
usage-twice = { $arg } may be given only once
usage-more = `{ $command } --help` says more.
usage-one-of = one of { $values }
usage-position = a longitude, a comma, a latitude, in degrees
usage-conflict = { $arg } does not go with { $other }
usage-number = a whole number
usage-range = a whole number in { $range }

refusal-because = { $what }: { $why }
refusal-not-found = there is no such file or folder
refusal-not-allowed = access is refused
refusal-no-room = there is no room left on the disk
refusal-folder = it is a folder
refusal-port-taken = another program uses it already

error-no-catalogue = the file is not a catalogue of routes
error-unopened = the catalogue { $file } cannot be opened; “sente-data build” makes it
error-newer-catalogue = the catalogue comes from a newer version: update the program
error-older-catalogue = the catalogue comes from an older version: make it again with “sente-data build”
