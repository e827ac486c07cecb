import { renderTable } from '../text-table.ts';
import type { DecisionRecord } from './decision.ts';

/** A line a decision. */
export function describeDecisions(decisions: readonly DecisionRecord[]): string {
  if (decisions.length === 0) return 'There is no such decision.\n';
  return renderTable(
    [
      ['decision', 'when', 'who', 'move', 'shown', 'said by', 'question'],
      ...decisions.map((decision) => [
        decision.decisionId,
        formatInstant(decision.decidedAt),
        decision.principal,
        decision.move ?? '',
        describeShown(decision),
        decision.error === null ? (decision.narration.source ?? '') : `failed: ${decision.error.code}`,
        decision.question ?? '(forgotten)',
      ]),
    ],
    { left: [0, 1, 2, 3, 5, 6], maxCell: 60 },
  );
}

/** Everything about one, for people. */
export function describeDecision(decision: DecisionRecord): string {
  const { error, narration, usage } = decision;
  const lines: [string, string | null][] = [
    ['decision', decision.decisionId],
    ['question', decision.question ?? '(forgotten)'],
    [
      'asked by',
      decision.principal + (decision.customerGroup === null ? '' : ` of ${decision.customerGroup}`),
    ],
    ['answered', formatInstant(decision.decidedAt)],
    ['prices as of', formatInstant(decision.asOf)],
    [
      'conversation',
      decision.conversationId && `${decision.conversationId}, turn ${decision.position ?? '?'}`,
    ],
    ['move', decision.move],
    ['understood', listLabels(decision)],
    ['from memory', decision.facts.map(({ key, turn }) => `${key} (turn ${turn.position})`).join(', ')],
    ['request', describeObject(decision.request)],
    ['found by', describeObject(decision.retrieval)],
    ['policies', describeObject(decision.policies)],
    ['models', describeObject(decision.models)],
    ['turned away', listTurnedAway(decision)],
    ['shown', describeShown(decision)],
    ['said by', narration.source],
    ['said', narration.text],
    ['withheld', describeWithheld(decision)],
    ['milliseconds', listFigures(decision.latency)],
    ['tokens', usage && `${usage.promptTokens} in, ${usage.completionTokens} out, ${usage.calls} calls`],
    ['error', error && `${error.code}: ${error.message}`],
    [
      'feedback',
      decision.feedback.map(({ kind, productId }) => kind + (productId ? ` ${productId}` : '')).join(', '),
    ],
  ];
  const head = renderTable(
    lines.flatMap(([name, value]) => (value ? [[name, value]] : [])),
    { left: [0, 1] },
  );
  return decision.evidence.length === 0 ? head : `${head}\n${renderEvidence(decision)}`;
}

function renderEvidence({ evidence }: DecisionRecord): string {
  return renderTable(
    [
      ['rank', 'handle', 'sku', 'price', 'stock'],
      ...evidence.map(({ rank, handle, sku, price, stock }) => [
        String(rank),
        handle,
        sku,
        `${price.amount} ${price.currency}`,
        stock.available === null ? stock.status : String(stock.available),
      ]),
    ],
    { left: [1, 2] },
  );
}

function describeShown({ evidence, retrieval: { total } }: DecisionRecord): string {
  if (total === undefined) return String(evidence.length);
  return `${evidence.length} of ${total.exact ? '' : 'at least '}${total.value}`;
}

function listLabels({ interpretation: { constraints, preferences, sort } }: DecisionRecord): string {
  return [...constraints, ...preferences, ...(sort === null ? [] : [sort])]
    .map(({ label }) => label)
    .join(', ');
}

function listTurnedAway({ funnel }: DecisionRecord): string {
  return (funnel?.steps ?? [])
    .filter(({ turnedAway }) => turnedAway > 0)
    .map(({ label, turnedAway }) => `${turnedAway} by ${label}`)
    .join(', ');
}

function describeWithheld({ verdicts }: DecisionRecord): string {
  return verdicts
    .filter(({ verdict }) => verdict === 'WITHHELD')
    .map(({ position, reasons }) => `sentence ${position} (${reasons.map(({ code }) => code).join(', ')})`)
    .join(', ');
}

function listFigures(figures: Record<string, number>): string {
  return Object.entries(figures)
    .map(([stage, ms]) => `${stage} ${ms}`)
    .join(', ');
}

function describeObject(value: object): string | null {
  return Object.keys(value).length > 0 ? JSON.stringify(value) : null;
}

/** To the second, in UTC. */
export function formatInstant(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')}Z`;
}
