#!/bin/sh
# Succeeds where a command fails and says why: refuses.sh <pattern of its output> <command>...
set -u
pattern=$1
shift
if output=$("$@" 2>&1); then
    echo "accepted what it must refuse: $*"
    exit 1
fi
if ! printf '%s\n' "$output" | grep -Eq -e "$pattern"; then
    echo "failed, but its output does not match \"$pattern\":"
    printf '%s\n' "$output"
    exit 1
fi
