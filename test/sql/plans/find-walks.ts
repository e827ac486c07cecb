import type { PlanNode, StatementPlan } from './explain-call.ts';

/** Rows of each large table by its qualified name. The others are small, and are read whole with a good conscience. */
export type TableSizes = ReadonlyMap<string, number>;

/**
 * What a call must not do to a large table: scan it sequentially, or read half of its rows or more by an index, which comes
 * to the same. A text for each node that does, with its plan.
 */
export function findWalks(plans: readonly StatementPlan[], sizes: TableSizes): string[] {
  return plans.flatMap(({ statement, plan }) =>
    nodesOf(plan).flatMap((node) => {
      const fault = faultOf(node, sizes);
      return fault === null ? [] : [`${fault}\n${render(plan)}\nof: ${statement.trim().slice(0, 500)}`];
    }),
  );
}

function faultOf(node: PlanNode, sizes: TableSizes): string | null {
  const table = `${node.Schema}.${node['Relation Name']}`;
  const size = sizes.get(table);
  if (size === undefined) return null;
  if (node['Actual Loops'] === 0) return null; // planned, as by EXPLAIN, and never run
  if (node['Node Type'].endsWith('Seq Scan')) return `${table} is scanned sequentially`;
  const rows = rowsRead(node);
  return rows >= size / 2 ? `${rows} of ${size} rows of ${table} are read` : null;
}

/** Rows over all loops, with those that were read and turned away. */
function rowsRead(node: PlanNode): number {
  const rows =
    (node['Actual Rows'] ?? 0) +
    (node['Rows Removed by Filter'] ?? 0) +
    (node['Rows Removed by Index Recheck'] ?? 0);
  return Math.round(rows * (node['Actual Loops'] ?? 1));
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** A line a node, as EXPLAIN writes it. */
function render(node: PlanNode, depth = 0): string {
  const parts = [
    node['Node Type'],
    node['Index Name'] && `using ${node['Index Name']}`,
    node['Relation Name'] && `on ${node.Schema}.${node['Relation Name']}`,
    `(${rowsRead(node)} rows read, ${node['Actual Loops'] ?? 0} loops)`,
    node['Index Cond'] && `index ${node['Index Cond']}`,
    node['Order By'] && `order ${node['Order By']}`,
    node.Filter && `filter ${node.Filter}`,
  ];
  const line = `${'  '.repeat(depth)}${parts.filter((part) => part).join(' ')}`;
  return [line, ...(node.Plans ?? []).map((child) => render(child, depth + 1))].join('\n');
}
