import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { readModels } from '../embeddings/embedding-model.ts';
import { EmbeddingError } from '../embeddings/provider/embedding-error.ts';
import { harmlessText } from '../embeddings/provider/harmless-text.ts';
import { type Diagnosis, makeOk } from './diagnosis.ts';

/** Whoever looks waits; a provider that takes longer is too slow for questions by far. */
const longestMs = 10_000;

/**
 * Asks the provider of the active model, if it has one, for the vector of a harmless text, as questions are asked: what the
 * status knows is as old as the last edit or question. With the keys of this environment.
 */
export async function checkProvider(
  database: Database,
  { keys, timeoutMs, queryDeadlineMs }: Config['embedding'],
): Promise<Diagnosis[]> {
  const active = (await readModels(database)).find(({ state }) => state === 'active');
  if (!active?.provided) return [];
  const { provided: model, name } = active;
  const check = 'provider';
  const expected = `a vector within the ${queryDeadlineMs} ms of TRUESHELF_EMBED_DEADLINE_MS`;
  const { makeEmbedder } = await import('../embeddings/provider/embedder.ts');
  const embedder = makeEmbedder(model, keys);
  // The first request connects, which questions do once for many.
  const ask = async () => {
    const begun = performance.now();
    const wait = Math.min(timeoutMs, longestMs);
    await embedder.embed([harmlessText], { signal: AbortSignal.timeout(wait + 1_000), timeoutMs: wait });
    return Math.round(performance.now() - begun);
  };
  try {
    await ask();
    const ms = await ask();
    if (ms <= queryDeadlineMs) return [makeOk(check, `that of ${name} answers in ${ms} ms`, expected)];
    return [
      {
        check,
        status: 'warning',
        found: `that of ${name} answers in ${ms} ms`,
        expected,
        action:
          'Until it is faster, questions go by words; or give them more time: TRUESHELF_EMBED_DEADLINE_MS.',
      },
    ];
  } catch (error) {
    const known = error instanceof EmbeddingError ? error : null;
    return [
      {
        check,
        status: 'warning',
        found: `that of ${name} gives no vector: ${known === null ? 'it did not answer' : [known.message, known.detail].filter((part) => part !== null).join(' ')}`,
        expected,
        action: `Until it does, questions go by words. ${known?.hint ?? 'See that it runs.'}`,
      },
    ];
  }
}
