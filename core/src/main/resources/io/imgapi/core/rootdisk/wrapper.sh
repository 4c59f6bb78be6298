#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
# imgapi wrapper: an old name with its options, its words of failure and its exit statuses, for what imgapi does now.

[ -z "${TRACE:-}" ] || {
  PS4="[$(date +%Y%m%dT%H%M%S)] "
  set -x
}

for imgapi in "${0%/*}/imgapi" "${0%/*}/../bin/imgapi" /opt/imgapi-tools/current/bin/imgapi \
  /data/imgapi-tools/current/bin/imgapi; do
  [ ! -x "$imgapi" ] || break
done

# What is said of a failure, and where; whether its status is told in a line of its own.
kind='fatal error'
stream=1
twice=

report() {
  echo "$0: $kind: $*" >&"$stream"
}

# Ends as the original did, whatever the status was.
give_up() { # status
  [ -z "$twice" ] || report "error exit status $1"
  exit 1
}

fatal() {
  report "$@"
  give_up 1
}

misused() {
  usage
  give_up 1
}

# imgapi itself says on standard error what went wrong, and what to type next.
run() {
  "$imgapi" "$@" || {
    status=$?
    report "imgapi $1 ended with status $status; the reason stands above"
    give_up "$status"
  }
}

# Sets $yes where nobody has to be asked any more. On a terminal imgapi asks; elsewhere a line is waited for, and its
# absence means no.
hit_enter() {
  if [ -n "$yes" ] || { [ -t 0 ] && [ -t 1 ]; }; then
    return 0
  fi
  echo 'Hit enter to go on, or Ctrl-C to stop.'
  # shellcheck disable=SC2034 # whatever it says
  read -r answer || give_up 1
  yes=-y
}

