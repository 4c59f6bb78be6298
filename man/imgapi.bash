# Completes the commands, options and values of imgapi in bash, and in zsh after bashcompinit.
# Made from the commands themselves; do not edit. To use it now: eval "$(imgapi completion bash)"
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.

# Sets what may follow a command: the commands below it, its options, those of them that take a value and of which
# kind, and the kinds of its arguments.
_imgapi_model() {
  commands='' options='' takes='' arguments=''
  case $1 in
    'imgapi')
      commands='create standalone-create reprovision standalone-reprovision register-key manta-setup external-manta-setup allow-local-images status standalone-status backup standalone-backup restore standalone-restore snapshots verify prune rotate-key standalone-rotate-key config authkeys cert log log-upload log-rotated setup attach detach gen-config standalone-gen-setup-config manta-env manta sandbox completion help'
      options='-h --help --version'
      ;;
    'imgapi create' | 'imgapi standalone-create')
      options='--sapi --headnode --identity --known-hosts --accept-host-key --connect-timeout --updates --updates-insecure -C --channel --cloudapi --cloudapi-insecure --account --account-key --account-key-id --key-timeout --key-settle -n --dry-run -y --yes --json -h --help -m --metadata -t --tag --network --register-key --resume --import-timeout --provision-timeout --answer-timeout'
      takes='--sapi:anything --headnode:anything --identity:file --known-hosts:file --accept-host-key:anything --connect-timeout:anything --updates:anything -C:anything --channel:anything --cloudapi:anything --account:anything --account-key:file --account-key-id:anything --key-timeout:anything --key-settle:anything -m:anything --metadata:anything -t:anything --tag:anything --network:anything --register-key:ufds,cloudapi --resume:anything --import-timeout:anything --provision-timeout:anything --answer-timeout:anything'
      arguments='anything anything anything anything'
      ;;
    'imgapi reprovision' | 'imgapi standalone-reprovision')
      options='--sapi --headnode --identity --known-hosts --accept-host-key --connect-timeout --updates --updates-insecure -C --channel --host -n --dry-run -y --yes --json -h --help -I --same-image --root --no-backup-check --backup-age --backup-timeout --job-timeout --answer-timeout'
      takes='--sapi:anything --headnode:anything --identity:file --known-hosts:file --accept-host-key:anything --connect-timeout:anything --updates:anything -C:anything --channel:anything --host:anything --root:directory --backup-age:anything --backup-timeout:anything --job-timeout:anything --answer-timeout:anything'
      arguments='anything anything'
      ;;
    'imgapi register-key')
      options='--sapi --headnode --identity --known-hosts --accept-host-key --connect-timeout --cloudapi --cloudapi-insecure --account --account-key --account-key-id --key-timeout --key-settle -n --dry-run -y --yes --json -h --help --via --user'
      takes='--sapi:anything --headnode:anything --identity:file --known-hosts:file --accept-host-key:anything --connect-timeout:anything --cloudapi:anything --account:anything --account-key:file --account-key-id:anything --key-timeout:anything --key-settle:anything --via:ufds,cloudapi --user:anything'
      arguments='anything'
      ;;
    'imgapi manta-setup')
      options='--sapi --headnode --identity --known-hosts --accept-host-key --connect-timeout --key-timeout --key-settle -n --dry-run -y --yes --json -h --help -i --insecure --keep-in --follow-timeout --force -r --remote --back'
      takes='--sapi:anything --headnode:anything --identity:file --known-hosts:file --accept-host-key:anything --connect-timeout:anything --key-timeout:anything --key-settle:anything --keep-in:directory --follow-timeout:anything --back:file'
      arguments='anything'
      ;;
    'imgapi external-manta-setup')
      options='--sapi --headnode --identity --known-hosts --accept-host-key --connect-timeout --key-timeout --key-settle -n --dry-run -y --yes --json -h --help -i --insecure --keep-in --follow-timeout'
      takes='--sapi:anything --headnode:anything --identity:file --known-hosts:file --accept-host-key:anything --connect-timeout:anything --key-timeout:anything --key-settle:anything --keep-in:directory --follow-timeout:anything'
      arguments='anything anything file'
      ;;
    'imgapi allow-local-images')
      options='--sapi --headnode --identity --known-hosts --accept-host-key --connect-timeout -n --dry-run -y --yes --json -h --help'
      takes='--sapi:anything --headnode:anything --identity:file --known-hosts:file --accept-host-key:anything --connect-timeout:anything'
      arguments='on,off'
      ;;
    'imgapi status' | 'imgapi standalone-status')
      options='--root -f --config -h --help --host --identity --known-hosts --accept-host-key --connect-timeout -v --verbose --json --format --output --only --exit-count --timeout --https-port'
      takes='--root:directory -f:file --config:file --host:anything --identity:file --known-hosts:file --accept-host-key:anything --connect-timeout:anything --format:text,nagios,prometheus --output:file --only:anything --timeout:anything --https-port:anything'
      ;;
    'imgapi backup' | 'imgapi standalone-backup')
      options='--root -f --config -h --help -n --dry-run -y --yes -q --quiet --json -p --parallel --limit-rate --take-over --keep-hourly --keep-daily --keep-weekly --keep-monthly --max-delete --allow-mass-delete --local-is-truth --full --checksum --with-config --bunyan'
      takes='--root:directory -f:file --config:file -p:anything --parallel:anything --limit-rate:anything --take-over:anything --keep-hourly:anything --keep-daily:anything --keep-weekly:anything --keep-monthly:anything --max-delete:anything'
      ;;
    'imgapi restore' | 'imgapi standalone-restore')
      options='--root -f --config -h --help -n --dry-run -y --yes -q --quiet --json -p --parallel --limit-rate --take-over --new-repo --replace --skip-missing --abort --at --only --target --no-backup --with-config'
      takes='--root:directory -f:file --config:file -p:anything --parallel:anything --limit-rate:anything --take-over:anything --at:anything --only:anything --target:directory'
      ;;
    'imgapi snapshots')
      commands='remove forget-image'
      options='--root -f --config -h --help --json'
      takes='--root:directory -f:file --config:file'
      ;;
    'imgapi snapshots remove')
      options='--root -f --config -h --help -n --dry-run -y --yes -q --quiet --json'
      takes='--root:directory -f:file --config:file'
      arguments='anything'
      ;;
    'imgapi snapshots forget-image')
      options='--root -f --config -h --help -n --dry-run -y --yes -q --quiet --json'
      takes='--root:directory -f:file --config:file'
      arguments='anything'
      ;;
    'imgapi verify')
      options='--root -f --config -h --help --read-data --local --repair -n --dry-run -q --quiet --json -p --parallel --limit-rate'
      takes='--root:directory -f:file --config:file -p:anything --parallel:anything --limit-rate:anything'
      ;;
    'imgapi prune')
      options='--root -f --config -h --help -n --dry-run -y --yes -q --quiet --json --keep-hourly --keep-daily --keep-weekly --keep-monthly'
      takes='--root:directory -f:file --config:file --keep-hourly:anything --keep-daily:anything --keep-weekly:anything --keep-monthly:anything'
      ;;
    'imgapi rotate-key' | 'imgapi standalone-rotate-key')
      options='--root -f --config -h --help --host --identity --known-hosts --accept-host-key --connect-timeout --sapi --headnode --cloudapi --cloudapi-insecure --account --account-key --account-key-id --resume --abort --keep-key -n --dry-run -y --yes -q --quiet --json --wait --timeout --settle --register-key'
      takes='--root:directory -f:file --config:file --host:anything --identity:file --known-hosts:file --accept-host-key:anything --connect-timeout:anything --sapi:anything --headnode:anything --cloudapi:anything --account:anything --account-key:file --account-key-id:anything --timeout:anything --settle:anything --register-key:ufds,cloudapi'
      ;;
    'imgapi config')
      commands='set edit'
      options='--root -f --config -h --help --check --origin'
      takes='--root:directory -f:file --config:file'
      arguments='anything'
      ;;
    'imgapi config set')
      options='--root -f --config -h --help -n --dry-run -y --yes --json --unset'
      takes='--root:directory -f:file --config:file --unset:anything'
      arguments='anything...'
      ;;
    'imgapi config edit')
      options='--root -f --config -h --help -n --dry-run -y --yes --json'
      takes='--root:directory -f:file --config:file'
      ;;
    'imgapi authkeys')
      commands='list add remove reload'
      options='-h --help'
      ;;
    'imgapi authkeys list')
      options='--root -f --config -h --help --json'
      takes='--root:directory -f:file --config:file'
      arguments='anything'
      ;;
    'imgapi authkeys add')
      options='--root -f --config -h --help -n --dry-run --json'
      takes='--root:directory -f:file --config:file'
      arguments='anything file'
      ;;
    'imgapi authkeys remove')
      options='--root -f --config -h --help -n --dry-run -y --yes --json --all'
      takes='--root:directory -f:file --config:file'
      arguments='anything anything'
      ;;
    'imgapi authkeys reload')
      options='--root -f --config -h --help --key --user --restart -n --dry-run -y --yes --json'
      takes='--root:directory -f:file --config:file --key:file --user:anything'
      ;;
    'imgapi cert')
      commands='show install'
      options='-h --help'
      ;;
    'imgapi cert show')
      options='--root -f --config -h --help --json'
      takes='--root:directory -f:file --config:file'
      ;;
    'imgapi cert install')
      options='--root -f --config -h --help --key -n --dry-run -y --yes --json'
      takes='--root:directory -f:file --config:file --key:file'
      arguments='file'
      ;;
    'imgapi log')
      options='--root --host --identity --known-hosts --accept-host-key --connect-timeout -h --help -f --follow --lines --level --short --json'
      takes='--root:directory --host:anything --identity:file --known-hosts:file --accept-host-key:anything --connect-timeout:anything --lines:anything --level:anything'
      arguments='imgapi,backup,upload'
      ;;
    'imgapi log-upload')
      options='--root -f --config -h --help -a --attempts -n --dry-run -q --quiet --json --bunyan'
      takes='--root:directory -f:file --config:file -a:anything --attempts:anything'
      ;;
    'imgapi log-rotated')
      options='--root -f --config -h --help --next-hour --move -n --dry-run -q --quiet --json'
      takes='--root:directory -f:file --config:file'
      arguments='anything'
      ;;
    'imgapi setup')
      options='--root -n --dry-run --json -h --help --boot --no-dataset --metadata'
      takes='--root:directory --metadata:file'
      ;;
    'imgapi attach')
      options='--root -n --dry-run --json -h --help'
      takes='--root:directory'
      ;;
    'imgapi detach')
      options='--root -n --dry-run --json -h --help'
      takes='--root:directory'
      ;;
    'imgapi gen-config' | 'imgapi standalone-gen-setup-config')
      options='--root -f --config -h --help --metadata -o --output'
      takes='--root:directory -f:file --config:file --metadata:file -o:file --output:file'
      ;;
    'imgapi manta-env')
      options='--root -f --config -h --help -q --quiet --json'
      takes='--root:directory -f:file --config:file'
      ;;
    'imgapi manta')
      commands='ls find info get put rm'
      options='-h --help'
      ;;
    'imgapi manta ls')
      options='--root -f --config -h --help --env -l --long --json'
      takes='--root:directory -f:file --config:file'
      arguments='anything'
      ;;
    'imgapi manta find')
      options='--root -f --config -h --help --env --name -t --type --max-depth -l --long --json'
      takes='--root:directory -f:file --config:file --name:anything -t:d,o --type:d,o --max-depth:anything'
      arguments='anything'
      ;;
    'imgapi manta info')
      options='--root -f --config -h --help --env --json'
      takes='--root:directory -f:file --config:file'
      arguments='anything'
      ;;
    'imgapi manta get')
      options='--root -f --config -h --help --env -o --output'
      takes='--root:directory -f:file --config:file -o:file --output:file'
      arguments='anything'
      ;;
    'imgapi manta put')
      options='--root -f --config -h --help --env --if-absent -p --parents --content-type'
      takes='--root:directory -f:file --config:file --content-type:anything'
      arguments='file anything'
      ;;
    'imgapi manta rm')
      options='--root -f --config -h --help --env -r --recursive -y --yes'
      takes='--root:directory -f:file --config:file'
      arguments='anything...'
      ;;
    'imgapi sandbox')
      commands='start stop status env zone fault demo'
      options='-h --help'
      ;;
    'imgapi sandbox start')
      options='--dir -h --help --detach --http --port --seed'
      takes='--dir:directory --port:anything --seed:anything'
      ;;
    'imgapi sandbox stop')
      options='--dir -h --help'
      takes='--dir:directory'
      ;;
    'imgapi sandbox status')
      options='--dir -h --help --json'
      takes='--dir:directory'
      ;;
    'imgapi sandbox env')
      options='--dir -h --help'
      takes='--dir:directory'
      ;;
    'imgapi sandbox zone')
      commands='create list reboot reprovision publish unpublish destroy'
      options='-h --help'
      ;;
    'imgapi sandbox zone create')
      options='--dir -h --help -m --metadata --no-manta --no-key --json'
      takes='--dir:directory -m:anything --metadata:anything'
      arguments='anything'
      ;;
    'imgapi sandbox zone list')
      options='--dir -h --help --json'
      takes='--dir:directory'
      ;;
    'imgapi sandbox zone reboot')
      options='--dir -h --help --json'
      takes='--dir:directory'
      arguments='anything'
      ;;
    'imgapi sandbox zone reprovision')
      options='--dir -h --help --json'
      takes='--dir:directory'
      arguments='anything'
      ;;
    'imgapi sandbox zone publish')
      options='--dir -h --help'
      takes='--dir:directory'
      arguments='anything'
      ;;
    'imgapi sandbox zone unpublish')
      options='--dir -h --help'
      takes='--dir:directory'
      arguments='anything anything'
      ;;
    'imgapi sandbox zone destroy')
      options='--dir -h --help'
      takes='--dir:directory'
      arguments='anything'
      ;;
    'imgapi sandbox fault')
      options='--dir -h --help --service --method --path --glob --times --skip --probability --list --clear'
      takes='--dir:directory --service:anything --method:anything --path:anything --glob:anything --times:anything --skip:anything --probability:anything'
      arguments='anything anything...'
      ;;
    'imgapi sandbox demo')
      options='--dir --keep -h --help'
      takes='--dir:directory'
      ;;
    'imgapi completion')
      options='-h --help'
      arguments='bash'
      ;;
    'imgapi help')
      options='-h --help'
      arguments='anything...'
      ;;
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
