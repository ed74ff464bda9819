#!/bin/sh
# Every function or object that a kernel defines for the linker carries the name of the kernel's own namespace:
# kernel_symbols.sh <nm> <kernel namespace> <object file>...
#
# The kernels are compiled for different instruction sets. An inline function of a library that one of them leaves out of
# line is a weak symbol; the linker keeps one copy for the whole program, perhaps the one that this processor cannot run.
# Virtual tables, type information, pointers to the exception personality routine (DW.ref) and what sanitizers add
# (__odr_asan, ...) are data, the same at every level.
set -u
nm=$1
kernel=$2
shift 2
if [ $# -eq 0 ]; then
    echo "no object file given"
    exit 2
fi

symbols=$("$nm" --defined-only --extern-only --demangle --print-file-name "$@") || exit 2
printf '%s\n' "$symbols" | awk -v kernel="kamsim::$kernel" '
{
    type = $2
    name = $0
    sub(/^[^ ]+ [A-Za-z] /, "", name)
    if ($1 !~ /:[0-9a-f]*$/ || name ~ /^((vtable|typeinfo|typeinfo name) for |DW\.ref\.|__odr_asan|__asan_|__tsan_|__ubsan_)/) {
        next
    }
    ++seen
    if (index(name, kernel "::") == 0) {
        print $1 " " type " " name ": not in namespace " kernel
        broken = 1
    }
}
END {
    if (!seen) {
        print "no symbol found: are these the objects of a kernel?"
        exit 2
    }
    exit broken
}'
