import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Narrator } from './narrator.ts';

/** Loaded only where it is configured: the client takes a while, and others need none of it. Null: the template speaks. */
export async function openNarrator(
  { narration }: Config,
  logger: Logger,
  metrics: Metrics,
): Promise<Narrator | null> {
  if (narration === null) return null;
  const { makeNarrator } = await import('./openai-narrator.ts');
  return makeNarrator({ config: narration, logger, metrics });
}
