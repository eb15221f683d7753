"""A worker that does what the image tells it to: it stands for code with a hole in it. Any other image it leaves alone."""

import json
import os
import subprocess
import sys
import time


def segfault():
    os.kill(os.getpid(), 11)


def hang():
    subprocess.Popen(["sleep", "600"])
    time.sleep(600)


def spin():
    while True:
        pass


def eat():
    held = []
    for _ in range(120):
        held.append(bytearray(b"x") * 8_000_000)
    time.sleep(600)


def breed():
    # More than it may, but never more than the machine can bear.
    for _ in range(60):
        subprocess.Popen(["sleep", "60"])
    time.sleep(600)


def babble():
    while True:
        print("not the protocol" * 100, flush=True)


MISCHIEF = {b"segfault": segfault, b"hang": hang, b"spin": spin, b"eat": eat, b"breed": breed, b"babble": babble}

print(json.dumps({"protocol": 1, "name": "mischief", "version": "1"}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    with open(request["input"], "rb") as file:
        head = file.read(200)
    for name, mischief in MISCHIEF.items():
        if b"mischief:" + name in head:
            mischief()
    print(json.dumps({"id": request["id"]} | {"status": "done"}), flush=True)
