kind=error
stream=2
twice=yes
usage() {
  cat <<END
usage: ${0##*/} [-h] [-q] [-m] [-f] LOGNAME

Hands the newest rotated log over for its upload. Now: imgapi log-rotated

  -h    this text
  -q    say nothing
  -m    move it instead of a second link to it
  -f    as of the next full hour
END
}

# -f and -m mean something else in the new options.
quiet=
move=
next=
while getopts hqmf letter; do
  case $letter in
    h) usage && exit 0 ;;
    q) quiet=--quiet ;;
    m) move=--move ;;
    f) next=--next-hour ;;
    *) misused ;;
  esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || fatal 'LOGNAME is needed'
run log-rotated $quiet $move $next "$1"
