const hourMs = 3_600_000;

/** Writes `{seeding - 2 h}` out as the instant, in RFC 3339. The shop's dates are relative to its seeding, and so are these. */
export function writeInstants(text: string, seededAt: Date): string {
  return text.replace(/\{seeding - (\d+) h\}/g, (_, hours: string) =>
    new Date(seededAt.getTime() - Number(hours) * hourMs).toISOString(),
  );
}
