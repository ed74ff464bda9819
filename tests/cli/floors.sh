#!/bin/sh
# The floors of the house (docs/developer/house.md): floors.sh <root of the project>
# Fails where a file of engine/, include/kamsim/ or tools/ includes a room on a higher floor, includes a neighbour on its
# own floor (but random/, which is built on lanes/), lies in a folder that is no room, or includes by a relative path.
set -u
cd "$1" || exit 2

files=$(find engine include/kamsim tools -type f \( -name '*.cpp' -o -name '*.hpp' -o -name '*.in' \) 2>/dev/null | sort)
if [ -z "$files" ]; then
    echo "$1: no source file found under engine, include/kamsim and tools"
    exit 2
fi

# shellcheck disable=SC2086 # file names of the project have no spaces
awk '
BEGIN {
    count = split("lanes:1 random:1 statistics:2 model:3 scenario:4 simulation:5 results:6 decision:7 report:8 tools:9", rooms, " ")
    for (i = 1; i <= count; ++i) {
        split(rooms[i], pair, ":")
        floor[pair[1]] = pair[2]
    }
}

function complain(message)
{
    print message
    broken = 1
}

function room_of_file(path, parts)
{
    split(path, parts, "/")
    if (parts[1] == "tools") {
        return "tools"
    }
    return parts[1] == "include" ? parts[3] : parts[2]
}

FNR == 1 {
    room = room_of_file(FILENAME)
    # include/kamsim/version.hpp belongs to no room: every room may use it, and it uses none.
    is_ground = room ~ /\.hpp$/
    if (!is_ground && !(room in floor)) {
        complain(FILENAME ": the folder " room " is no room of the house")
    }
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, quoted, "\"")
    target = quoted[2]
    where = FILENAME ":" FNR ": "
    if (target ~ /(^|\/)\.\.?\//) {
        complain(where "\"" target "\": name the room instead of a relative path")
        next
    }
    sub(/^kamsim\//, "", target)
    slash = index(target, "/")
    if (slash == 0) {
        if (room != "tools" && target != "version.hpp") {
            complain(where "\"" target "\": name the room instead of a relative path")
        }
        next
    }
    wanted = substr(target, 1, slash - 1)
    if (room == "tools" && !(wanted in floor)) {
        next # a folder of the tools themselves
    }
    if (!(wanted in floor)) {
        complain(where "\"" target "\": " wanted " is no room of the house")
    } else if (is_ground) {
        complain(where room " stands under all rooms and may not include " wanted " (floor " floor[wanted] ")")
    } else if (floor[wanted] > floor[room]) {
        complain(where room " (floor " floor[room] ") may not include " wanted " (floor " floor[wanted] ")")
    } else if (floor[wanted] == floor[room] && wanted != room && !(room == "random" && wanted == "lanes")) {
        complain(where room " may not include its neighbour " wanted " (both on floor " floor[room] ")")
    }
}

END { exit broken }
' $files
