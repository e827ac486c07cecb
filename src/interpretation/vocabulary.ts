import { createHash } from 'node:crypto';
import type { Queryable } from '../db/database.ts';

export interface Vocabulary {
  /** As it goes into a prompt. */
  readonly json: string;
  /** Equal for equal vocabularies. */
  readonly version: string;
}

/** Reading it takes some 0.1 s on 20,000 products; what is new in a catalogue can wait as long. */
const maxAgeMs = 60_000;

/** Reads api.vocabulary, once for all who ask within a minute. Who comes later gets the old one while a new one is read. */
export function makeVocabularyReader(
  database: Queryable,
  clock: () => number = Date.now,
): () => Promise<Vocabulary> {
  let known: Vocabulary | undefined;
  let readAt = 0;
  let underWay: Promise<Vocabulary> | undefined;
  const refresh = (): Promise<Vocabulary> => {
    underWay ??= readVocabulary(database)
      .then((vocabulary) => {
        known = vocabulary;
        readAt = clock();
        return vocabulary;
      })
      .finally(() => {
        underWay = undefined;
      });
    return underWay;
  };
  return () => {
    if (known === undefined) return refresh();
    // The next question tries again; till then the old words serve, and SQL checks each of them anyway.
    if (clock() - readAt >= maxAgeMs) refresh().catch(() => undefined);
    return Promise.resolve(known);
  };
}

async function readVocabulary(database: Queryable): Promise<Vocabulary> {
  const [row] = await database.query<{ vocabulary: unknown }>('select api.vocabulary() as vocabulary');
  if (!row) throw new Error('api.vocabulary returned no row; expected exactly one');
  const json = JSON.stringify(row.vocabulary);
  return { json, version: createHash('sha256').update(json).digest('base64') };
}
