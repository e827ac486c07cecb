import type { BegunChat } from '../../src/narration/chat-answer.ts';
import type { EvidenceItem } from '../../src/retrieval/page.ts';

export const conversationId = '0199a000-0000-7000-8000-000000000001';
export const turnId = '0199a000-0000-7000-8000-000000000002';
export const decisionId = '0199a000-0000-7000-8000-000000000003';

const item: EvidenceItem = {
  rank: 1,
  cursor: 'c',
  productId: '7',
  handle: 'juno',
  title: 'Juno Jacket',
  brand: 'Pellworth',
  category: 'Jackets',
  variantId: '1',
  sku: 'JUNO-M',
  options: { size: 'M' },
  weightGrams: '850',
  price: {
    amount: '98.00',
    currency: 'USD',
    compareAt: null,
    priceList: 'public',
    validFrom: null,
    validTo: null,
  },
  stock: { available: 23, status: 'IN_STOCK', locations: [] },
  score: { fused: 1, exact: null, preference: 0, pinned: false, semantic: null, lexical: null },
  matchedBy: ['WORDS'],
  checks: [],
  preferences: [],
  embedding: null,
};

/** What `api.begin_chat` gives, and `api.chat` where `decided`: one item, and the template's two sentences. */
export function makeBegunChat({
  decided = false,
  sentences = [] as BegunChat['narration']['sentences'],
} = {}): BegunChat {
  return {
    conversationId,
    turnId,
    position: 1,
    move: 'SEARCH',
    replayed: false,
    decisionId: decided ? decisionId : null,
    unrecorded: null,
    page: {
      asOf: '2026-11-23T12:00:00Z',
      currency: 'USD',
      items: [item],
      hasNextPage: false,
      total: { value: 1, exact: true },
      interpretation: {
        text: 'jacket',
        residue: 'jacket',
        constraints: [],
        preferences: [],
        sort: null,
        ignored: [],
        repairs: [],
        model: null,
      },
      retrieval: {
        mode: 'LEXICAL',
        strategy: 'NONE',
        candidatesScanned: 1,
        exhausted: true,
        embeddingModel: null,
        similarityFloor: null,
        anchor: null,
        curation: null,
        degraded: null,
        emptyReason: null,
      },
      funnel: { basis: 'CANDIDATES', exact: true, candidates: 1, steps: [], remaining: 1 },
      relaxations: [],
    },
    reference: null,
    item: null,
    facts: [],
    superseded: [],
    nearest: [],
    narration: {
      source: 'TEMPLATE',
      reason: null,
      text: 'One jacket. It costs $98.00.',
      sentences:
        sentences.length > 0
          ? sentences
          : [
              { text: 'One jacket.', cites: ['7'] },
              { text: 'It costs $98.00.', cites: ['7'] },
            ],
    },
    latency: {},
  };
}
