#!/usr/bin/env bash
# Compiles what is new and runs it: run.sh SERVER ROOM
set -euo pipefail
cd "$(dirname "$0")"
jar=build/rooms.jar
if [ ! -e "$jar" ] || [ -n "$(find src -newer "$jar")" ]; then
  mkdir -p build
  kotlinc src/*.kt -jvm-target 1.8 -include-runtime -d "$jar"
fi
exec java -Dfile.encoding=UTF-8 -jar "$jar" "$@"
