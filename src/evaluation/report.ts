import { renderTable } from '../text-table.ts';
import type { Estimate } from './confidence-interval.ts';
import {
  type Comparison,
  type Evaluation,
  type Measure,
  measures,
  type Run,
  type RunName,
} from './evaluation.ts';
import { depth } from './metrics.ts';
import { nameHandles } from './name-handles.ts';

const titles: Readonly<Record<Measure, string>> = {
  ndcgAt10: 'nDCG@10',
  reciprocalRank: 'MRR',
  recallAt50: 'recall@50',
};

/** Queries may be long. */
const maxCell = 50;

/** The evaluation as text for a terminal. `byQuery`: with a line for each query and run. */
export function describeEvaluation(evaluation: Evaluation, byQuery: boolean): string {
  const sections = [
    describeMatter(evaluation),
    renderTable([headOfRuns, ...evaluation.runs.map(rowOfRun)], { maxCell }),
    describeNotes(evaluation),
    ...evaluation.comparisons.map(describeComparison),
    byQuery ? describeQueries(evaluation.runs) : '',
  ];
  return sections.filter((section) => section !== '').join('\n');
}

function describeMatter({ judgments, catalogue, models }: Evaluation): string {
  const { queries, pairs, available, none, unavailable, products, unknownProducts, unpricedProducts } =
    judgments;
  const lines = [
    `${countQueries(queries)}, ${pairs} graded ${pairs === 1 ? 'pair' : 'pairs'}; ${catalogue.products} products on sale in ${catalogue.currency}, model ${catalogue.model ?? 'none'}`,
    `${available} ${available === 1 ? 'query has' : 'queries have'} a good answer here, ${none} ${none === 1 ? 'is' : 'are'} judged to have none`,
  ];
  for (const { model, state, products: all, embedded, waiting } of models) {
    const rest = waiting === 0 ? '' : `, ${waiting} wait`;
    lines.push(
      `beside it the model ${model} (${state}), with vectors of ${embedded} of ${all} products${rest}`,
    );
  }
  if (unavailable > 0) {
    lines.push(
      `${unavailable} ${unavailable === 1 ? 'query is' : 'queries are'} left out: no good answer of theirs can be shown now`,
    );
  }
  if (unknownProducts + unpricedProducts > 0) {
    lines.push(
      `${unknownProducts + unpricedProducts} of ${products} judged products are left out: ${unknownProducts} not in the catalogue or hidden, ${unpricedProducts} without a current price`,
    );
  }
  return `${lines.join('\n')}\n`;
}

const headOfRuns = [
  '',
  ...measures.map((measure) => `${titles[measure]} (95 %)`),
  'judged@10',
  'no answer: rows',
  'empty',
];

function rowOfRun(run: Run): string[] {
  return [
    describeRun(run),
    ...measures.map((measure) => estimate(run[measure])),
    figure(run.judgedAt10, 2),
    figure(run.noAnswer.rows, 1),
    run.noAnswer.queries === 0 ? '–' : `${run.noAnswer.empty} of ${run.noAnswer.queries}`,
  ];
}

function describeNotes({ judgments, runs, unedited, seed, catalogue, against }: Evaluation): string {
  const { unknownHandles, unpricedHandles } = judgments;
  const notes: string[] = [];
  if (unknownHandles.length > 0) {
    notes.push(`not in the catalogue or hidden: ${nameHandles(unknownHandles)}`);
  }
  if (unpricedHandles.length > 0) {
    notes.push(`without a current price: ${nameHandles(unpricedHandles)}`);
  }
  for (const run of runs) {
    for (const { reason, queries } of run.degraded) {
      notes.push(`${describeRun(run)}: ${countQueries(queries)} degraded: ${reason}`);
    }
  }
  if (unedited !== null) {
    const rest =
      unedited === 0 ? '' : `; ${countQueries(unedited)} without a word of four letters asked without one`;
    notes.push(`the typos are those of --seed ${seed}${rest}`);
  }
  if (catalogue.waiting !== null && catalogue.waiting > 0) {
    notes.push(`${catalogue.waiting} products wait for their vector`);
  }
  if (against !== null && (against.products !== catalogue.products || against.model !== catalogue.model)) {
    notes.push(
      `not only the program changed: before, there were ${against.products} products and the model ${against.model ?? 'none'}`,
    );
  }
  return notes.map((note) => `note: ${note}\n`).join('');
}

function describeComparison({ from, to, noAnswer, unpaired, moved, ...tests }: Comparison): string {
  const rows = measures.map((measure) => {
    const { difference, p, better, worse, same } = tests[measure];
    return [
      titles[measure],
      figure(difference.mean, 3, true),
      interval(difference),
      p < 0.0001 ? '<0.0001' : p.toFixed(4),
      ...[better, worse, same].map(String),
    ];
  });
  const names = nameBoth(from, to);
  const parts = [
    `${names.to} against ${names.from}, over ${countQueries(tests.ndcgAt10.difference.queries)}${unpaired === 0 ? '' : ` (${unpaired} results have no counterpart)`}\n`,
    renderTable([['', 'difference', '95 % interval', 'p', 'better', 'worse', 'same'], ...rows], { maxCell }),
  ];
  if (noAnswer.queries > 0) {
    parts.push(`no good answer: ${figure(noAnswer.from, 1)} rows → ${figure(noAnswer.to, 1)} rows\n`);
  }
  if (moved.length > 0) {
    const movedRows = moved.map(({ query, asked, from: before, to: after }) => [
      asked === query ? query : `${query} → ${asked}`,
      figure(before),
      figure(after),
      figure(after - before, 3, true),
    ]);
    parts.push(
      '\n',
      renderTable([['moved most in nDCG@10', names.from, names.to, 'difference'], ...movedRows], { maxCell }),
    );
  }
  return parts.join('');
}

function describeQueries(runs: readonly Run[]): string {
  const rows = (runs[0]?.queries ?? []).flatMap((_, index) =>
    runs.flatMap((run) => {
      const result = run.queries[index];
      if (result === undefined) return [];
      const remark = { AVAILABLE: '', NONE: 'no good answer', UNAVAILABLE: 'left out' }[result.answer];
      return [
        [
          result.asked,
          describeRun(run),
          ...measures.map((measure) => figure(result[measure])),
          figure(result.judgedAt10, 2),
          String(result.rows),
          remark,
        ],
      ];
    }),
  );
  const head = [
    'query',
    '',
    ...measures.map((measure) => (measure === 'reciprocalRank' ? 'RR' : titles[measure])),
  ];
  return renderTable([[...head, 'judged@10', `rows of ${depth}`, ''], ...rows], { left: [0, 1, 7], maxCell });
}

function countQueries(count: number): string {
  return `${count} ${count === 1 ? 'query' : 'queries'}`;
}

function nameBoth(from: RunName, to: RunName): { from: string; to: string } {
  return from.earlier
    ? { from: `${describeRun(from)} before`, to: `${describeRun(to)} now` }
    : { from: describeRun(from), to: describeRun(to) };
}

function describeRun({ configuration, typos }: Pick<Run, 'configuration' | 'typos'>): string {
  return typos ? `${configuration} with typos` : configuration;
}

function figure(value: number | null, digits = 3, signed = false): string {
  if (value === null) return '–';
  const text = Math.abs(value).toFixed(digits);
  const isZero = Number(text) === 0;
  if (!signed) return value < 0 && !isZero ? `−${text}` : text;
  return isZero ? text : `${value < 0 ? '−' : '+'}${text}`;
}

function estimate({ mean, low, high }: Estimate): string {
  return low === null || high === null ? figure(mean) : `${figure(mean)} (${figure(low)}–${figure(high)})`;
}

function interval({ low, high }: Estimate): string {
  return low === null || high === null ? '–' : `${figure(low, 3, true)} to ${figure(high, 3, true)}`;
}
