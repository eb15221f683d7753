/** The documents of the REST API, as far as the page reads them. See `/v1/openapi.json`. */

export type Channel = 'UPLOAD' | 'STREAM';
export type Outcome = 'IN_FLIGHT' | 'PROCESSED' | 'FAILED';

/** One image as the accounts know it: `GET /v1/stats/images`. */
export interface ImageFacts {
  imageId: string;
  customerId: string;
  channel: Channel;
  receivedAt: string;
  mediaType: string;
  sizeBytes: number;
  fileName?: string;
  outcome: Outcome;
  failureCode?: string;
  category?: string;
  finishedAt?: string;
  widthPx?: number;
  heightPx?: number;
}

export interface ImagePage {
  images: ImageFacts[];
  next?: string;
}

/** One image as the store knows it: `GET /v1/images/{id}`. */
export interface ImageView {
  id: string;
  state: 'RECEIVED' | 'PROCESSED' | 'FAILED';
  channel: Channel;
  receivedAt: string;
  finishedAt?: string;
  mediaType: string;
  sizeBytes: number;
  /** Of the original; known once the image has come to its end. */
  sha256?: string;
  fileName?: string;
  failure?: Failure;
  source?: { widthPx: number; heightPx: number; pages: number; orientation?: number; colourSpace?: string };
  results: ImageResult[];
  labels: { name: string; score: number }[];
  retainedUntil?: string;
  original?: Download;
}

export interface Failure {
  code: string;
  message: string;
  processor?: string;
  fault?: 'SENDER' | 'PROCESSOR' | 'DEPENDENCY' | 'PLATFORM';
}

export interface Download {
  downloadUrl: string;
  urlExpiresAt: string;
}

export interface ImageResult extends Download {
  name: string;
  mediaType: string;
  widthPx?: number;
  heightPx?: number;
  sizeBytes: number;
  sha256: string;
  url: string;
}

/** What a sender gets for an accepted image. */
export interface Receipt {
  id: string;
  sizeBytes: number;
  sha256: string;
  mediaType: string;
  receivedAt: string;
}

export interface Tally {
  images: number;
  processed: number;
  failed: number;
  inFlight: number;
  bytesIn: number;
  bytesOut: number;
  meanMillis?: number;
  p50Millis?: number;
  p95Millis?: number;
}

export type Group = Tally & { name: string };
export type TimelinePoint = Tally & { start: string };

export interface Summary {
  customer?: string;
  from: string;
  to: string;
  completeUntil?: string;
  total: Tally;
  byChannel: Group[];
  byMediaType: Group[];
  byCategory: Group[];
  byFailureCode: Group[];
}

export interface Timeline {
  from: string;
  to: string;
  completeUntil?: string;
  points: TimelinePoint[];
}
