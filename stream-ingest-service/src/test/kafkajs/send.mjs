// Sends images to Darkroom as any app would: one line of JSON per image on standard input, for example
// {"id": "cat-1", "customerId": "acme", "file": "cat.jpg", "sha256": true, "headers": {"ce_filename": "cat.jpg"}}
// usage: node send.mjs BROKER
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
import { Kafka, logLevel } from "kafkajs";

const kafka = new Kafka({ clientId: "camera-app", brokers: [process.argv[2]], logLevel: logLevel.ERROR });
const producer = kafka.producer();

await producer.connect();
for await (const line of createInterface({ input: process.stdin })) {
  const image = JSON.parse(line);
  const bytes = await readFile(image.file);
  await producer.send({
    topic: "images.external",
    acks: -1,
    messages: [
      {
        // All records of one image have one key, so that they stay in order.
        key: image.id,
        value: bytes,
        headers: {
          ce_specversion: "1.0",
          ce_type: "io.darkroom.image.submitted.v1",
          ce_source: "/camera-app",
          ce_id: image.id,
          ce_customerid: image.customerId,
          "content-type": "application/octet-stream",
          ...(image.sha256 && { ce_sha256: createHash("sha256").update(bytes).digest("hex") }),
          ...image.headers,
        },
      },
    ],
  });
}
await producer.disconnect();
