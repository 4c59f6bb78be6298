#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
# imgapi wrapper: the old name and its options for what is now: imgapi log-rotated
imgapi=/data/imgapi-tools/current/bin/imgapi

# -f and -m mean something else in the new options.
quiet= move= next=
while getopts hqmf letter; do
  case $letter in
    h) exec "$imgapi" log-rotated --help ;;
    q) quiet=--quiet ;;
    m) move=--move ;;
    f) next=--next-hour ;;
    *) exit 1 ;;
  esac
done
shift $((OPTIND - 1))
"$imgapi" log-rotated $quiet $move $next "$@" || exit 1
