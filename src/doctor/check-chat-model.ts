import { pino } from 'pino';
import type { Config } from '../config.ts';
import { noMetrics } from '../metrics.ts';
import type { BegunChat } from '../narration/chat-answer.ts';
import { type Diagnosis, makeOk } from './diagnosis.ts';

/**
 * Has the language model of chats narrate an invented answer of one product, as shoppers' answers are, if one is set up: one call,
 * two where the first gives nothing.
 */
export async function checkChatModel(narration: Config['narration']): Promise<Diagnosis[]> {
  if (narration === null) return [];
  const { model, deadlineMs } = narration;
  const { makeNarrator } = await import('../narration/openai-narrator.ts');
  const { makeScreening } = await import('../narration/screening.ts');
  let reason = '';
  const logger = pino(
    { level: 'warn' },
    { write: (line) => (reason = (JSON.parse(line) as { msg: string }).msg) },
  );
  const narrator = makeNarrator({ config: narration, logger, metrics: noMetrics });
  const screening = makeScreening(question, answer);
  const begunAt = performance.now();
  const telling = narrator.tell(question, answer, new AbortController().signal);
  let firstMs: number | null = null;
  let stand = 0;
  for await (const draft of telling.drafts) {
    firstMs ??= Math.round(performance.now() - begunAt);
    if (screening.judge(draft).length > 0) stand += 1;
  }
  const check = 'chat model';
  const expected = `sentences that stand, the first within the ${Math.ceil(deadlineMs / 2)} ms that TRUESHELF_CHAT_DEADLINE_MS leaves it`;
  const warn = (found: string, action: string): Diagnosis => ({
    check,
    status: 'warning',
    found,
    expected,
    action,
  });
  if (telling.outcome() !== 'WHOLE') {
    const [, detail = 'no answer'] = /^the language model did not narrate: (.*)$/.exec(reason) ?? [];
    return [
      warn(
        `${model} does not narrate: ${detail}`,
        'Until it does, the template speaks. See that OPENAI_BASE_URL and OPENAI_API_KEY are right, that the server has the model, and that it takes response_format with a strict JSON schema and streams.',
      ),
    ];
  }
  const said = screening.verdicts().filter(({ source }) => source === 'MODEL').length;
  const found = `${model} begins after ${firstMs} ms, and ${stand} of its ${said} sentences stand`;
  if (stand > 0) return [makeOk(check, found, expected)];
  return [
    warn(
      found,
      'What does not agree with the evidence is withheld, and the template speaks: use a model that follows instructions better.',
    ),
  ];
}

const question = 'blue scarf under $30';

/** Nobody's: no such product is in any shop. */
const answer: BegunChat = {
  ...{ conversationId: null, turnId: null, position: 1, move: 'SEARCH', replayed: false, decisionId: null },
  ...{ unrecorded: null, reference: null, item: null, facts: [], superseded: [], nearest: [], latency: {} },
  narration: { source: 'TEMPLATE', reason: null, text: '', sentences: [] },
  page: {
    ...{
      asOf: '2026-01-01T00:00:00Z',
      currency: 'USD',
      hasNextPage: false,
      total: { value: 1, exact: true },
    },
    items: [
      {
        ...{ rank: 1, cursor: '', productId: '1', handle: 'blue-scarf', title: 'Aldermoor cotton scarf' },
        ...{ brand: 'Trewick', category: 'Scarves', variantId: '1', sku: 'S-1', options: { colour: 'blue' } },
        weightGrams: '120',
        price: {
          amount: '24.00',
          currency: 'USD',
          compareAt: null,
          priceList: 'usd',
          validFrom: null,
          validTo: null,
        },
        stock: { available: 14, status: 'IN_STOCK', locations: [] },
        score: { fused: 1, semantic: null, lexical: null, exact: null, preference: 0, pinned: false },
        matchedBy: ['WORDS'],
        checks: [
          {
            constraintId: 'c1',
            kind: 'PRICE_MAX',
            required: 'under $30.00',
            actual: '$24.00',
            satisfied: true,
          },
        ],
        ...{ preferences: [], embedding: null },
      },
    ],
    interpretation: {
      ...{
        text: question,
        residue: 'blue scarf',
        preferences: [],
        sort: null,
        ignored: [],
        repairs: [],
        model: null,
      },
      constraints: [
        {
          ...{
            id: 'c1',
            key: 'PRICE_MAX',
            kind: 'PRICE_MAX',
            source: 'RULE',
            origin: null,
            alternatives: [],
          },
          ...{ span: { start: 11, end: 20, text: 'under $30' }, label: 'under $30.00', remove: null },
          ...{ filter: { price: { max: '30.00', currency: 'USD' } }, turn: null, trust: 'PARSED' },
        },
      ],
    },
    retrieval: {
      ...{ mode: 'LEXICAL', strategy: 'NONE', candidatesScanned: 1, exhausted: true, embeddingModel: null },
      ...{ similarityFloor: null, anchor: null, curation: null, degraded: null, emptyReason: null },
    },
    funnel: { basis: 'CANDIDATES', exact: true, candidates: 1, steps: [], remaining: 1 },
    relaxations: [],
  },
};
