import type {
  EmbeddingFault as EmbeddingFaultRow,
  EmbeddingModelStatus as EmbeddingModelStatusRow,
} from '../src/retrieval/embedding-status.ts';
import { builder } from './builder.ts';

const EmbeddingModelState = builder.enumType('EmbeddingModelState', {
  description: 'Where a model stands in its life.',
  values: {
    BUILDING: {
      value: 'building',
      description: 'Its vectors are being made beside those of the active model.',
    },
    PAUSED: {
      value: 'paused',
      description: 'Its building was stopped; what is done stays, and may be gone on with.',
    },
    STANDBY: {
      value: 'standby',
      description: 'It is complete and kept fresh, and may take over; it answers nothing.',
    },
    ACTIVE: { value: 'active', description: 'It answers questions.' },
  } as const,
});

const EmbeddingFault = builder.objectRef<EmbeddingFaultRow>('EmbeddingFault').implement({
  description: 'What went wrong when vectors were last asked for.',
  fields: (t) => ({
    code: t.string({
      description: 'What kind of fault it is, such as PROVIDER_RATE_LIMIT.',
      resolve: ({ code }) => code ?? 'UNKNOWN',
    }),
    message: t.exposeString('message', {
      nullable: true,
      description: 'What was found. Only for merchants.',
    }),
    hint: t.exposeString('hint', { nullable: true, description: 'What to do. Only for merchants.' }),
    at: t.expose('at', { type: 'DateTime', nullable: true, description: 'When that was.' }),
  }),
});

const EmbeddingModelStatus = builder.objectRef<EmbeddingModelStatusRow>('EmbeddingModelStatus').implement({
  description:
    'How much of the catalogue a model has embedded, and how fresh that is. Merchants get figures of all products, others of those that everybody may see.',
  fields: (t) => ({
    model: t.exposeString('model', { description: 'Name of the model.' }),
    provider: t.exposeString('provider', {
      description: 'Who makes its vectors: "builtin" or "openai" (anything that speaks that API).',
    }),
    state: t.expose('state', { type: EmbeddingModelState, description: 'Where it stands in its life.' }),
    dimensions: t.exposeInt('dimensions', { description: 'Length of its vectors.' }),
    products: t.exposeInt('products', { description: 'Products that ought to have a vector.' }),
    embedded: t.exposeInt('embedded', { description: 'Products that have one, `stale` ones among them.' }),
    stale: t.exposeInt('stale', {
      description:
        'Products whose text has changed since their vector was made. They are found by it all the same.',
    }),
    coverage: t.exposeFloat('coverage', {
      description: 'Share of the products that have a vector of their present text, 0 to 1.',
    }),
    backlog: t.exposeInt('backlog', {
      description: 'Products that wait to be embedded, edited ones among them.',
    }),
    inProgress: t.exposeInt('inProgress', {
      description: 'Those of the backlog that a worker has taken.',
    }),
    parked: t.exposeInt('parked', {
      description: 'Products that were set aside after failing. An edit or an operator puts them back.',
    }),
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
    lagP50Seconds: t.exposeFloat('lagP50Seconds', {
      nullable: true,
      description:
        'Seconds from an edit to its vector, of half of what was embedded in the last hour; null where nothing was.',
    }),
    lagP95Seconds: t.exposeFloat('lagP95Seconds', {
      nullable: true,
      description: 'The same of 95 in a hundred.',
    }),
    similarityFloor: t.exposeFloat('similarityFloor', {
      nullable: true,
      description:
        'The relevance floor, measured on the catalogue: only products whose similarity to a question is above it are proposed by meaning. null: not measured, or too few products to; then nothing below 0 is proposed.',
    }),
    failure: t.field({
      type: EmbeddingFault,
      nullable: true,
      description: 'Why its provider gives no vectors at all at the moment; null when it does.',
      resolve: ({ failure }) => failure,
    }),
    lastError: t.field({
      type: EmbeddingFault,
      nullable: true,
      description: 'What went wrong last with a product that waits or is parked; null when nothing did.',
      resolve: ({ lastError }) => lastError,
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
      description: 'All models in use, the active one first.',
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
