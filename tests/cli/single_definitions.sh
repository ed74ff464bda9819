#!/bin/sh
# No two object files of a library define the same function or object: single_definitions.sh <nm> <library>...
#
# The linker takes the first definition that it finds in an archive and says nothing of a second one, even where the two
# return different types.
set -u
nm=$1
shift
if [ $# -eq 0 ]; then
    echo "no library given"
    exit 2
fi

symbols=$("$nm" --defined-only --extern-only "$@") || exit 2
printf '%s\n' "$symbols" | awk '
$2 ~ /^[TDBR]$/ {
    ++seen
    if (++count[$3] == 2) {
        print $3 ": defined twice"
        broken = 1
    }
}
END {
    if (!seen) {
        print "no symbol found: is this a library?"
        exit 2
    }
    exit broken
}'
