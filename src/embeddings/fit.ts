import pgvector from 'pgvector/pg';
import type { Database, Queryable } from '../db/database.ts';
import { TrueshelfError } from '../errors.ts';
import { type FitDocument, fitTokenVectors, type TokenVectors } from './token-vectors.ts';

export interface FitReport {
  model: string;
  dimensions: number;
  /** Active, unrestricted products that were learnt from: all, or an even sample of very many. */
  products: number;
  /** Words of the catalogue, and those of them with a vector. */
  words: number;
  vectors: number;
  seconds: number;
}

export interface FitOptions {
  /** Products to learn from at most; default 100,000. They are held in memory, some 6 KB each. */
  sample?: number;
  onProgress?: (step: 'reading' | 'fitting' | 'writing', done: number, total: number) => void;
}

/** Products a round trip while reading, and words while writing: a few megabytes each. */
const READ_ROWS = 2000;
const WRITE_ROWS = 1000;
/** Words and their company hardly change beyond, and it takes some 700 MB. */
const LARGEST_SAMPLE = 100_000;

/**
 * Fits the built-in model on the catalogue as it is and queues every product for it. The new model is written beside the
 * one in use, in one transaction; it serves once `embedBacklog` has embedded all products. Throws TrueshelfError
 * NOTHING_TO_FIT when no active, unrestricted product exists. Blocks the event loop for seconds at a time while it computes.
 */
export async function fitBuiltinModel(database: Database, options: FitOptions = {}): Promise<FitReport> {
  const started = performance.now();
  const { documents, total } = await readDocuments(database, options);
  if (documents.length === 0) {
    throw new TrueshelfError(
      'NOTHING_TO_FIT',
      'There is no active, unrestricted product to learn from. Import a catalogue first: trueshelf import FILE.',
    );
  }
  options.onProgress?.('fitting', 0, documents.length);
  const fitted = await fitTokenVectors(documents);
  const model = await database.transaction((connection) =>
    writeModel(connection, fitted, { products: total, learntFrom: documents.length }, options),
  );
  return {
    model,
    dimensions: fitted.dimensions,
    products: documents.length,
    words: fitted.documentFrequency.size,
    vectors: fitted.vectors.size,
    seconds: (performance.now() - started) / 1000,
  };
}

/** Every product, or of more than `sample` every so many pages of them, so that all parts of the catalogue are heard. */
async function readDocuments(
  database: Database,
  { sample = LARGEST_SAMPLE, onProgress }: FitOptions,
): Promise<{ documents: FitDocument[]; total: number }> {
  const [count] = await database.query<{ total: string }>(
    `select count(*) as total from product.product where audience is null and status = 'active'`,
  );
  const total = Number(count?.total ?? 0);
  const stride = Math.max(1, total / sample);
  // Short pages where some are skipped: more places that are heard.
  const rows = stride === 1 ? READ_ROWS : Math.max(1, Math.min(READ_ROWS, Math.floor(sample / 200)));
  const documents: FitDocument[] = [];
  let after: string | undefined = '0';
  while (after !== undefined) {
    const page: (FitDocument & { product_id: string })[] = await database.query(
      'select * from embeddings.fit_documents(after_product_id => $1, row_limit => $2)',
      [after, rows],
    );
    documents.push(...page);
    onProgress?.('reading', Math.min(total, Math.round(documents.length * stride)), total);
    const last = page.at(-1)?.product_id;
    after =
      last === undefined || stride === 1 ? last : await skip(database, last, Math.round(rows * (stride - 1)));
  }
  return { documents, total };
}

/** The id so many products behind `after`, or undefined where there are no more. */
async function skip(database: Database, after: string, count: number): Promise<string | undefined> {
  const [row] = await database.query<{ product_id: string }>(
    `select p.product_id from product.product p
     where p.product_id > $1 and p.audience is null and p.status = 'active'
     order by p.product_id
     offset $2 limit 1`,
    [after, count],
  );
  return row?.product_id;
}

async function writeModel(
  connection: Queryable,
  fitted: TokenVectors,
  { products, learntFrom }: { products: number; learntFrom: number },
  { onProgress }: FitOptions,
): Promise<string> {
  // A fit that was begun and never finished embedding is of no use beside a newer one.
  await connection.query(
    `delete from embeddings.model where provider = 'builtin' and state in ('building', 'paused')`,
  );
  const [model] = await connection.query<{ model_id: string; name: string }>(
    `insert into embeddings.model (model_id, name, provider, dimensions, document_template, document_count)
     select id, 'builtin-' || id, 'builtin', $1, '{title}*3 {category}*2 {brand} {description}[1:24]', $2
     from nextval('embeddings.model_id_seq') id
     returning model_id, name`,
    [fitted.dimensions, products],
  );
  if (model === undefined) throw new Error('insert into embeddings.model returned no row');

  const words = [...fitted.documentFrequency];
  for (let start = 0; start < words.length; start += WRITE_ROWS) {
    const batch = words.slice(start, start + WRITE_ROWS);
    await connection.query(
      `insert into embeddings.token (model_id, token, document_frequency, embedding)
       select $1, w.token, w.document_frequency, w.embedding::vector
       from unnest($2::text[], $3::integer[], $4::text[]) w (token, document_frequency, embedding)`,
      [
        model.model_id,
        batch.map(([word]) => word),
        batch.map(([, frequency]) => Math.round((frequency * products) / learntFrom)),
        batch.map(([word]) => vectorLiteral(fitted.vectors.get(word))),
      ],
    );
    onProgress?.('writing', start + batch.length, words.length);
  }
  await connection.query(
    `insert into embeddings.token_delete (model_id, deleted, token)
     select t.model_id, d.deleted, t.token
     from embeddings.token t
     cross join lateral unnest(embeddings.deletions(t.token)) d (deleted)
     where t.model_id = $1 and t.embedding is not null and length(t.token) >= 3 and t.token ~ '[a-z]'`,
    [model.model_id],
  );
  await connection.query('select embeddings.queue_products(model_id => $1)', [model.model_id]);
  return model.name;
}

/** Seven significant digits are all that a four-byte float holds; fewer bytes to send. */
function vectorLiteral(vector: Float32Array | undefined): string | null {
  return vector === undefined
    ? null
    : pgvector.toSql(Array.from(vector, (value) => Number(value.toPrecision(7))));
}
