# SPDX-License-Identifier: Apache-2.0
# common.sh - what the scripts here share; read with `source`, from the top folder of the project.

jobs=$(nproc 2> /dev/null || echo 2)

# quietly LOG COMMAND...: says nothing, unless the command fails; then shows what it said.
quietly() {
    local log=$1
    shift
    if ! "$@" > "$log" 2>&1; then
        cat "$log" >&2
        echo "This failed: $*" >&2
        return 1
    fi
}

# build FOLDER OPTION...: configures and builds, in a folder of its own.
build() {
    local folder=$1
    shift
    mkdir -p "$folder"
    # A folder that was made elsewhere (the project was copied or moved) cannot be used again.
    if [ -f "$folder/CMakeCache.txt" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "$folder/CMakeCache.txt"; then
        rm -rf "$folder"
        mkdir -p "$folder"
    fi
    quietly "$folder/configure.log" cmake -S . -B "$folder" "$@"
    quietly "$folder/build.log" cmake --build "$folder" -j "$jobs"
}
