"""A worker in Python: tells from an image's header whether it is a portrait, a landscape or a square.

Nothing but the standard library. The protocol is docs/processor-protocol.md: greet once, then answer each request with
one line. Run it by hand:  echo '{"id":"1","input":"photo.jpg","outputDir":"/tmp","mediaType":"image/jpeg"}' | python3 shape.py
"""

import json
import mmap
import struct
import sys


class Corrupt(Exception):
    """The image is at fault; the message is for the one who sent it."""


def size(file, media_type):
    """Width and height as stored."""
    readers = {"image/png": png_size, "image/gif": gif_size, "image/jpeg": jpeg_size}
    if media_type not in readers:
        return None
    try:
        width, height = readers[media_type](file)
    except (struct.error, IndexError):
        raise Corrupt("The header is cut off.") from None
    if width == 0 or height == 0:
        raise Corrupt("The header tells no size.")
    return width, height


def png_size(file):
    if file.read(8) != b"\x89PNG\r\n\x1a\n":
        raise Corrupt("This is no PNG.")
    return struct.unpack(">8xII", file.read(16))


def gif_size(file):
    if file.read(6) not in (b"GIF87a", b"GIF89a"):
        raise Corrupt("This is no GIF.")
    return struct.unpack("<HH", file.read(4))


def jpeg_size(file):
    if file.read(2) != b"\xff\xd8":
        raise Corrupt("This is no JPEG.")
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        at = 2
        while True:
            # As decoders do: on to the next marker, whatever lies before it.
            at = data.find(b"\xff", at) + 1
            if at == 0:
                raise Corrupt("The header is cut off.")
            kind, length = struct.unpack_from(">BH", data, at)
            if kind == 0xFF or kind <= 0x01 or 0xD0 <= kind <= 0xD8:
                # Filling, or a marker without a length.
                continue
            # The frame headers, SOF0 to SOF15, without the three tables that stand among them.
            if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
                height, width = struct.unpack_from(">4xHH", data, at)
                return width, height
            at += 1 + max(length, 2)


def answer(request):
    with open(request["input"], "rb") as file:
        found = size(file, request["mediaType"])
    if found is None:
        return {"status": "done"}
    width, height = found
    # How much wider than high, or higher than wide, before it counts as such.
    tolerance = float(request.get("parameters", {}).get("tolerance", "1.05"))
    ratio = width / height
    shape = "landscape" if ratio > tolerance else "portrait" if ratio < 1 / tolerance else "square"
    return {
        "status": "done",
        "labels": [{"name": shape, "score": 1.0}],
        "attributes": {"aspect-ratio": f"{ratio:.3f}"},
    }


def main():
    # A write to a terminal may wait for a full buffer; the platform waits for the line.
    print(json.dumps({"protocol": 1, "name": "shape", "version": "1.0.0"}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        try:
            result = answer(request)
        except Corrupt as e:
            result = {"status": "rejected", "reason": "CORRUPT_IMAGE", "message": str(e)}
        except Exception as e:  # ours: the image can be tried again when this is repaired
            print(f"{type(e).__name__}: {e}", file=sys.stderr, flush=True)
            result = {"status": "failed", "message": f"{type(e).__name__}: {e}"}
        print(json.dumps({"id": request["id"], **result}), flush=True)


if __name__ == "__main__":
    main()
