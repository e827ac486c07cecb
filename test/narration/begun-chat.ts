import type { BegunChat } from '../../src/narration/chat-answer.ts';
import type { EvidenceItem } from '../../src/retrieval/page.ts';

const span = { start: 0, end: 1, text: 'x' };

function makeItem(
  rank: number,
  of: Partial<EvidenceItem> & Pick<EvidenceItem, 'productId' | 'title'>,
): EvidenceItem {
  return {
    rank,
    cursor: `c${rank}`,
    handle: `p-${of.productId}`,
    brand: 'Pellworth',
    category: 'Biker Jackets',
    variantId: `${of.productId}1`,
    sku: `S-${of.productId}`,
    options: { colour: 'black', size: 'M' },
    weightGrams: '850',
    price: {
      ...{ amount: '98.00', currency: 'USD', compareAt: null, priceList: 'usd' },
      ...{ validFrom: null, validTo: null },
    },
    stock: { available: 12, status: 'IN_STOCK', locations: [] },
    score: { fused: 1, semantic: null, lexical: null, exact: null, preference: 0, pinned: false },
    matchedBy: ['WORDS'],
    checks: [
      { constraintId: 'c1', kind: 'PRICE_MAX', required: 'under $150.00', actual: '$98.00', satisfied: true },
    ],
    preferences: [],
    embedding: null,
    ...of,
  };
}

/** "leather jacket under $150" in an invented shop: three jackets of twelve, the last one sold out. */
export const question = 'leather jacket under $150';

export const begunChat: BegunChat = {
  conversationId: '019ab000-0000-7000-8000-000000000001',
  turnId: '019ab000-0000-7000-8000-000000000002',
  position: 1,
  move: 'SEARCH',
  replayed: false,
  decisionId: null,
  unrecorded: null,
  page: {
    asOf: '2026-11-23T20:00:00Z',
    currency: 'USD',
    items: [
      makeItem(1, { productId: '3', title: 'Juno Faux Leather Biker Jacket' }),
      makeItem(2, {
        ...{ productId: '46', title: 'Dyer Waxed Cotton Quilted Jacket', brand: 'Marl & Co' },
        options: { colour: 'olive', size: 'L' },
        weightGrams: '785',
        price: {
          ...{ amount: '119.50', currency: 'USD', compareAt: '139.00', priceList: 'usd' },
          ...{ validFrom: null, validTo: '2026-11-28T00:00:00Z' },
        },
      }),
      makeItem(3, {
        ...{ productId: '80', title: 'Foundry Suede Jacket', brand: null, weightGrams: null },
        options: { colour: 'tan', size: 'S' },
        price: {
          ...{ amount: '149.00', currency: 'USD', compareAt: null, priceList: 'usd' },
          ...{ validFrom: null, validTo: null },
        },
        stock: { available: 0, status: 'OUT_OF_STOCK', locations: [] },
      }),
    ],
    hasNextPage: true,
    total: { value: 12, exact: true },
    interpretation: {
      text: question,
      residue: 'leather jacket',
      constraints: [
        {
          ...{ id: 'c1', key: 'PRICE_MAX', kind: 'PRICE_MAX', source: 'RULE', origin: 'phrase: under' },
          ...{ span: { ...span, start: 15, end: 25, text: 'under $150' }, label: 'under $150.00' },
          ...{ filter: { price: { max: '150.00', currency: 'USD' } }, alternatives: [], remove: null },
          ...{ turn: null, trust: 'PARSED' },
        },
      ],
      preferences: [],
      sort: null,
      ignored: [],
      repairs: [],
      model: null,
    },
    retrieval: {
      ...{ mode: 'HYBRID', strategy: 'EXACT', candidatesScanned: 40, exhausted: true, embeddingModel: 'm' },
      ...{ similarityFloor: 0.2, anchor: null, curation: null, degraded: null, emptyReason: null },
    },
    funnel: { basis: 'CANDIDATES', exact: true, candidates: 40, steps: [], remaining: 12 },
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
    text: 'Here are the best 3 of 12 products. The closest is the Juno Faux Leather Biker Jacket.',
    sentences: [
      { text: 'Here are the best 3 of 12 products.', cites: ['3', '46', '80'] },
      { text: 'The closest is the Juno Faux Leather Biker Jacket.', cites: ['3'] },
    ],
  },
  latency: { read: 1, search: 2, narrate: 1, total: 4 },
};
