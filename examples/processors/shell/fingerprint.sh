#!/bin/sh
# A command in shell, run once per image: keeps the image's MD5, by which an older system knows it.
#
#   fingerprint.sh {input} {outputDir}
set -eu
input=$1
output=$2

if [ ! -s "$input" ]; then
  echo '{"status":"rejected","reason":"CORRUPT_IMAGE","message":"There are no bytes."}' >"$output/result.json"
  exit 0
fi
md5=$(md5sum <"$input" | cut -d ' ' -f 1)
printf '{"version":"1.0.0","attributes":{"md5":"%s"}}\n' "$md5" >"$output/result.json"
