import type { Database, Queryable } from '../db/database.ts';
import type { ImportCounts } from './import-report.ts';
import { planWaves } from './plan-waves.ts';
import type { PreparedRecord } from './prepare-record.ts';
import type { RecordFault } from './record-fault.ts';

export interface BatchItem {
  line: number;
  prepared: PreparedRecord;
}

export interface BatchOutcome {
  counts: Record<string, ImportCounts>;
  rejections: (RecordFault & { line: number })[];
  /** Whether a record of the input, not only of the mapping (line 0), is in. */
  tookIn: boolean;
}

/**
 * One transaction, which stays whole or leaves nothing. Where the database refuses it for a fault in the data that no
 * check foresaw, the halves are tried by themselves, so that a single record is refused in the end and not the batch.
 * `alongside` runs in each transaction that takes in a record of the input.
 */
export async function sendBatch(
  database: Database,
  batch: BatchItem[],
  source: string,
  importedAt: Date | undefined,
  alongside?: (connection: Queryable) => Promise<void>,
): Promise<BatchOutcome> {
  try {
    return await database.transaction(async (connection) => {
      const outcome: BatchOutcome = { counts: {}, rejections: [], tookIn: false };
      for (const wave of planWaves(batch))
        addOutcome(outcome, await sendWave(connection, wave, source, importedAt));
      if (outcome.tookIn) await alongside?.(connection);
      return outcome;
    });
  } catch (error) {
    const fault = readDataFault(error);
    const [first] = batch;
    if (fault === null || first === undefined) throw error;
    if (batch.length === 1)
      return { counts: {}, rejections: [{ line: first.line, ...fault }], tookIn: false };
    const half = Math.ceil(batch.length / 2);
    const outcome = await sendBatch(database, batch.slice(0, half), source, importedAt, alongside);
    addOutcome(outcome, await sendBatch(database, batch.slice(half), source, importedAt, alongside));
    return outcome;
  }
}

interface WaveResult {
  counts: Record<string, ImportCounts>;
  rejections: { index: number; field: string; reason: string; found: string | null }[];
}

async function sendWave(
  connection: Queryable,
  wave: BatchItem[],
  source: string,
  importedAt: Date | undefined,
): Promise<BatchOutcome> {
  const [row] = await connection.query<{ result: WaveResult }>(
    `select product.import_batch(
       records => $1::jsonb,
       source => $2,
       imported_at => coalesce($3::timestamptz, now())
     ) as result`,
    [JSON.stringify(wave.map((item) => item.prepared)), source, importedAt?.toISOString() ?? null],
  );
  if (row === undefined) throw new Error('product.import_batch returned no row.');
  const refused = new Set(row.result.rejections.map(({ index }) => index));
  return {
    counts: row.result.counts,
    tookIn: wave.some(({ line }, index) => line > 0 && !refused.has(index)),
    rejections: row.result.rejections.map(({ index, field, reason, found }) => ({
      line: wave[index]?.line ?? 0,
      field,
      reason,
      ...(found === null ? {} : { found }),
    })),
  };
}

function addOutcome(total: BatchOutcome, part: BatchOutcome): void {
  total.rejections.push(...part.rejections);
  total.tookIn ||= part.tookIn;
  addCounts(total.counts, part.counts);
}

export function addCounts(
  total: Record<string, ImportCounts>,
  part: Readonly<Record<string, ImportCounts>>,
): void {
  for (const [kind, counts] of Object.entries(part)) {
    const sum = total[kind] ?? { created: 0, updated: 0, unchanged: 0 };
    total[kind] = {
      created: sum.created + counts.created,
      updated: sum.updated + counts.updated,
      unchanged: sum.unchanged + counts.unchanged,
    };
  }
}

/** Data exceptions (22…) and violated constraints (23…) are faults of a record; all else ends the import. */
function readDataFault(error: unknown): RecordFault | null {
  if (!(error instanceof Error) || !('code' in error) || !/^2[23]/.test(String(error.code))) return null;
  const column = 'column' in error && typeof error.column === 'string' ? error.column : '';
  const detail = 'detail' in error && typeof error.detail === 'string' ? ` (${error.detail})` : '';
  return { field: column, reason: `is refused by the database: ${error.message}${detail}` };
}
