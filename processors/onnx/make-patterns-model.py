#!/usr/bin/env python3
"""Makes a small classifier in ONNX format, with nothing but Python's standard library.

usage: make-patterns-model.py DIRECTORY      writes patterns.onnx and patterns.labels

It tells four kinds of pictures apart: horizontal stripes, vertical stripes, checks, and plain ones. Fixed filters find
edges of each direction and corners; what they find is averaged over the picture; a linear layer, trained here on
generated pictures, decides. The same every time: all chance is seeded.
"""

import math
import pathlib
import random
import struct
import sys

LABELS = ["horizontal-stripes", "vertical-stripes", "checks", "plain"]
SIDE = 64
STRIDE = 2
GAIN = 4.0
PER_CLASS = 60
EPOCHS = 600
RATE = 1.0

# Brightness from the pixel before to the pixel after, across and down; corners; spots.
FILTERS = [
    [[0, 0, 0], [-1, 0, 1], [0, 0, 0]],
    [[0, -1, 0], [0, 0, 0], [0, 1, 0]],
    [[1, 0, -1], [0, 0, 0], [-1, 0, 1]],
    [[0, -1, 0], [-1, 4, -1], [0, -1, 0]],
]


def picture(label, chance):
    """Brightness from 0 to 1, row by row: any period, phase, contrast, some noise, some light from one side."""
    period = chance.uniform(5, 20)
    phase_x, phase_y = chance.uniform(0, period), chance.uniform(0, period)
    dark, light = sorted((chance.uniform(0, 0.45), chance.uniform(0.55, 1)))
    slope = chance.uniform(-0.15, 0.15)
    noise = chance.uniform(0, 0.04)

    def half(position, phase):
        return int((position + phase) / (period / 2)) % 2

    def pattern(x, y):
        if label == "horizontal-stripes":
            return half(y, phase_y)
        if label == "vertical-stripes":
            return half(x, phase_x)
        if label == "checks":
            return half(x, phase_x) ^ half(y, phase_y)
        return 0.5

    def brightness(x, y):
        value = dark + (light - dark) * pattern(x, y) + slope * (x - y) / SIDE + chance.uniform(-noise, noise)
        return min(1.0, max(0.0, value))

    return [[brightness(x, y) for x in range(SIDE)] for y in range(SIDE)]


def features(image):
    """What the first three layers of the model compute."""
    result = []
    for kernel in FILTERS:
        taps = [(x, y, kernel[y][x] * GAIN) for y in range(3) for x in range(3) if kernel[y][x]]
        places = range(0, SIDE - 2, STRIDE)
        total = sum(abs(sum(weight * image[top + y][left + x] for x, y, weight in taps)) for top in places for left in places)
        result.append(total / len(places) ** 2)
    return result


def softmax(values):
    largest = max(values)
    powers = [math.exp(value - largest) for value in values]
    return [power / sum(powers) for power in powers]


def train(samples):
    """Softmax regression by gradient descent: a row of weights and a bias for each class."""
    weights = [[0.0] * len(FILTERS) for _ in LABELS]
    biases = [0.0] * len(LABELS)
    for _ in range(EPOCHS):
        weight_steps = [[0.0] * len(FILTERS) for _ in LABELS]
        bias_steps = [0.0] * len(LABELS)
        for found, label in samples:
            odds = softmax([bias + sum(w * f for w, f in zip(row, found)) for row, bias in zip(weights, biases)])
            for i in range(len(LABELS)):
                error = odds[i] - (i == label)
                bias_steps[i] += error
                for j, feature in enumerate(found):
                    weight_steps[i][j] += error * feature
        for i in range(len(LABELS)):
            biases[i] -= RATE * bias_steps[i] / len(samples)
            for j in range(len(FILTERS)):
                weights[i][j] -= RATE * weight_steps[i][j] / len(samples)
    return weights, biases


# The protocol buffers of onnx.proto3, as far as they are needed: numbers of fields stand as there.


def varint(value):
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(encoded + bytes([value]))


def number(field, value):
    return varint(field << 3) + varint(value)


def block(field, content):
    content = content.encode() if isinstance(content, str) else content
    return varint(field << 3 | 2) + varint(len(content)) + content


def tensor(name, shape, values):
    dims = b"".join(number(1, size) for size in shape)
    return block(5, dims + number(2, 1) + block(8, name) + block(9, struct.pack(f"<{len(values)}f", *values)))


def node(kind, inputs, output, attributes=b""):
    return block(1, b"".join(block(1, name) for name in inputs) + block(2, output) + block(4, kind) + attributes)


def integers(name, values):
    return block(5, block(1, name) + b"".join(number(8, value) for value in values) + number(20, 7))


def integer(name, value):
    return block(5, block(1, name) + number(3, value) + number(20, 2))


def value_info(field, name, shape):
    dims = b"".join(block(1, number(1, size)) for size in shape)
    return block(field, block(1, name) + block(2, block(1, number(1, 1) + block(2, dims))))


def model(weights, biases):
    # The three channels count alike.
    kernels = [GAIN * cell / 3 for kernel in FILTERS for _ in range(3) for row in kernel for cell in row]
    graph = (
        node("Conv", ["picture", "kernels"], "edges", integers("strides", [STRIDE, STRIDE]))
        + node("Abs", ["edges"], "strengths")
        + node("GlobalAveragePool", ["strengths"], "means")
        + node("Flatten", ["means"], "features")
        + node("Gemm", ["features", "weights", "biases"], "decisions", integer("transB", 1))
        + node("Softmax", ["decisions"], "probabilities", integer("axis", 1))
        + block(2, "patterns")
        + tensor("kernels", [len(FILTERS), 3, 3, 3], kernels)
        + tensor("weights", [len(LABELS), len(FILTERS)], [weight for row in weights for weight in row])
        + tensor("biases", [len(LABELS)], biases)
        + value_info(11, "picture", [1, 3, SIDE, SIDE])
        + value_info(12, "probabilities", [1, len(LABELS)])
    )
    return number(1, 8) + block(2, "darkroom") + block(7, graph) + block(8, block(1, "") + number(2, 13))


def main(directory):
    chance = random.Random(20261122)
    samples = [
        (features(picture(label, chance)), index) for _ in range(PER_CLASS) for index, label in enumerate(LABELS)
    ]
    weights, biases = train(samples)
    right = sum(
        max(range(len(LABELS)), key=lambda i: biases[i] + sum(w * f for w, f in zip(weights[i], found))) == label
        for found, label in samples
    )
    print(f"{right} of {len(samples)} pictures of the training are told right")
    directory = pathlib.Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    directory.joinpath("patterns.onnx").write_bytes(model(weights, biases))
    directory.joinpath("patterns.labels").write_text("\n".join(LABELS) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
