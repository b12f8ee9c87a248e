#!/bin/sh
# Lays jobs/target/glossa-<version>/ and packs glossa-<version>.tar.gz: what runs without Maven, source or network.
# Called by Maven in phase package: assemble.sh ROOT VERSION NATIVES-KIND TARBALL JAVA
set -eu

root=$(cd "$1" && pwd)
version=$2
natives=$root/training/target/natives-$3/glossa-training-natives-$version.jar
tarball=$4
java=$5
target=$root/jobs/target
name=glossa-$version

# Big jars that never change under their name become hard links where the file system has them.
link() {
    ln "$@" 2>/dev/null || cp -p "$@"
}

# Built beside and then swapped in, so that a command started from the old one is not torn.
rm -rf "$target/$name.new" "$target/$name.old"
mkdir -p "$target/$name.new/bin" "$target/$name.new/lib/spark" "$target/$name.new/lib/provided" "$target/$name.new/lib/older-spark"
cd "$target/$name.new"
cp -p "$root/bin/glossa" bin/
cp -p "$target/glossa-jobs-$version.jar" lib/
cp -p "$natives" lib/
link "$target"/spark/*.jar lib/spark/
link "$target"/provided/*.jar lib/provided/
link "$target"/older-spark/*.jar lib/older-spark/
echo "$version" >VERSION
for entry in conf deploy notebooks LICENSE NOTICE README.md; do
    if [ -e "$root/$entry" ]; then
        cp -Rp "$root/$entry" .
    fi
done
cd "$target"
if [ -d "$name" ]; then
    mv "$name" "$name.old"
fi
mv "$name.new" "$name"
rm -rf "$name.old"

if [ "$tarball" = true ]; then
    tar -cf - "$name" | "$java" "$root/jobs/src/distribution/Gzip.java" >"$name.tar.gz.new"
    mv "$name.tar.gz.new" "$name.tar.gz"
fi
