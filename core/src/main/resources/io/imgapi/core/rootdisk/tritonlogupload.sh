#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
# imgapi wrapper: the old name and its options for what is now: imgapi log-upload
imgapi=/data/imgapi-tools/current/bin/imgapi

dry=
attempts=1
while getopts hna: letter; do
  case $letter in
    h) exec "$imgapi" log-upload --help ;;
    n) dry=-n ;;
    a) attempts=$OPTARG ;;
    *) exit 1 ;;
  esac
done
"$imgapi" log-upload $dry --attempts "$attempts" || exit 1
