import type { Database } from '../db/database.ts';
import { readModels } from '../embeddings/embedding-model.ts';
import type { TitleVectors } from '../embeddings/finish-build.ts';
import { embedItems } from '../embeddings/provider/embed-items.ts';
import type { Embedder } from '../embeddings/provider/embedder.ts';
import type { EmbeddingError } from '../embeddings/provider/embedding-error.ts';
import type { MakeEmbedder } from './lane.ts';

/** How a job asks a provider. */
export interface Asking {
  readonly makeEmbedder: MakeEmbedder;
  /** Of one request. */
  readonly timeoutMs: number;
}

/** With this many the floor is uncertain by 0.01; see embeddings.calibrate_model. */
const TITLES = 200;
/** Below, nothing is measured. */
const FEWEST = 20;

/**
 * The vectors of some titles, as a model embeds questions; null: it is built-in, or too few products are there to measure it by.
 * Two requests with the usual limits. The error where the provider does not answer, after the usual tries: the build goes on
 * without, since a model whose vectors come from outside may have no provider that answers.
 */
export async function embedTitles(
  database: Database,
  modelId: string,
  { makeEmbedder, timeoutMs }: Asking,
  signal: AbortSignal,
): Promise<TitleVectors | EmbeddingError | null> {
  const model = (await readModels(database)).find((used) => used.modelId === modelId)?.provided ?? null;
  if (model === null) return null;
  const titles = await database.query<{ product_id: string; title: string }>(
    `select s.product_id, s.title from embeddings.calibration_sample(model_id => $1) s
     where s.place <= $2 order by s.place`,
    [modelId, TITLES],
  );
  if (titles.length < FEWEST) return null;
  const items = titles.map(({ product_id: id, title }) => ({
    id,
    text: model.queryTemplate.replaceAll('{text}', () => title),
  }));
  const embedder: Embedder = makeEmbedder(model);
  const productIds: string[] = [];
  const vectors: number[][] = [];
  let refused: EmbeddingError | null = null;
  for await (const outcome of embedItems({ model, items, embedder, signal, timeoutMs })) {
    signal.throwIfAborted();
    if (outcome.status === 'EMBEDDED') {
      productIds.push(...outcome.ids);
      vectors.push(...outcome.vectors);
    } else refused = outcome.error;
    if (outcome.status === 'RETURNED') break;
  }
  signal.throwIfAborted();
  return vectors.length < FEWEST ? refused : { productIds, vectors };
}
