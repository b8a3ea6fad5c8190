#!/bin/sh
# Tells Heartbeat Central that things are alive. POSIX sh and curl; sourced or run:
#
#   . ./heartbeat.sh; heartbeat_send shop-web
#   ./heartbeat.sh exec nightly -- ./backup.sh
#
# HEARTBEAT_URL is the address, HEARTBEAT_KEY the key. What could not be told is said on standard error, and is no failure
# unless HEARTBEAT_STRICT is set. Nothing here outlasts HEARTBEAT_TIMEOUT seconds (10).

# heartbeat_number NAME DEFAULT: what is no whole number from 1 to 999999 becomes the default, with a note. A wrong setting
# must not be why a job does not run, or why telling never rests.
heartbeat_number() {
  eval "heartbeat_given=\${$1:-$2}"
  case $heartbeat_given in
    '' | 0* | *[!0-9]* | ???????*)
      printf 'heartbeat: %s=%s is no whole number from 1 to 999999: %s is taken\n' "$1" "$heartbeat_given" "$2" >&2
      heartbeat_given=$2
      ;;
  esac
  eval "$1=\$heartbeat_given"
  unset heartbeat_given
}

# Standard input as a JSON string. Control characters are left out.
heartbeat_json() {
  LC_ALL=C tr -d '\000-\010\013-\037\177' | LC_ALL=C sed "s/\\\\/\\\\\\\\/g; s/\"/\\\\\"/g; s/$(printf '\t')/\\\\t/g" |
    LC_ALL=C awk 'BEGIN { printf "\"" } { printf "%s%s", (NR > 1 ? "\\n" : ""), $0 } END { printf "\"" }'
}

# A value of curl's configuration: $1 is quoted as it wants it.
heartbeat_quoted() {
  printf '%s' "$1" | LC_ALL=C sed 's/\\/\\\\/g; s/"/\\"/g; s/^/"/; s/$/"/'
}

# heartbeat_request METHOD PATH BODY: 0 where the answer is 2xx.
heartbeat_request() (
  set +e
  if [ -z "${HEARTBEAT_URL:-}" ]; then
    echo "heartbeat: HEARTBEAT_URL is not set: export HEARTBEAT_URL=http://127.0.0.1:3000" >&2
    exit 1
  fi
  # The last attempt begins before the first half of the time is over, and takes no more than the other half.
  heartbeat_number HEARTBEAT_TIMEOUT 10
  half=$((HEARTBEAT_TIMEOUT / 2))
  if [ "$half" -lt 1 ]; then half=1; fi
  # An answer that goes on and on is left where it is.
  # On standard input: others can see the arguments of a process, which are no place for a key.
  answer=$(
    {
      if [ -n "${HEARTBEAT_KEY:-}" ]; then
        printf 'header = %s\n' "$(heartbeat_quoted "Authorization: Bearer $HEARTBEAT_KEY")"
      fi
      printf 'data-raw = %s\n' "$(heartbeat_quoted "$3")"
    } | curl -sSg --max-time "$half" --retry 2 --retry-max-time "$half" -X "$1" \
      --max-filesize 100000 -H 'Content-Type: application/json' -w '\n%{http_code}' -K - "${HEARTBEAT_URL%/}$2" 2>&1 | head -c 101000
  )
  case $answer in
    *"
"2??) exit 0 ;;
  esac
  printf 'heartbeat: %s\n' "$(printf '%s' "$answer" | tr '\n' ' ' | head -c 1000)" >&2
  exit 1
)

# Ids need no quoting in an address.
heartbeat_fits() {
  case $1 in
    '' | *[!A-Za-z0-9._:@-]*)
      printf 'heartbeat: %s is no id: letters, digits and ._:@-\n' "$1" >&2
      return 1
      ;;
  esac
}

# heartbeat_send ID [STATUS [MESSAGE]]: a service is up, degraded or down.
heartbeat_send() (
  set +e
  heartbeat_fits "${1:-}" &&
    heartbeat_request POST /api/heartbeat "$(
      printf '{"serviceId":"%s"' "$1"
      if [ -n "${2:-}" ]; then printf ',"status":%s' "$(printf '%s' "$2" | heartbeat_json)"; fi
      if [ -n "${3:-}" ]; then printf ',"message":%s' "$(printf '%s' "$3" | heartbeat_json)"; fi
      printf '}'
    )"
  # Where the shell ends at a failure, a heartbeat must not be the reason.
  if [ $? -ne 0 ] && [ -n "${HEARTBEAT_STRICT:-}" ]; then exit 1; fi
  exit 0
)

# heartbeat_report ID STATUS RUN [MESSAGE [SECONDS]]: a scheduler is running, completed or failed.
heartbeat_report() {
  heartbeat_request PUT "/api/v1/schedulers/$1/status" "$(
    printf '{"status":"%s","run_id":"%s"' "$2" "$3"
    if [ -n "${4:-}" ]; then printf ',"error_message":%s' "$(printf '%s' "$4" | heartbeat_json)"; fi
    if [ -n "${5:-}" ]; then printf ',"execution_time_ms":%d' $(($5 * 1000)); fi
    printf '}'
  )"
}

# heartbeat_exec ID [--] COMMAND...: runs a job, tells that it started, is alive (every HEARTBEAT_EVERY seconds, 60) and how
# it ended, and returns its exit code. Its input and outputs are its own. Telling never delays its start. The id must be
# registered. Run as a command it passes SIGTERM and SIGHUP on, and SIGINT as SIGTERM.
heartbeat_exec() (
  heartbeat_job "$@"
)

# Ends the shell that it runs in with the exit code of the job.
heartbeat_job() {
  set +e
  id=${1:-}
  if [ $# -gt 0 ]; then shift; fi
  if [ "${1:-}" = -- ]; then shift; fi
  if [ $# -lt 1 ]; then
    echo "heartbeat: usage: heartbeat_exec ID -- COMMAND..." >&2
    exit 2
  fi
  if ! heartbeat_fits "$id"; then
    "$@"
    exit
  fi
  begun=$(date +%s)
  run=$begun-$(sh -c 'echo $PPID')
  heartbeat_number HEARTBEAT_TIMEOUT 10
  heartbeat_number HEARTBEAT_EVERY 60
  # For the start and the end each.
  if [ "$HEARTBEAT_TIMEOUT" -gt 1 ]; then HEARTBEAT_TIMEOUT=$((HEARTBEAT_TIMEOUT / 2)); fi
  child=
  early=
  # Shells let what runs in the background ignore SIGINT.
  trap 'early=TERM; if [ -n "$child" ]; then kill -TERM "$child" 2> /dev/null; fi' TERM INT
  trap 'early=HUP; if [ -n "$child" ]; then kill -HUP "$child" 2> /dev/null; fi' HUP
  # Shells take the standard input away from what runs in the background, unless it comes by another number.
  (exec 3<&0) 2> /dev/null || exec < /dev/null
  exec 3<&0
  "$@" <&3 3<&- &
  child=$!
  if [ -n "$early" ]; then kill "-$early" "$child" 2> /dev/null; fi
  heartbeat_begin < /dev/null > /dev/null 3<&- &
  begin=$!
  heartbeat_beats < /dev/null > /dev/null 3<&- &
  beats=$!
  # A signal interrupts the waiting, not the job.
  while :; do
    wait "$child"
    code=$?
    kill -0 "$child" 2> /dev/null || break
  done
  child=
  # More than once: shells lose a signal that comes while they are being forked.
  while kill "$beats"; do sleep 1; done < /dev/null > /dev/null 2>&1 3<&- &
  # That the job started is told first; it takes no longer than its time for that.
  wait "$begin" 2> /dev/null
  seconds=$(($(date +%s) - begun))
  if [ "$code" -eq 0 ]; then
    heartbeat_report "$id" completed "$run" "" "$seconds"
  else
    heartbeat_report "$id" failed "$run" "Exit code $code" "$seconds"
  fi
  exit "$code"
}

# That a job started. Nobody ends this: a start that is not told is a run without its duration.
heartbeat_begin() {
  trap '' TERM INT HUP
  heartbeat_report "$id" running "$run"
}

# Heartbeats until SIGTERM. It is caught where nothing but the rest is to be ended: bash cannot read on where a trap comes in
# the middle of a command substitution.
heartbeat_beats() {
  trap '' INT HUP
  while :; do
    # Nobody waits for outputs that it does not hold.
    sleep "$HEARTBEAT_EVERY" 2> /dev/null &
    pause=$!
    trap 'kill "$pause" 2> /dev/null; exit 0' TERM
    wait "$pause"
    trap - TERM
    heartbeat_request POST "/api/v1/schedulers/$id/heartbeat" "{\"run_id\":\"$run\"}"
  done
}

# Run, not sourced.
case ${0##*/} in
  heartbeat.sh)
    case ${1:-} in
      send)
        shift
        heartbeat_send "$@"
        ;;
      exec)
        shift
        heartbeat_job "$@"
        ;;
      *)
        echo "usage: heartbeat.sh send ID [STATUS [MESSAGE]] | heartbeat.sh exec ID -- COMMAND..." >&2
        exit 2
        ;;
    esac
    ;;
esac
