// usage: node upload.mjs ENDPOINT FILE OPTIONS, the token on stdin
// Uploads a file with tus-js-client and prints the upload's address, and how often it had to go on.
import http from "node:http";
import { createReadStream, readFileSync, statSync } from "node:fs";
import { PassThrough } from "node:stream";
import * as tus from "tus-js-client";

const [endpoint, file, json] = process.argv.slice(2);
const options = JSON.parse(json);
const token = readFileSync(0, "utf8").trim();
let retries = 0;

// A connection per request, so that each goes to an instance of its own.
const httpStack = new tus.DefaultHttpStack({ agent: new http.Agent({ keepAlive: false }) });

// Of a file the client knows the length; if it is to tell it later all the same, it announces more bytes in the last
// request than the file has, and waits for ever. A stream that is no file's is what the option is for.
const bytes = options.uploadLengthDeferred ? createReadStream(file).pipe(new PassThrough()) : createReadStream(file);

const upload = new tus.Upload(bytes, {
  endpoint,
  httpStack,
  uploadSize: statSync(file).size,
  headers: { Authorization: `Bearer ${token}` },
  metadata: { filename: "from-node.jpg", filetype: "image/jpeg" },
  retryDelays: Array(600).fill(200),
  onShouldRetry: () => {
    retries++;
    return true;
  },
  onError: (error) => {
    console.error(error);
    process.exit(1);
  },
  onSuccess: () => console.log(JSON.stringify({ url: upload.url, retries })),
  ...options,
});
upload.start();
