import type { Retrieval as RetrievalRow } from '../src/retrieval/page.ts';
import { builder } from './builder.ts';
import { encodeGlobalId } from './global-id.ts';

const RetrievalMode = builder.enumType('RetrievalMode', {
  description: 'What candidates were proposed by.',
  values: {
    HYBRID: { description: 'Meaning and words.' },
    LEXICAL: { description: 'Words only.' },
    SEMANTIC: { description: 'Meaning only.' },
    BROWSE: { description: 'Nothing: there was no question, only a filter.' },
  } as const,
});

const RetrievalStrategy = builder.enumType('RetrievalStrategy', {
  description: 'How the nearest vectors were found.',
  values: {
    EXACT: { description: 'Every qualifying product was compared: nothing can be missing.' },
    APPROXIMATE: { description: 'An index proposed the nearest: a near one may be missing.' },
    NONE: { description: 'No vectors were compared.' },
  } as const,
});

const Curation = builder.objectRef<NonNullable<RetrievalRow['curation']>>('Curation').implement({
  description: "A merchant's hand in the answer to this very question.",
  fields: (t) => ({
    pinned: t.exposeInt('pinned', {
      description: 'Products pinned to it. They are shown only where they meet every constraint.',
    }),
    excluded: t.exposeInt('excluded', { description: 'Products left out of it.' }),
  }),
});

const Anchor = builder.objectRef<NonNullable<RetrievalRow['anchor']>>('Anchor').implement({
  description: 'The product that others were compared with.',
  fields: (t) => ({
    productId: t.id({
      description: 'Its global id.',
      resolve: ({ productId }) => encodeGlobalId('Product', productId),
    }),
    handle: t.exposeString('handle', { description: "The shop's own key." }),
    title: t.exposeString('title', { description: 'Its title.' }),
  }),
});

export const Retrieval = builder.objectRef<RetrievalRow>('Retrieval').implement({
  description: 'How the answer was found, and how far to trust that nothing is missing.',
  fields: (t) => ({
    mode: t.expose('mode', { type: RetrievalMode, description: 'What candidates were proposed by.' }),
    strategy: t.expose('strategy', {
      type: RetrievalStrategy,
      description: 'How the nearest vectors were found.',
    }),
    candidatesScanned: t.exposeInt('candidatesScanned', {
      description:
        'How many products were looked at. EXACT: all that qualify, each compared with the question. APPROXIMATE: those that the index and words proposed. NONE: those that words proposed, 0 where there were none; without a question, those that were listed.',
    }),
    exhausted: t.exposeBoolean('exhausted', {
      description: 'False: a scan hit its bound, so more might exist.',
    }),
    embeddingModel: t.exposeString('embeddingModel', {
      nullable: true,
      description: 'Name of the model that compared; null where none did.',
    }),
    similarityFloor: t.exposeFloat('similarityFloor', {
      nullable: true,
      description:
        "Cosine similarity that nearness in meaning had to exceed to propose a product: the model's own, measured on the catalogue, or `minSimilarity`. Null where no vectors were compared.",
    }),
    anchor: t.field({
      type: Anchor,
      nullable: true,
      description: 'The product that the answer is compared with, where the question names one; else null.',
      resolve: ({ anchor }) => anchor,
    }),
    curation: t.expose('curation', {
      type: Curation,
      nullable: true,
      description: 'What a merchant did to this answer; null: nothing.',
    }),
    degraded: t.exposeString('degraded', {
      nullable: true,
      description: 'Why the mode is less than it could be; null when it is not.',
    }),
    emptyReason: t.exposeString('emptyReason', {
      nullable: true,
      description: 'Why nothing came back; null when something did.',
    }),
  }),
});
