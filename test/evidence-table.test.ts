import { expect, it } from 'vitest';
import { renderEvidenceTable } from '../src/evidence-table.ts';
import type { EvidenceItem } from '../src/retrieval/page.ts';

const item: EvidenceItem = {
  rank: 1,
  cursor: 'c',
  productId: '1',
  handle: 'jacket',
  title: 'Rain Jacket',
  brand: 'Acme',
  category: 'jackets',
  variantId: '1',
  sku: 'J-1',
  options: {},
  weightGrams: null,
  price: {
    amount: '99.00',
    currency: 'USD',
    compareAt: null,
    priceList: 'public-usd',
    validFrom: '2026-01-01T00:00:00Z',
    validTo: null,
  },
  stock: { available: 4, status: 'LOW', locations: [] },
  score: { fused: 1, semantic: null, lexical: null, exact: null, preference: 0, pinned: false },
  matchedBy: ['WORDS'],
  checks: [
    { constraintId: 'c1', kind: 'PRICE_MAX', required: 'under $100.00', actual: '$99.00', satisfied: true },
    {
      constraintId: 'c2',
      kind: 'ATTRIBUTE',
      required: 'material wool',
      actual: 'material cotton',
      satisfied: false,
    },
  ],
  preferences: [],
  embedding: null,
};

it('aligns a row for each product, with a mark for each check', () => {
  const other: EvidenceItem = {
    ...item,
    rank: 10,
    title: 'Étoile Überzug',
    brand: null,
    price: { ...item.price, amount: '1299.00' },
    stock: { available: 0, status: 'OUT_OF_STOCK', locations: [] },
    checks: [],
  };
  const unknown: EvidenceItem = {
    ...other,
    rank: 11,
    stock: { available: null, status: 'UNKNOWN', locations: [] },
  };
  expect(renderEvidenceTable([item, other, unknown]).split('\n')).toEqual([
    'rank  title           brand        price  stock     checks',
    '   1  Rain Jacket     Acme     99.00 USD  4         ✓ under $100.00; ✗ material wool (material cotton)',
    '  10  Étoile Überzug  -      1299.00 USD  sold out',
    '  11  Étoile Überzug  -      1299.00 USD  unknown',
    '',
  ]);
});

it('has a column for wishes where there are some, with what they are compared by', () => {
  const lighter: EvidenceItem['preferences'][number] = {
    preferenceId: 'p1',
    kind: 'COMPARATIVE',
    measure: 'weight_grams',
    required: 'lighter than 1.2 kg',
    actual: '840 g',
    typical: '1.2 kg',
    satisfied: true,
  };
  const red: EvidenceItem['preferences'][number] = {
    preferenceId: 'p2',
    kind: 'ATTRIBUTE',
    measure: null,
    required: 'colour: red',
    actual: 'black',
    typical: null,
    satisfied: false,
  };
  const wished = { ...item, checks: [], preferences: [lighter, red] };
  expect(renderEvidenceTable([wished, { ...item, checks: [] }]).split('\n')).toEqual([
    'rank  title        brand      price  stock  wishes                                                checks',
    '   1  Rain Jacket  Acme   99.00 USD  4      ✓ lighter than 1.2 kg (840 g); – colour: red (black)',
    '   1  Rain Jacket  Acme   99.00 USD  4',
    '',
  ]);
});

it('shortens a long title and lets no control character reach the terminal', () => {
  const [, row] = renderEvidenceTable([
    { ...item, title: `\u001b[31m${'😀'.repeat(60)}\n`, checks: [] },
  ]).split('\n');
  expect(row).toBe(`   1   [31m${'😀'.repeat(38)}…  Acme   99.00 USD  4`);
});
