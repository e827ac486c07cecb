export interface MetricDefinition<
  Type extends 'counter' | 'gauge' | 'histogram' = 'counter' | 'gauge' | 'histogram',
  Label extends string = string,
> {
  readonly type: Type;
  readonly name: string;
  readonly labels: readonly Label[];
  /** What Prometheus shows, and docs/metrics.md says. */
  readonly help: string;
}

/** Every metric of our own. Durations are in seconds; a gauge that nobody can tell is left out of a scrape. */
export const metricDefinitions = {
  requestDuration: {
    type: 'histogram',
    name: 'trueshelf_request_duration_seconds',
    labels: ['root', 'outcome'],
    help: 'GraphQL requests, from their first byte to their answer, streams to their last event, by root field and outcome.',
  },
  refusals: {
    type: 'counter',
    name: 'trueshelf_refusals_total',
    labels: ['code'],
    help: 'Errors in answers, by extensions.code.',
  },
  degraded: {
    type: 'counter',
    name: 'trueshelf_degraded_total',
    labels: ['reason'],
    help: 'Answers that are less than was asked for, by reason.',
  },
  sqlDuration: {
    type: 'histogram',
    name: 'trueshelf_sql_duration_seconds',
    labels: ['call'],
    help: 'SQL calls, the wait for a connection included, by api function.',
  },
  poolConnections: {
    type: 'gauge',
    name: 'trueshelf_pool_connections',
    labels: ['login', 'state'],
    help: 'Connections to the database, by login and state.',
  },
  poolWaiting: {
    type: 'gauge',
    name: 'trueshelf_pool_waiting',
    labels: ['login'],
    help: 'Callers that wait for a connection, by login.',
  },
  up: {
    type: 'gauge',
    name: 'trueshelf_up',
    labels: ['part'],
    help: '1 if this part answered within a second when it was last asked, else 0.',
  },
  chatStage: {
    type: 'histogram',
    name: 'trueshelf_chat_stage_seconds',
    labels: ['stage'],
    help: 'From a question of a chat to its evidence, and where a language model narrates to the first sentence, by stage.',
  },
  narrations: {
    type: 'counter',
    name: 'trueshelf_chat_narrations_total',
    labels: ['source'],
    help: 'Answers of chats that were put into words, by whose words they are.',
  },
  narratorCalls: {
    type: 'counter',
    name: 'trueshelf_chat_model_calls_total',
    labels: ['outcome'],
    help: 'Calls of the language model that narrates, by outcome.',
  },
  sentences: {
    type: 'counter',
    name: 'trueshelf_chat_sentences_total',
    labels: ['verdict', 'code'],
    help: 'Sentences of that language model, by verdict and the first reason to withhold them.',
  },
  tokens: {
    type: 'counter',
    name: 'trueshelf_chat_tokens_total',
    labels: ['kind'],
    help: 'Tokens that its provider reports, by kind.',
  },
  providerCalls: {
    type: 'counter',
    name: 'trueshelf_provider_calls_total',
    labels: ['purpose', 'outcome'],
    help: 'Requests to providers of embeddings, by purpose and outcome.',
  },
  providerDuration: {
    type: 'histogram',
    name: 'trueshelf_provider_duration_seconds',
    labels: ['purpose'],
    help: 'Requests to providers of embeddings, by purpose.',
  },
  providerRetries: {
    type: 'counter',
    name: 'trueshelf_provider_retries_total',
    labels: ['purpose', 'reason'],
    help: 'Requests to providers that were sent again, by purpose and reason.',
  },
  queryVectors: {
    type: 'counter',
    name: 'trueshelf_query_vectors_total',
    labels: ['source'],
    help: 'Vectors that questions wanted from a provider, by who had them.',
  },
  embedded: {
    type: 'counter',
    name: 'trueshelf_embedded_products_total',
    labels: ['model'],
    help: 'Products that this process embedded, by model.',
  },
  parked: {
    type: 'counter',
    name: 'trueshelf_parked_products_total',
    labels: ['model'],
    help: 'Products that this process set aside because they failed by themselves, by model.',
  },
  modelInfo: {
    type: 'gauge',
    name: 'trueshelf_embedding_model_info',
    labels: ['model', 'provider', 'state'],
    help: '1 for every embedding model in use, with its provider and state.',
  },
  modelProducts: {
    type: 'gauge',
    name: 'trueshelf_embedding_products',
    labels: ['model'],
    help: 'Public products that ought to have a vector.',
  },
  modelEmbedded: {
    type: 'gauge',
    name: 'trueshelf_embedding_embedded_products',
    labels: ['model'],
    help: 'Public products that have a vector.',
  },
  modelCoverage: {
    type: 'gauge',
    name: 'trueshelf_embedding_coverage_ratio',
    labels: ['model'],
    help: 'Share of public products whose vector is of their present text, 0 to 1.',
  },
  modelBacklog: {
    type: 'gauge',
    name: 'trueshelf_embedding_backlog_products',
    labels: ['model'],
    help: 'Public products that wait to be embedded.',
  },
  modelInProgress: {
    type: 'gauge',
    name: 'trueshelf_embedding_in_progress_products',
    labels: ['model'],
    help: 'Public products that a worker holds.',
  },
  modelParked: {
    type: 'gauge',
    name: 'trueshelf_embedding_parked_products',
    labels: ['model'],
    help: 'Public products that are set aside and wait for an edit or an operator.',
  },
  modelOldestPending: {
    type: 'gauge',
    name: 'trueshelf_embedding_oldest_pending_seconds',
    labels: ['model'],
    help: 'How long the oldest change has waited to be embedded; 0 when nothing waits.',
  },
  modelLag: {
    type: 'gauge',
    name: 'trueshelf_embedding_lag_seconds',
    labels: ['model', 'quantile'],
    help: 'From a change to its vector, over what was embedded in the last hour; absent when nothing was.',
  },
  modelFailing: {
    type: 'gauge',
    name: 'trueshelf_embedding_provider_failing',
    labels: ['model'],
    help: '1 while the provider as a whole gave nothing when a worker, or this gateway for a question, last asked it, else 0.',
  },
} as const satisfies Record<string, MetricDefinition>;
