/** What of a customer's files is taken. */
export interface Limits {
  mediaTypes: readonly string[];
  mostBytes: number;
}

/** Why a file need not be sent, or null if the service may take it. */
export function reasonAgainst(file: Pick<File, 'size' | 'type'>, limits: Limits): string | null {
  if (file.size === 0) {
    return 'It is empty.';
  }
  if (file.size > limits.mostBytes) {
    return `It has ${megabytes(file.size)}; at most ${megabytes(limits.mostBytes)} are taken.`;
  }
  // The leading bytes decide, and the service looks at them: a type that the browser cannot tell is let through.
  const isOther = file.type !== '' && !limits.mediaTypes.includes(file.type);
  return isOther ? 'It is not in a format that is taken.' : null;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
