import type { Database, Queryable } from '../db/database.ts';
import type { CheckResult } from './check-record.ts';
import type { ImportReport, Rejection } from './import-report.ts';
import { prepareRecord } from './prepare-record.ts';
import { addCounts, type BatchItem, sendBatch } from './send-batch.ts';

export interface ImportOptions {
  /** Where the records come from, for the change log: a file's name, "demo". At most 200 characters are kept. */
  source: string;
  /** Records a transaction; default 500. */
  batchSize?: number;
  /** When undated prices begin; by default the database's clock at each batch. */
  importedAt?: Date;
  /** Called after each batch, with the report so far; what it throws ends the import between two batches. */
  onProgress?: (done: number, total: number | undefined, report: ImportReport) => void;
  onRejected?: (rejection: Rejection) => void;
  /** Runs in the transaction of the first batch that takes in a record of the input; may run again where that fails. */
  withFirstBatch?: (connection: Queryable) => Promise<void>;
}

/** One record as it was read: checked or refused. */
export interface ImportEntry {
  /** 0: no line of the input, and not counted. */
  line: number;
  result: CheckResult;
  /** Length of its text; bounds what one transaction sends. */
  size: number;
  unregistered?: ReadonlySet<string>;
}

const defaultBatchSize = 500;
const maxBatchSize = 5000;
/** Long records make batches of fewer: a jsonb value ends at 256 MB, and the embedded engine's memory never shrinks. */
const maxBatchCharacters = 4 * 1024 * 1024;
/** The planner is told of the new products when there are so many, and again each time their number has grown fourfold. */
const firstAnalyze = 500;
const growthBetweenAnalyzes = 4;

/** Sends entries in batches, each one transaction. What failed half way can be run again: whole batches stay. */
export async function runImport(
  database: Database,
  entries: AsyncIterable<ImportEntry>,
  options: ImportOptions & { estimateTotal?: (lines: number) => number | undefined },
): Promise<ImportReport> {
  const { batchSize = defaultBatchSize, onProgress, onRejected } = options;
  if (!Number.isInteger(batchSize) || batchSize < 1 || batchSize > maxBatchSize) {
    throw new RangeError(`Found batchSize ${batchSize}; expected 1 to ${maxBatchSize}.`);
  }
  const source = options.source.replaceAll('\u0000', '').slice(0, 200);
  const startedMs = performance.now();
  const report: ImportReport = {
    lines: 0,
    accepted: 0,
    rejected: 0,
    counts: {},
    unusedFields: {},
    seconds: 0,
    rowsPerSecond: 0,
  };
  let batch: BatchItem[] = [];
  /** Held until their batch is through, so that rejections come in the order of their lines. */
  let rejections: Rejection[] = [];
  let characters = 0;
  let analyzeAt = firstAnalyze;
  let alongside = options.withFirstBatch;

  const flush = async (): Promise<void> => {
    if (batch.length > 0) {
      const outcome = await sendBatch(database, batch, source, options.importedAt, alongside);
      if (outcome.tookIn) alongside = undefined;
      addCounts(report.counts, outcome.counts);
      rejections.push(...outcome.rejections);
      const created = report.counts.product?.created ?? 0;
      if (created >= analyzeAt) {
        await analyze(database);
        analyzeAt = created * growthBetweenAnalyzes;
      }
    }
    report.rejected += rejections.length;
    for (const rejection of rejections.sort((a, b) => a.line - b.line)) onRejected?.(rejection);
    batch = [];
    rejections = [];
    characters = 0;
    report.accepted = report.lines - report.rejected;
    report.seconds = (performance.now() - startedMs) / 1000;
    report.rowsPerSecond = report.lines / Math.max(report.seconds, 0.001);
    onProgress?.(report.lines, options.estimateTotal?.(report.lines), report);
  };

  for await (const { line, result, size, unregistered } of entries) {
    if (characters + size > maxBatchCharacters) await flush();
    if (line > 0) report.lines += 1;
    if (result.fault) {
      rejections.push({ line, ...result.fault });
    } else {
      batch.push({ line, prepared: prepareRecord(result.record, unregistered) });
      characters += size;
    }
    if (batch.length + rejections.length >= batchSize) await flush();
  }
  await flush();
  return report;
}

/**
 * Plans that were made for empty tables would read whole tables for every batch; the embedded engine never analyses
 * by itself, and a server's autovacuum comes a minute late. Vacuuming is left to the caller, after the vectors.
 */
async function analyze(database: Database): Promise<void> {
  await database.query(
    `analyze product.product, product.product_handle, product.variant, product.sku, product.price, product.stock,
       product.offer, product.brand, product.category, product.attribute, product.audience`,
  );
}
