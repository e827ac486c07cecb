/** Instants beside the seeding, so that the shop is as alive in two years as today. */
export interface Clock {
  /** The instant of the seeding, as RFC 3339 in UTC. */
  now: string;
  /** So many hours from now; negative: ago. */
  hours(hours: number): string;
  /** Midnight UTC of the day so many days from now; negative: ago. Days of 1 and more are past, or to come, for certain. */
  day(days: number): string;
  /** The same day as YYYY-MM-DD. */
  date(days: number): string;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export function makeClock(now: Date): Clock {
  const at = (milliseconds: number): string => new Date(now.getTime() + milliseconds).toISOString();
  const date = (days: number): string => at(days * dayMs).slice(0, 10);
  return {
    now: at(0),
    hours: (hours) => at(hours * hourMs),
    day: (days) => `${date(days)}T00:00:00.000Z`,
    date,
  };
}
