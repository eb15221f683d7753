/** The last so many days, today included: UTC days, as the statistics count them. */
export function lastDays(days: number, now: Date = new Date()): { from: string; to: string } {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const millis = 86_400_000;
  return {
    from: new Date(midnight - (days - 1) * millis).toISOString(),
    to: new Date(midnight + millis).toISOString(),
  };
}
