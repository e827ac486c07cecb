import type { EmbeddingModel } from '../embedding-model.ts';
import { bytesPerToken, cutText } from './cut-text.ts';
import type { EmbedItem } from './embed-items.ts';

/** A text, and everything that has it. */
export interface PlannedText {
  readonly text: string;
  readonly ids: string[];
}

type Limits = Pick<EmbeddingModel, 'batchItems' | 'batchTokens' | 'inputTokens'>;

/** Batches within the limits of a model, in the order of the items; equal texts once. A text is cut to what a request may have. */
export function planBatches(items: readonly EmbedItem[], limits: Limits): PlannedText[][] {
  const longest = Math.min(limits.inputTokens, limits.batchTokens);
  const texts = new Map<string, PlannedText>();
  for (const { id, text } of items) {
    const cut = cutText(text, longest);
    const known = texts.get(cut);
    if (known === undefined) texts.set(cut, { text: cut, ids: [id] });
    else known.ids.push(id);
  }
  const batches: PlannedText[][] = [];
  let batch: PlannedText[] = [];
  let tokens = 0;
  for (const planned of texts.values()) {
    const more = Math.ceil(Buffer.byteLength(planned.text) / bytesPerToken);
    if (batch.length > 0 && (batch.length >= limits.batchItems || tokens + more > limits.batchTokens)) {
      batches.push(batch);
      batch = [];
      tokens = 0;
    }
    batch.push(planned);
    tokens += more;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
