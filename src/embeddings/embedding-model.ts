import type { Queryable } from '../db/database.ts';

/** A model that a provider has, and how it wants to be asked. */
export interface EmbeddingModel {
  /** What Trueshelf calls it. */
  readonly name: string;
  /** What the provider calls it. */
  readonly providerModel: string;
  /** Perhaps with ?api-version=…, which Azure wants. */
  readonly baseUrl: string;
  readonly dimensions: number;
  /** Whether requests ask for so many dimensions. */
  readonly sendDimensions: boolean;
  readonly documentTemplate: string;
  /** With {text} in it. */
  readonly queryTemplate: string;
  /** Texts a request at most. */
  readonly batchItems: number;
  /** Tokens a request at most, at three bytes a token. */
  readonly batchTokens: number;
  /** Tokens a text at most; what is longer is cut. */
  readonly inputTokens: number;
}

export interface UsedModel {
  readonly modelId: string;
  readonly name: string;
  readonly state: 'building' | 'paused' | 'standby' | 'active';
  /** Null: the built-in one, which SQL embeds with by itself. */
  readonly provided: EmbeddingModel | null;
}

/** Every model that is not retired, the active one first. One round trip; the gateway's login may call it too. */
export async function readModels(database: Queryable): Promise<UsedModel[]> {
  const rows = await database.query<ModelRow>('select * from api.embedding_models()');
  return rows.map((row) => ({
    modelId: String(row.model_id),
    name: row.model,
    state: row.state,
    provided: describeProvided(row),
  }));
}

interface ModelRow {
  model_id: string | number;
  model: string;
  state: UsedModel['state'];
  dimensions: number;
  provider_model: string | null;
  base_url: string | null;
  send_dimensions: boolean;
  document_template: string;
  query_template: string;
  batch_items: number;
  batch_tokens: number;
  input_tokens: number;
}

function describeProvided(row: ModelRow): EmbeddingModel | null {
  if (row.provider_model === null || row.base_url === null) return null;
  return {
    name: row.model,
    providerModel: row.provider_model,
    baseUrl: row.base_url,
    dimensions: row.dimensions,
    sendDimensions: row.send_dimensions,
    documentTemplate: row.document_template,
    queryTemplate: row.query_template,
    batchItems: row.batch_items,
    batchTokens: row.batch_tokens,
    inputTokens: row.input_tokens,
  };
}
