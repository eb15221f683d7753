import { OFFLINE, type Problem, problemOf } from '../api/problem';

/** What the uploader hands over of a request that failed. */
interface Answer {
  status?: number;
  body?: { xhr?: { responseText?: string } };
}

/** Why a file did not arrive. */
export function refusalOf(answer: unknown): Problem {
  const { status, body } = (answer ?? {}) as Answer;
  return !status ? OFFLINE : problemOf(status, body?.xhr?.responseText ?? '');
}
