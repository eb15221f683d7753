/** What went wrong, told for a person. `code` is the API's own (RFC 9457), or `OFFLINE` if no answer came. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'Problem';
  }

  get isAbsence(): boolean {
    return this.status === 404;
  }
}

export const OFFLINE = new Problem(0, 'OFFLINE', 'Darkroom cannot be reached just now.');

/** Reads a refused request's problem detail; what is none becomes one. */
export function problemOf(status: number, body: string): Problem {
  try {
    const detail = JSON.parse(body) as { code?: string; detail?: string; title?: string };
    return new Problem(
      status,
      detail.code ?? `HTTP_${status}`,
      detail.detail ?? detail.title ?? fallback(status),
    );
  } catch {
    return new Problem(status, `HTTP_${status}`, fallback(status));
  }
}

/** Whatever was thrown, as a problem. */
export function asProblem(thrown: unknown): Problem {
  return thrown instanceof Problem ? thrown : OFFLINE;
}

function fallback(status: number): string {
  return status >= 500 ? 'Something went wrong on our side.' : `The request was refused (${status}).`;
}
