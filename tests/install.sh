#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# install.sh BUILD ROOT - what is installed serves: the command runs from its new place, and tests/example/study.c
# builds against the library by pkg-config and by find_package(draad), and prints what it should.
set -euo pipefail
build=$1 root=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=$work/prefix

cmake --install "$build" --prefix "$prefix" > "$work/install.log"
headers=$(find "$prefix/include" -type f -printf '%P\n')
[ "$headers" = draad.h ] || { echo "installed headers: found $headers; expected draad.h alone"; exit 1; }
if grep -rIlF "$root" "$prefix" --include='*.pc' --include='*.cmake'; then
    echo "what is installed names the folder it was built in"
    exit 1
fi
"$prefix/bin/draad" --version | grep -q '^draad [0-9]'
echo 'R: We nemen dit mee.' > "$work/anna.txt"
"$prefix/bin/draad" find -q meenemen "$work/anna.txt" | grep -qF '[nemen] dit [mee]'

libdir=$(dirname "$(find "$prefix" -name libdraad.so | head -n 1)")
expected=$root/tests/example/study.expected
export PKG_CONFIG_PATH=$libdir/pkgconfig

# A sanitized library asks for a sanitized caller.
flags=$(grep -qs '^DRAAD_SANITIZE:BOOL=ON' "$build/CMakeCache.txt" && echo -fsanitize=address,undefined || true)

cc -std=c11 $flags $(pkg-config --cflags draad) "$root/tests/example/study.c" -o "$work/shared" \
    $(pkg-config --libs draad) -Wl,-rpath,"$libdir"
"$work/shared" | diff "$expected" - || { echo "study.c by pkg-config prints something else"; exit 1; }

# Static: the libraries that Draad itself uses come along.
cc -std=c11 $flags $(pkg-config --cflags draad) "$root/tests/example/study.c" -o "$work/static" \
    "$libdir/libdraad.a" $(pkg-config --libs libpcre2-8 libxml-2.0 libzip libdeflate libutf8proc libfyaml jansson libcrypto) $(sed -n 's/^Libs.private: //p' "$libdir/pkgconfig/draad.pc")
"$work/static" | diff "$expected" - || { echo "study.c with libdraad.a prints something else"; exit 1; }

mkdir "$work/project"
cat > "$work/project/CMakeLists.txt" <<END
cmake_minimum_required(VERSION 3.16)
project(study LANGUAGES C)
find_package(draad REQUIRED)
add_executable(by_shared $root/tests/example/study.c)
target_link_libraries(by_shared PRIVATE draad::shared)
add_executable(by_static $root/tests/example/study.c)
target_link_libraries(by_static PRIVATE draad::static)
END
if ! { cmake -S "$work/project" -B "$work/project/build" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_C_FLAGS="$flags" &&
    cmake --build "$work/project/build"; } > "$work/project.log" 2>&1; then
    cat "$work/project.log"
    exit 1
fi
for kind in shared static; do
    "$work/project/build/by_$kind" | diff "$expected" - || { echo "study.c with draad::$kind prints something else"; exit 1; }
done
