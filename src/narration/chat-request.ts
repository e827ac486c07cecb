import type { ItemFilter, SearchOptions } from '../retrieval/page.ts';

/** What `api.chat` and `api.begin_chat` take. */
export interface ChatRequest {
  question: string;
  /** How many rows of evidence, SQL's k. */
  first: number;
  /** Null: nothing was said about explicit constraints, and those of earlier turns hold on; `{}`: none is wanted. */
  filter: ItemFilter | null;
  options: ChatOptions;
}

export interface ChatOptions
  extends Pick<
    SearchOptions,
    'asOf' | 'sort' | 'currency' | 'interpret' | 'proposals' | 'queryEmbedding' | 'model' | 'dismiss'
  > {
  /** Id of the conversation that goes on; absent: a new one. */
  conversation?: string;
  /** 16 to 200 printable characters: the same key with the same input gives the same decision. */
  idempotencyKey?: string;
}
