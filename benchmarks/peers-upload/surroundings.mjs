// What the benchmark tells a peer of its surroundings. A peer ends when its parent is gone.
const { PORT, S3_ENDPOINT, S3_REGION, S3_BUCKET } = process.env;

export const port = Number(PORT);
export const bucket = S3_BUCKET;
export const partSize = 8 * 1024 * 1024;

// The credentials come by the SDK's default chain.
export const s3 = { endpoint: S3_ENDPOINT, region: S3_REGION, forcePathStyle: true };

const parent = process.ppid;
setInterval(() => process.ppid === parent || process.exit(), 1000).unref();
