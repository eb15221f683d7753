import { OFFLINE, type Problem, problemOf } from '../api/problem';

/** What an uploader's plug-in hands over of a failed request. */
type Answer = { status?: number; responseText?: string; response?: unknown } | undefined;

/** Why a file did not arrive. */
export function refusalOf(answer: unknown): Problem {
  const { status, responseText } = (answer ?? {}) as NonNullable<Answer>;
  return !status ? OFFLINE : problemOf(status, responseText ?? '');
}
