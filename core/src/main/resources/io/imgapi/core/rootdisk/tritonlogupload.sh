kind=error
stream=2
usage() {
  cat <<END
usage: ${0##*/} [-h] [-n] [-a ATTEMPTS]

Uploads rotated logs to Manta. Now: imgapi log-upload

  -h    this text
  -n    only show what would be uploaded
  -a    look so often, a minute apart
END
}

dry=
attempts=1
while getopts hna: letter; do
  case $letter in
    h) usage && exit 0 ;;
    n) dry=-n ;;
    a) attempts=$OPTARG ;;
    *) misused ;;
  esac
done
run log-upload $dry --attempts "$attempts"
