# Completes the commands, options and values of imgapi in bash, and in zsh after bashcompinit.
# Made from the commands themselves; do not edit. To use it now: eval "$(imgapi completion bash)"
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.

# Sets what may follow a command: the commands below it, its options, those of them that take a value and of which
# kind, and the kinds of its arguments.
_imgapi_model() {
  commands='' options='' takes='' arguments=''
  case $1 in
    # (the commands)
  esac
}

# Takes one whole word that stands before the cursor.
_imgapi_step() {
  if [ -z "$token" ]; then
    return 0
  elif [ -n "$option" ]; then
    option=''
  elif [ -n "$ended" ]; then
    count=$((count + 1))
  else
    case $token in
      --) ended=1 ;;
      -*)
        begun=1
        case " $takes" in
          *" $token:"*) option=$token ;;
        esac
        ;;
      *)
        # Behind help, commands are named as they are typed.
        [ "$path $token" != 'imgapi help' ] || return 0
        case " $commands " in
          *" $token "*)
            if [ -z "$begun" ]; then
              path="$path $token"
              _imgapi_model "$path"
              return 0
            fi
            ;;
        esac
        begun=1
        count=$((count + 1))
        ;;
    esac
  fi
}

# Sets the kind of an option's value.
_imgapi_kind_of() {
  local each
  for each in $takes; do
    case $each in
      "$1":*) kind=${each#*:} ;;
    esac
  done
}

# Sets the kind of the argument that is being typed.
_imgapi_kind_of_argument() {
  local each left=$count
  for each in $arguments; do
    case $each in
      *...)
        kind=${each%...}
        return 0
        ;;
    esac
    if [ "$left" -eq 0 ]; then
      kind=$each
      return 0
    fi
    left=$((left - 1))
  done
}

_imgapi() {
  local commands options takes arguments word kind='' token='' glued='' option='' ended='' begun='' count=0 i
  local path=imgapi current=${COMP_WORDS[COMP_CWORD]} offered='' files='+o default'
  COMPREPLY=()
  _imgapi_model "$path"
  # bash also breaks words at these signs; they are put together again.
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    case $word in
      [=:@]*)
        token=$token$word
        glued=1
        ;;
      *)
        if [ -n "$glued" ]; then
          token=$token$word
          glued=''
        else
          _imgapi_step
          token=$word
        fi
        ;;
    esac
  done
  case $current in
    [=:@]*)
      token=$token$current
      glued=1
      current=''
      ;;
  esac

  if [ -n "$glued" ]; then
    _imgapi_kind_of "${token%%=*}"
  else
    _imgapi_step
    if [ -n "$option" ]; then
      _imgapi_kind_of "$option"
    elif [ -z "$ended" ] && [ "${current#-}" != "$current" ]; then
      offered=$options
    else
      [ -n "$begun" ] || offered=$commands
      _imgapi_kind_of_argument
    fi
  fi
  case $kind in
    '' | anything) ;;
    file) files='-o default' ;;
    directory) files='-o dirnames +o default' ;;
    *) offered="$offered ${kind//,/ }" ;;
  esac
  COMPREPLY=($(compgen -W "$offered" -- "$current"))
  # Where bash is too old to be told, it offers files where nothing else fits.
  ! type compopt >/dev/null 2>&1 || compopt $files
}

complete -o default -F _imgapi imgapi
