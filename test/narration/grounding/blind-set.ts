import { readFileSync } from 'node:fs';
import type {
  BegunChat,
  ChatEvidenceItem,
  ItemAnswer,
  ItemOffer,
} from '../../../src/narration/chat-answer.ts';
import { type Ground, makeGround } from '../../../src/narration/grounding/ground.ts';
import type { Constraint, EvidenceItem, ItemFilter, Preference } from '../../../src/retrieval/page.ts';

export interface Judged {
  answer: string;
  text: string;
  cites: string[];
  truthful: boolean;
}

interface Told {
  answer: string;
  question: string;
  currency: string;
  total: number;
  more: boolean;
  anchor: { productId: string; handle: string; title: string } | null;
  emptyReason: string | null;
  residue: string;
  constraints: {
    id: string;
    key: string;
    kind: Constraint['kind'];
    label: string;
    filter: ItemFilter | null;
  }[];
  preferences: [kind: Preference['kind'], key: string, label: string][];
  sort: [sort: 'RATING' | 'PRICE_ASC', label: string] | null;
  ignored: [text: string, reason: string][];
  repairs: { from: string; to: string }[];
  funnel: [id: string, kind: Constraint['kind'], label: string, turnedAway: number, remaining: number][];
  relaxations: [ids: string[], label: string, more: number][];
  items: ToldItem[];
  /** Of a turn about one product. */
  item?: {
    asked: string[];
    attributes: ToldItem['attributes'];
    offers: [
      options: ToldItem['options'],
      grams: string,
      price: ToldItem['price'],
      stock: ToldItem['stock'],
    ][];
  };
}

interface ToldItem {
  id: string;
  title: string;
  brand: string;
  category: string;
  options: Record<string, string>;
  grams: string | null;
  price: [amount: string, currency: string, compareAt: string | null, from: string | null, to: string | null];
  stock: [
    status: EvidenceItem['stock']['status'],
    available: number,
    places: [name: string, available: number][],
  ];
  rating: string | null;
  attributes: [name: string, label: string, value: string][];
  checks: [kind: Constraint['kind'], required: string, actual: string, satisfied: boolean][];
  preferences: [
    kind: Preference['kind'],
    measure: string | null,
    required: string,
    actual: string,
    typical: string | null,
    satisfied: boolean,
  ][];
}

/**
 * Answers of the demo shop. `recorded`: with rating and attributes of each product, as `api.begin_chat` gives them; without, as
 * answers that were kept before it did.
 */
export function readGrounds(recorded: boolean): Map<string, Ground> {
  return new Map(
    readAnswers().map((told) => [
      told.answer,
      makeGround({ begun: makeBegun(told, recorded), question: told.question }),
    ]),
  );
}

/** The evidence of all these answers. */
export function readItems(): ChatEvidenceItem[] {
  return readAnswers().flatMap(({ items }) => items.map((item, index) => makeItem(item, index + 1, true)));
}

/** `file` has a line of names, then answer, cites, truthful and text, with tabs between; a text with odd characters is a JSON string. */
export function readSentences(file: string): Judged[] {
  return read(file)
    .slice(1)
    .map((line) => {
      const [answer = '', cites = '', truthful, text = ''] = line.split('\t');
      return {
        answer,
        text: text.startsWith('"') ? (JSON.parse(text) as string) : text,
        cites: cites === '' ? [] : cites.split(','),
        truthful: truthful === 'yes',
      };
    });
}

function readAnswers(): Told[] {
  return ['blind-answers.jsonl', 'third-answers.jsonl'].flatMap((file) =>
    read(file).map((line) => JSON.parse(line) as Told),
  );
}

function read(file: string): string[] {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
}

const turn = { id: '019ab000-0000-7000-8000-000000000001', position: 1 };
const removed = { source: 'RULE', origin: null, remove: null, alternatives: [], turn: null } as const;

function makeBegun(told: Told, recorded: boolean): BegunChat {
  const span = { start: 0, end: 0, text: '' };
  const asOf = '2026-11-23T19:12:09.000000Z';
  const begun: unknown = {
    conversationId: turn.id,
    turnId: turn.id,
    position: 1,
    move: 'SEARCH',
    replayed: false,
    decisionId: null,
    unrecorded: null,
    page: {
      asOf,
      currency: told.currency,
      items: told.items.map((item, index) => makeItem(item, index + 1, recorded)),
      hasNextPage: told.more,
      total: { value: told.total, exact: true },
      interpretation: {
        text: told.question,
        residue: told.residue,
        constraints: told.constraints.map((constraint) => ({
          ...removed,
          ...constraint,
          span,
          trust: 'PARSED',
        })),
        preferences: told.preferences.map(([kind, key, label], index) => ({
          ...{ ...removed, id: `p${index + 1}`, key, kind, label, span, trust: 'PARSED' },
          ...{ filter: null, measures: [], direction: null },
        })),
        sort: told.sort && {
          ...removed,
          key: 'SORT',
          sort: told.sort[0],
          label: told.sort[1],
          span,
          trust: 'PARSED',
        },
        ignored: told.ignored.map(([text, reason]) => ({
          span: { ...span, text },
          kind: 'NOT_POSSIBLE',
          key: null,
          reason,
        })),
        repairs: told.repairs,
        model: null,
      },
      retrieval: {
        ...{ mode: 'HYBRID', strategy: 'EXACT', candidatesScanned: told.total, exhausted: true },
        ...{ embeddingModel: null, similarityFloor: null, curation: null, degraded: null },
        anchor: told.anchor,
        emptyReason: told.emptyReason,
      },
      funnel: {
        ...{ basis: 'CANDIDATES', exact: true, candidates: told.total, remaining: told.total },
        steps: told.funnel.map(([constraintId, kind, label, turnedAway, remaining]) => ({
          ...{ constraintId, kind, label, turnedAway, remaining },
        })),
      },
      relaxations: told.relaxations.map(([constraintIds, label, more]) => ({
        ...{ constraintIds, label, more, exact: true, apply: { where: {}, dismiss: [] } },
      })),
    },
    reference: null,
    item: told.item ? makeToldItem(told.item) : null,
    facts: [],
    superseded: [],
    nearest: [],
    narration: { source: 'TEMPLATE', reason: null, text: '', sentences: [] },
    latency: {},
  };
  return begun as BegunChat;
}

function makeToldItem({ asked, attributes, offers }: NonNullable<Told['item']>): ItemAnswer {
  return {
    asked,
    attributes: attributes.map(([name, label, value]) => ({ name, label, value })),
    offers: offers.map(([options, weightGrams, price, stock], index) => ({
      ...{ variantId: String(index), sku: `S-${index}`, options, weightGrams },
      ...{ price: makePrice(price), stock: makeStock(stock) },
    })),
    changes: [],
    gone: false,
  };
}

function makePrice([amount, currency, compareAt, from, to]: ToldItem['price']): ItemOffer['price'] {
  const midnight = (day: string | null) => day && `${day}T00:00:00.000000Z`;
  return {
    amount,
    currency,
    compareAt,
    priceList: 'standard',
    validFrom: midnight(from),
    validTo: midnight(to),
  };
}

function makeStock([status, available, places]: ToldItem['stock']): ItemOffer['stock'] {
  return {
    available,
    status,
    locations: places.map(([name, left]) => ({ code: name, name, available: left })),
  };
}

function makeItem(item: ToldItem, rank: number, recorded: boolean): ChatEvidenceItem {
  return {
    rank,
    cursor: String(rank),
    productId: item.id,
    handle: `p-${item.id}`,
    title: item.title,
    brand: item.brand,
    category: item.category,
    variantId: item.id,
    sku: `S-${item.id}`,
    options: item.options,
    weightGrams: item.grams,
    price: makePrice(item.price),
    stock: makeStock(item.stock),
    score: { fused: 1, semantic: null, lexical: null, exact: null, preference: 0, pinned: false },
    matchedBy: ['WORDS'],
    checks: item.checks.map(([kind, required, actual, satisfied]) => ({
      ...{ constraintId: 'c1', kind, required, actual, satisfied },
    })),
    preferences: item.preferences.map(([kind, measure, required, actual, typical, satisfied]) => ({
      ...{ preferenceId: 'p1', kind, measure, required, actual, typical, satisfied },
    })),
    embedding: null,
    ...(recorded
      ? {
          rating: item.rating,
          attributes: item.attributes.map(([name, label, value]) => ({ name, label, value })),
        }
      : {}),
  };
}
