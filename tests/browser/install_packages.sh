#!/usr/bin/env bash
# Installs the packages of the lock file beside this script into a folder: install_packages.sh <npm> <folder>
set -euo pipefail
npm=$1
folder=$2
sources=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

mkdir -p "$folder"
if [[ -f $folder/installed ]] && cmp --silent "$sources/package-lock.json" "$folder/installed"; then
    exit 0
fi
cp "$sources/package.json" "$sources/package-lock.json" "$sources/.npmrc" "$folder/"
cd "$folder"
# What it brings is JavaScript alone; no script of a package has to run.
"$npm" ci --no-progress --ignore-scripts --loglevel=error
cp package-lock.json installed
