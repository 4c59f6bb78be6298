#!/usr/bin/env bash
#
# Drives the real Node tools (manta, manta-sync) against a running sandbox.
#
#   node-tools.sh NODE_MODULES
#
# NODE_MODULES holds what `npm install manta manta-sync` put there. HOME, MANTA_URL, MANTA_USER and
# MANTA_KEY_ID come from `imgapi sandbox env`. Prints one line for each thing shown; the first
# failure ends it with status 1.
#
set -euo pipefail

modules=${1:?usage: node-tools.sh NODE_MODULES}
unset SSH_AUTH_SOCK
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
base="~~/stor/interop-$$"

tool() {
  local name=$1
  shift
  timeout 120 node "$modules/manta/bin/$name" "$@"
}

sync() {
  timeout 300 node "$modules/manta-sync/manta-sync" "$@"
}

ok() {
  echo "ok - $*"
}

fail() {
  echo "FAILED - $*" >&2
  exit 1
}

expect() {
  local wanted=$1 got=$2 what=$3
  [[ "$got" == "$wanted" ]] || fail "$what: expected '$wanted', got '$got'"
  ok "$what"
}

printf 'hello\n' > small.txt
: > empty
head -c 3000000 /dev/urandom > big.bin

tool mmkdir -p "$base/a/b/c"
tool mmkdir "$base/a/b/c"
ok "mmkdir, mmkdir -p"

tool mput -f small.txt "$base/a/small.txt"
expect hello "$(tool mget "$base/a/small.txt")" "mput -f with a length, mget"

printf 'piped' | tool mput "$base/a/piped é+%.txt"
expect piped "$(tool mget "$base/a/piped é+%.txt")" "mput from standard input (chunked), odd name"

tool mput -f empty "$base/a/empty"
tool mget -o empty.got "$base/a/empty"
[[ ! -s empty.got ]] || fail "empty object has bytes"
ok "mput and mget of an empty file"

tool mput -p -m -f big.bin "$base/a/new/deep/big.bin"
tool mget -o big.got "$base/a/new/deep/big.bin"
cmp big.bin big.got
ok "mput -p -m into missing directories, mget -o"

if tool mput -f small.txt "$base/none/x" 2> refused; then fail "mput below nothing"; fi
grep -q DirectoryDoesNotExist refused || fail "mput says $(cat refused)"
ok "mput below a missing directory is refused"

expect $'b/\nempty\nnew/\npiped é+%.txt\nsmall.txt' "$(tool mls "$base/a")" "mls of a directory"
expect small.txt "$(tool mls "$base/a/small.txt")" "mls of an object"
if tool mls "$base/none" 2> refused; then fail "mls of nothing"; fi
grep -q ResourceNotFoundError refused || fail "mls says $(cat refused)"
ok "mls of nothing"

tool minfo "$base/a/small.txt" > info
grep -q '^HTTP/1.1 200 OK' info
grep -q '^content-md5: sZRqySSS0jR8YjW00mERhA==' info
grep -q '^content-length: 6' info
tool minfo "$base/a" | grep -q '^result-set-size: 5'
tool minfo "$base/none" | grep -q '^HTTP/1.1 404'
ok "minfo of an object, a directory and nothing"

tool mfind -t o "$base/a" | sort > found
expect 4 "$(wc -l < found | tr -d ' ')" "mfind -t o"
tool mfind -n 'big' "$base/a" | grep -q 'new/deep/big.bin$'
ok "mfind -n"

tool mchattr -H 'm-colour: red' "$base/a/small.txt"
tool minfo "$base/a/small.txt" | grep -q '^m-colour: red'
expect hello "$(tool mget "$base/a/small.txt")" "mchattr keeps the content"

url=$(tool msign "$base/a/piped é+%.txt")
expect piped "$(curl -fsSk "$url")" "msign and curl"

if tool mrmdir "$base/a" 2> refused; then fail "mrmdir of a full directory"; fi
grep -q DirectoryNotEmpty refused || fail "mrmdir says $(cat refused)"
tool mrmdir "$base/a/b/c"
ok "mrmdir of a full and of an empty directory"

head -c 5242880 /dev/urandom > part0
head -c 1000 /dev/urandom > part1
cat part0 part1 > whole
id=$(tool mmpu create "$base/a/parts.bin")
etag0=$(tool mmpu upload -f part0 "$id" 0)
etag1=$(tool mmpu upload -f part1 "$id" 1)
tool mmpu list | grep -q "$id" || fail "mmpu list does not show $id"
expect 2 "$(tool mmpu parts "$id" | wc -l | tr -d ' ')" "mmpu parts"
tool mmpu get "$id" | grep -q '"state": *"created"' || fail "mmpu get"
tool mmpu commit "$id" "$etag0" "$etag1"
tool mget -o whole.got "$base/a/parts.bin"
cmp whole whole.got
id=$(tool mmpu create "$base/a/gone.bin")
tool mmpu abort "$id"
ok "mmpu create, upload, list, parts, get, commit, abort"

tool mmkdir "$base/many"
mkdir many
for i in $(seq 1 1100); do echo "$i" > "many/$(printf %04d "$i")"; done
sync many "$base/many" > sync.out
grep -q '1100 files .* synced successfully, 0 files failed' sync.out || fail "$(tail -5 sync.out)"
expect 1100 "$(tool mls "$base/many" | wc -l | tr -d ' ')" "manta-sync up, mls over 1,024 entries"

echo changed > many/0001
rm many/0002
sync -m --delete many "$base/many" > sync.out
grep -q '^1 files .* synced successfully' sync.out || fail "$(tail -8 sync.out)"
grep -q '^1 files deleted successfully' sync.out || fail "$(tail -8 sync.out)"
ok "manta-sync -m --delete"

sync -r "$base/many" back > sync.out
diff -r many back
ok "manta-sync -r gives back the same bytes"

tool mrm -r "$base"
if tool mls "$base" 2> refused; then fail "mrm -r left something"; fi
ok "mrm, mrm -r"
