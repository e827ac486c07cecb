import type { Queryable } from '../../src/db/database.ts';
import { interpret } from '../../src/retrieval/interpret.ts';
import { percentile } from './percentile.ts';
import { timed } from './timed.ts';

/** What it costs to read some texts with `api.interpret`: round trips over one connection. */
export interface InterpretationFigures {
  texts: number;
  p50Ms: number;
  p95Ms: number;
  /** The text whose median over the rounds is the highest, with that median. */
  slowest: { text: string; p50Ms: number };
  /** Constraints, preferences, orders and ignored pieces that were read, over all texts: a reader that reads nothing is fast. */
  read: number;
}

/** Reads every text once to warm up, then in rounds, one after the other. */
export async function measureInterpretation(
  connection: Queryable,
  texts: readonly string[],
  rounds: number,
): Promise<InterpretationFigures> {
  let read = 0;
  for (const text of texts) {
    const { constraints, preferences, sort, ignored } = await interpret(connection, text, null);
    const said = constraints.filter(({ source }) => source !== 'DEFAULT');
    read += said.length + preferences.length + ignored.length + (sort === null ? 0 : 1);
  }
  const times = new Map(texts.map((text): [string, number[]] => [text, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [text, taken] of times) taken.push((await timed(() => interpret(connection, text, null))).ms);
  }
  const all = [...times.values()].flat();
  const medians = [...times].map(([text, taken]) => ({ text, p50Ms: percentile(taken, 0.5) }));
  return {
    texts: texts.length,
    p50Ms: percentile(all, 0.5),
    p95Ms: percentile(all, 0.95),
    slowest: medians.reduce((one, other) => (other.p50Ms > one.p50Ms ? other : one)),
    read,
  };
}

/** p50 and p95 of the larger shop by those of the smaller one, from each shop to the next larger one. */
export interface InterpretationGrowth {
  kind: InterpretationKind;
  from: number;
  to: number;
  p50Ratio: number;
  p95Ratio: number;
}

/** questions: those of the search, most without a constraint. sentences: several things in each. */
export const interpretationKinds = ['questions', 'sentences'] as const;
export type InterpretationKind = (typeof interpretationKinds)[number];

export function measureInterpretationGrowth(
  shops: readonly { products: number; interpretation: Record<InterpretationKind, InterpretationFigures> }[],
): InterpretationGrowth[] {
  const bySize = [...shops].sort((one, other) => one.products - other.products);
  return bySize.slice(1).flatMap((larger, index) => {
    const smaller = bySize[index];
    if (smaller === undefined) return [];
    return interpretationKinds.map((kind) => {
      const [before, after] = [smaller.interpretation[kind], larger.interpretation[kind]];
      return {
        kind,
        from: smaller.products,
        to: larger.products,
        p50Ratio: after.p50Ms / before.p50Ms,
        p95Ratio: after.p95Ms / before.p95Ms,
      };
    });
  });
}
