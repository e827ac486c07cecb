import type { EmbeddingModel } from '../embedding-model.ts';
import { type AskOptions, askPatiently } from './ask-patiently.ts';
import { EmbeddingError } from './embedding-error.ts';
import { harmlessText } from './harmless-text.ts';
import { type PlannedText, planBatches } from './plan-batches.ts';

export interface EmbedItem {
  readonly id: string;
  readonly text: string;
}

export type EmbedOutcome =
  | { readonly status: 'EMBEDDED'; readonly ids: string[]; readonly vectors: number[][] }
  | { readonly status: 'PARKED'; readonly id: string; readonly error: EmbeddingError }
  /** `error` null: it was aborted, and no one failed. */
  | {
      readonly status: 'RETURNED';
      readonly ids: string[];
      readonly error: EmbeddingError | null;
      readonly retryAfterMs: number;
    };

export interface EmbedItemsOptions extends AskOptions {
  readonly model: Pick<EmbeddingModel, 'batchItems' | 'batchTokens' | 'inputTokens'>;
  readonly items: readonly EmbedItem[];
}

/**
 * Every id comes in exactly one outcome. Equal texts are asked for once. One request at a time: who wants more under way runs
 * several. Throws only what an embedder must not throw.
 *
 * A batch that fails although it was tried again, and perhaps by the fault of a text, is halved down to single texts, as long as a
 * harmless text gets its vector meanwhile. A single text that fails is parked once something else has been answered after it.
 */
export async function* embedItems(options: EmbedItemsOptions): AsyncGenerator<EmbedOutcome, void, undefined> {
  const { items, model } = options;
  const written = items.filter(({ text }) => text.trim() !== '');
  for (const { id, text } of items) {
    if (text.trim() === '') yield { status: 'PARKED', id, error: emptyText() };
  }
  const pieces: Piece[] = planBatches(written, model).map((texts) => ({ texts, whole: true }));
  const suspects: Suspect[] = [];
  let failuresInARow = 0;
  let patience = failuresBeforeProbe;

  while (pieces.length > 0 || suspects.length > 0) {
    const piece = pieces.shift();
    let probe = piece === undefined;
    if (piece !== undefined) {
      const { texts, whole } = piece;
      const answer = await askPatiently(
        texts.map(({ text }) => text),
        whole || texts.length === 1,
        options,
      );
      if ('vectors' in answer) {
        yield* convict(suspects);
        failuresInARow = 0;
        patience = failuresBeforeProbe;
        yield describeEmbedded(texts, answer.vectors);
        continue;
      }
      const { error } = answer;
      if (error === null || error.scope === 'PROVIDER') {
        yield giveBack([...suspects, ...texts, ...pieces.flatMap((one) => one.texts)], error);
        return;
      }
      failuresInARow += 1;
      const [only] = texts;
      if (texts.length === 1 && only !== undefined) suspects.push({ ...only, error });
      else pieces.splice(countPieces(pieces), 0, ...split(texts, error.positions));
      probe = whole || failuresInARow >= patience;
    }
    if (!probe) continue;
    const proof = await askPatiently([harmlessText], false, options);
    if ('error' in proof) {
      yield giveBack([...suspects, ...pieces.flatMap((one) => one.texts)], proof.error);
      return;
    }
    yield* convict(suspects);
    // Where nearly every text is refused, half as many probes do each time.
    if (failuresInARow >= patience) patience *= 2;
    failuresInARow = 0;
  }
}

interface Piece {
  readonly texts: readonly PlannedText[];
  /** A batch as it was planned, no part of one. */
  readonly whole: boolean;
}

/** Failed by itself; whether the provider was up then is not known yet. */
interface Suspect extends PlannedText {
  readonly error: EmbeddingError;
}

/** One poisonous text among good ones fails twice in a row at most. */
const failuresBeforeProbe = 3;
/** Before products that were given back are tried again, where the provider does not say when. */
const returnMs = { retryable: 10_000, lasting: 60_000 };

/** Where it is known whose fault it is, the others need not be halved with them. */
function split(texts: readonly PlannedText[], positions: readonly number[] | null): Piece[] {
  const faulty = new Set(positions);
  const parts =
    faulty.size > 0 && faulty.size < texts.length
      ? [texts.filter((_text, at) => !faulty.has(at)), texts.filter((_text, at) => faulty.has(at))]
      : [texts.slice(0, Math.ceil(texts.length / 2)), texts.slice(Math.ceil(texts.length / 2))];
  return parts.map((part) => ({ texts: part, whole: false }));
}

/** Of a batch that was split; the batches after them wait. */
function countPieces(pieces: readonly Piece[]): number {
  const next = pieces.findIndex(({ whole }) => whole);
  return next === -1 ? pieces.length : next;
}

function* convict(suspects: Suspect[]): Generator<EmbedOutcome> {
  for (const { ids, error } of suspects.splice(0)) {
    for (const id of ids) yield { status: 'PARKED', id, error };
  }
}

function describeEmbedded(texts: readonly PlannedText[], vectors: readonly number[][]): EmbedOutcome {
  return {
    status: 'EMBEDDED',
    ids: texts.flatMap(({ ids }) => ids),
    vectors: texts.flatMap(({ ids }, at) => ids.map(() => vectors[at] ?? [])),
  };
}

function giveBack(texts: readonly PlannedText[], error: EmbeddingError | null): EmbedOutcome {
  return {
    status: 'RETURNED',
    ids: texts.flatMap(({ ids }) => ids),
    error,
    retryAfterMs:
      error === null ? 0 : (error.retryAfterMs ?? (error.retryable ? returnMs.retryable : returnMs.lasting)),
  };
}

function emptyText(): EmbeddingError {
  return new EmbeddingError('EMPTY_TEXT', 'The product has no text to embed.', {
    scope: 'UNKNOWN',
    retryable: false,
    detail: "What the model's document template makes of it is empty.",
    hint: 'Give the product a title, or the model a template with fields that the product has.',
  });
}
