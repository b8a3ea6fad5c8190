#!/bin/sh
# Tells Heartbeat Central which containers run on this host, each as the service of its name; one whose health check fails
# is down. POSIX sh, docker, timeout, and heartbeat.sh beside it:
#
#   HEARTBEAT_URL=https://heartbeat.example.com HEARTBEAT_KEY=... sh report-containers.sh
#
# HEARTBEAT_EVERY is how many seconds it rests between two rounds (60), HEARTBEAT_ROUNDS after how many it ends (never).
# A round begins when the one before is over. A docker that hangs is killed, one that says too much is cut off.

# shellcheck source=clients/shell/heartbeat.sh
. "$(dirname "$0")/heartbeat.sh"

heartbeat_number HEARTBEAT_EVERY 60
heartbeat_number HEARTBEAT_TIMEOUT 10
heartbeat_number HEARTBEAT_DOCKER_TIMEOUT 10
if [ -n "${HEARTBEAT_ROUNDS:-}" ]; then heartbeat_number HEARTBEAT_ROUNDS 1; fi

MOST=10000
A_REQUEST=200

# Asked to end after 10 seconds, killed 2 seconds later.
running_containers() {
  {
    timeout -k 2 "$HEARTBEAT_DOCKER_TIMEOUT" docker ps --format '{{.Names}} {{.Status}}' < /dev/null ||
      echo "report-containers: docker ps was not heard to its end ($?)" >&2
  } | head -n "$MOST"
}

# Lines of at most A_REQUEST items. The names of containers need no quoting; what is none is left out.
items() {
  LC_ALL=C awk -v most="$A_REQUEST" '
    $1 !~ /^[A-Za-z0-9][A-Za-z0-9_.-]*$/ { next }
    {
      said = /\(unhealthy\)/ ? ",\"status\":\"down\",\"message\":\"Its health check fails\"" : ""
      line = line (count++ ? "," : "") "{\"serviceId\":\"" $1 "\"" said "}"
    }
    count == most { print line; line = ""; count = 0 }
    END { if (count) print line }'
}

round=0
while :; do
  running_containers | items | while IFS= read -r line; do
    heartbeat_request POST /api/heartbeat "{\"services\":[$line]}" < /dev/null
  done
  round=$((round + 1))
  if [ "$round" -eq "${HEARTBEAT_ROUNDS:-0}" ]; then exit 0; fi
  sleep "$HEARTBEAT_EVERY"
done
