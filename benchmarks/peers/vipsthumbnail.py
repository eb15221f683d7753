# A contender of ./dev bench images: vipsthumbnail, which makes one size of an image each time that it is run. Driven by
# lines on standard input: id, image and output directory, parted by tabs; each is answered by `done`, the id, and the
# most memory in KiB that a run has had so far.
#
# usage: python3 vipsthumbnail.py FORMAT [OPTION]...
#   FORMAT  of the largest size: jpeg or webp
#   OPTION  of vipsthumbnail
import resource
import subprocess
import sys

largest_format, *options = sys.argv[1:]
sides = [1600, 512, 128]


def make(image, output):
    for side in sides:
        suffix = "webp" if side == sides[0] and largest_format == "webp" else "jpg"
        result = f"{output}/s{side}.{suffix}[Q=80,strip]"
        subprocess.run(["vipsthumbnail", image, "--size", f"{side}x{side}", *options, "-o", result], check=True)


print("ready", flush=True)
for line in sys.stdin:
    job, image, output = line.rstrip("\n").split("\t")
    try:
        make(image, output)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        print(f"done\t{job}\t{peak}", flush=True)
    except subprocess.CalledProcessError as e:
        print(f"failed\t{job}\t{e}", flush=True)
