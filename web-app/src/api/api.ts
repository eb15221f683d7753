import { OFFLINE, Problem, problemOf } from './problem';
import type { ImagePage, ImageView, Summary, Timeline } from './types';

/** Who the page speaks for. */
export interface Credentials {
  /** The access token, or null once it has expired. */
  token(): string | null;
  /** Called when the API takes the token no more. */
  onRefused(): void;
}

/** Which images; an empty value is as good as none. */
export interface ImageFilter {
  state?: string | undefined;
  channel?: string | undefined;
  mediaType?: string | undefined;
  /** A UTC day, `2026-11-22`. */
  day?: string | undefined;
}

export interface Span {
  from: string;
  to: string;
  /** Whose numbers; absent: the caller's own, or everybody's for an analyst. */
  customer?: string | undefined;
}

/** How many images one request may name. */
export const MOST_AT_ONCE = 100;

const FIRST_PAUSE_MILLIS = 200;
const LAST_PAUSE_MILLIS = 1_000;

/** The REST API. Every method throws a {@link Problem}. */
export class Api {
  constructor(private readonly credentials: Credentials) {}

  image(id: string, signal?: AbortSignal): Promise<ImageView> {
    return this.json(`/v1/images/${encodeURIComponent(id)}`, signal);
  }

  /** Several images at once, at most {@link MOST_AT_ONCE}; those that are not there are left out. */
  async imagesById(ids: readonly string[]): Promise<ImageView[]> {
    const query = new URLSearchParams(ids.map((id) => ['id', id]));
    return (await this.json<{ images: ImageView[] }>(`/v1/images?${query}`)).images;
  }

  images(
    query: ImageFilter & { limit: number; cursor?: string | undefined },
    signal?: AbortSignal,
  ): Promise<ImagePage> {
    return this.json(`/v1/stats/images?${parameters({ ...query })}`, signal);
  }

  summary(span: Span, signal?: AbortSignal): Promise<Summary> {
    return this.json(`/v1/stats/summary?${parameters({ ...span })}`, signal);
  }

  timeline(span: Span, signal?: AbortSignal): Promise<Timeline> {
    return this.json(`/v1/stats/timeline?${parameters({ bucket: 'day', ...span })}`, signal);
  }

  /** The caller's images as they come to their ends: server-sent events, for as long as the token is good. */
  async events(lastEventId: string | null): Promise<ReadableStream<Uint8Array>> {
    const from: Record<string, string> = lastEventId === null ? {} : { 'Last-Event-ID': lastEventId };
    const answer = await this.send('/v1/images/events', 'text/event-stream', undefined, from);
    if (answer.body === null) {
      throw OFFLINE;
    }
    return answer.body;
  }

  async timelineCsv(span: Span): Promise<Blob> {
    const path = `/v1/stats/timeline?${parameters({ bucket: 'day', ...span })}`;
    return (await this.send(path, 'text/csv')).blob();
  }

  /** How many bytes an image of the caller's may have at most. */
  async mostBytes(signal?: AbortSignal): Promise<number> {
    const answer = await this.send('/v1/uploads', '*/*', signal, {}, 'OPTIONS');
    return Number(answer.headers.get('Tus-Max-Size'));
  }

  authorization(): string {
    const token = this.credentials.token();
    if (token === null) {
      this.credentials.onRefused();
      throw new Problem(401, 'UNAUTHENTICATED', 'Your sign-in has ended.');
    }
    return `Bearer ${token}`;
  }

  private async json<T>(path: string, signal?: AbortSignal): Promise<T> {
    return (await (await this.send(path, 'application/json', signal)).json()) as T;
  }

  private async send(
    path: string,
    accept: string,
    signal?: AbortSignal,
    more: Record<string, string> = {},
    method = 'GET',
  ): Promise<Response> {
    const headers = { ...more, Authorization: this.authorization(), Accept: accept };
    const answer = await get(path, { method, headers, signal: signal ?? null });
    if (answer.status === 401) {
      this.credentials.onRefused();
    }
    if (!answer.ok) {
      throw problemOf(answer.status, await answer.text());
    }
    return answer;
  }
}

// Reading is repeated when no answer came: networks blink.
async function get(path: string, request: RequestInit): Promise<Response> {
  for (let pause = FIRST_PAUSE_MILLIS; ; pause *= 3) {
    try {
      return await fetch(path, request);
    } catch (failure) {
      if (request.signal?.aborted) {
        throw failure;
      }
      if (pause > LAST_PAUSE_MILLIS) {
        throw OFFLINE;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

function parameters(values: Record<string, string | number | undefined>): string {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString();
}
