#!/bin/sh
# Installs the built library into a fresh folder and lets another project find, link and run it:
# installation.sh <cmake> <build folder> <project that uses kamsim> <C++ compiler> <version expected>
set -eu
cmake=$1
build=$2
consumer=$3
compiler=$4
version=$5

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$cmake" --install "$build" --prefix "$folder/kamsim" >/dev/null
"$cmake" -S "$consumer" -B "$folder/build" -G Ninja -D "CMAKE_CXX_COMPILER=$compiler" -D CMAKE_BUILD_TYPE=Release \
    -D "CMAKE_PREFIX_PATH=$folder/kamsim" >/dev/null
"$cmake" --build "$folder/build" >/dev/null
answer=$("$folder/build/consumer")
echo "$answer"
case $answer in
"kamsim $version "*) ;;
*)
    echo "expected the answer to begin with: kamsim $version"
    exit 1
    ;;
esac
