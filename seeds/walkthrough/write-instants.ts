const hourMs = 3_600_000;

/** Writes `{seeding - 2 h}` out as the instant, in RFC 3339. The shop's dates are relative to its seeding, and so are these. */
export function writeInstants(text: string, seededAt: Date): string {
  return replaceInstants(text, (hours) => new Date(seededAt.getTime() - hours * hourMs).toISOString());
}

/** Writes something else in its place. */
export function replaceInstants(text: string, write: (hours: number) => string): string {
  return text.replace(/\{seeding - (\d+) h\}/g, (_, hours: string) => write(Number(hours)));
}
