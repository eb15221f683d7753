// Reads what Darkroom refused: one line of JSON per dead letter of the given images, until each has one.
// usage: node dead-letters.mjs BROKER ID...
import { Kafka, logLevel } from "kafkajs";

const [broker, ...ids] = process.argv.slice(2);
const kafka = new Kafka({ clientId: "camera-app", brokers: [broker], logLevel: logLevel.ERROR });
const consumer = kafka.consumer({ groupId: `camera-app-${process.pid}` });
const missing = new Set(ids);

await consumer.connect();
await consumer.subscribe({ topic: "images.external-dlt", fromBeginning: true });
await new Promise((resolve) =>
  consumer.run({
    eachMessage: async ({ message }) => {
      const header = (name) => message.headers[name]?.toString();
      if (missing.delete(header("ce_id"))) {
        console.log(
          JSON.stringify({
            id: header("ce_id"),
            code: header("dlt-code"),
            reason: header("dlt-reason"),
            partition: header("dlt-partition"),
            offset: header("dlt-offset"),
            bytes: message.value?.length ?? 0,
          }),
        );
      }
      if (missing.size === 0) resolve();
    },
  }),
);
await consumer.disconnect();
