import type { EmbeddingModelStatus as EmbeddingModelStatusRow } from '../src/retrieval/embedding-status.ts';
import { builder } from './builder.ts';

const EmbeddingModelState = builder.enumType('EmbeddingModelState', {
  description: 'Where a model stands in its life.',
  values: {
    BUILDING: {
      value: 'building',
      description: 'Its vectors are being made beside those of the active model.',
    },
    ACTIVE: { value: 'active', description: 'It answers questions.' },
    RETIRED: { value: 'retired', description: 'It answered questions once.' },
  } as const,
});

const EmbeddingModelStatus = builder.objectRef<EmbeddingModelStatusRow>('EmbeddingModelStatus').implement({
  description: 'How much of the catalogue a model has embedded, and how fresh that is.',
  fields: (t) => ({
    model: t.exposeString('model', { description: 'Name of the model.' }),
    provider: t.exposeString('provider', {
      description: 'Who makes its vectors: "builtin" or "openai" (anything that speaks that API).',
    }),
    state: t.expose('state', { type: EmbeddingModelState, description: 'Where it stands in its life.' }),
    dimensions: t.exposeInt('dimensions', { description: 'Length of its vectors.' }),
    products: t.exposeInt('products', { description: 'Products that ought to have a vector.' }),
    embedded: t.exposeInt('embedded', { description: 'Products that have one.' }),
    backlog: t.exposeInt('backlog', {
      description: 'Products that wait to be embedded, edited ones among them.',
    }),
    parked: t.exposeInt('parked', { description: 'Products that failed too often and wait for a hand.' }),
    oldestPending: t.expose('oldestPending', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when the oldest of the backlog waits; null when there is none.',
    }),
    lastEmbeddedAt: t.expose('lastEmbeddedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When a product was last embedded; null before the first.',
    }),
    similarityFloor: t.exposeFloat('similarityFloor', {
      nullable: true,
      description:
        'The relevance floor, measured on the catalogue: only products whose similarity to a question is above it are proposed by meaning. null: not measured, or too few products to; then nothing below 0 is proposed.',
    }),
  }),
});

const EmbeddingStatus = builder.objectRef<EmbeddingModelStatusRow[]>('EmbeddingStatus').implement({
  description: 'How fresh meaning is. Prices and stock are never stale: they are not embedded.',
  fields: (t) => ({
    active: t.field({
      type: EmbeddingModelStatus,
      nullable: true,
      description:
        'The model that answers questions; null before the first is fitted, when answers go by words alone.',
      resolve: (models) => models.find(({ state }) => state === 'active') ?? null,
    }),
    models: t.field({
      type: [EmbeddingModelStatus],
      description: 'All models, the active one among them.',
      resolve: (models) => models,
    }),
  }),
});

builder.queryField('embeddingStatus', (t) =>
  t.field({
    type: EmbeddingStatus,
    description: 'The embedding models, with their coverage and backlog.',
    resolve: (_root, _args, { ask }) => ask.embeddingStatus(),
  }),
);
