#!/bin/sh
# Builds the plug-in.   build.sh PROCESSOR_API_JAR PLUG_IN_DIRECTORY
set -eu
source=$(cd "$(dirname "$0")" && pwd)/src
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
"${JAVA_HOME:+$JAVA_HOME/bin/}javac" -d "$classes" -cp "$1" "$source/GreyPreview.java"
"${JAVA_HOME:+$JAVA_HOME/bin/}jar" --create --file "$2/grey-preview.jar" -C "$classes" . -C "$source" META-INF
