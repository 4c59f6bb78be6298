# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
# Read by svcs, svcadm and svccfg. Each service is a directory with fmri, log, enabled, state, since and reason; the
# sandbox that looks after the zone writes its process id to supervisor, carries out what lies in requests, and
# answers those who wait in answers.
svc=$root/etc/svc/sandbox

supervised() {
  pid=
  [ ! -r "$svc/supervisor" ] || read -r pid <"$svc/supervisor"
  [ -n "$pid" ] && { kill -0 "$pid" 2>/dev/null || [ -d "/proc/$pid" ]; }
}

# Sets found to the names of the services that a pattern means: an FMRI, the end of one, or one with wildcards.
find_services() {
  found=
  for dir in "$svc"/services/*; do
    [ -r "$dir/fmri" ] || continue
    read -r fmri <"$dir/fmri"
    case $fmri in
      "$1" | "$1:"* | svc:/"$1" | svc:/"$1:"* | */"$1" | */"$1:"*) found="$found ${dir##*/}" ;;
      *)
        case $1 in
          *[*?[]*) case $fmri in $1 | svc:/$1) found="$found ${dir##*/}" ;; esac ;;
        esac
        ;;
    esac
  done
  [ -n "$found" ] || {
    echo "${0##*/}: Pattern '$1' doesn't match any instances" >&2
    return 1
  }
}

# Sets fmri, state and since. What an ended sandbox left behind does not count: nothing runs then.
read_service() {
  read -r fmri <"$svc/services/$1/fmri"
  read -r state <"$svc/services/$1/state"
  read -r since <"$svc/services/$1/since"
  [ -n "$alive" ] || case $state in
    disabled | maintenance) ;;
    *) state=offline ;;
  esac
}

look_for_supervisor() {
  alive=
  if supervised; then alive=yes; fi
}
