import type { Database } from '../db/database.ts';
import { makeMapper } from './apply-mapping.ts';
import { type CheckResult, checkRecord } from './check-record.ts';
import type { ImportReport } from './import-report.ts';
import type { Mapping } from './mapping.ts';
import { parseJsonLine } from './parse-json-line.ts';
import type { CatalogueLine, CatalogueLines } from './read-catalogue-lines.ts';
import { describeFound } from './record-fault.ts';
import { type ImportEntry, type ImportOptions, runImport } from './run-import.ts';

/** Their number is bounded, for a hostile file may name a new field on every line. */
const maxUnusedFields = 100;

/**
 * Imports the lines of a catalogue in one transaction a batch. A refused line is reported and the others load; the
 * same file again changes nothing; nothing is ever deleted. Throws ImportError where the lines cannot be read on, and
 * the database's error where a batch fails for another reason than its data: the batches before stay.
 */
export async function importCatalogue(
  database: Database,
  options: ImportOptions & { lines: AsyncIterable<CatalogueLine> | CatalogueLines; mapping?: Mapping },
): Promise<ImportReport> {
  const { lines, mapping } = options;
  const unusedFields = new Map<string, number>();
  const report = await runImport(database, readEntries(lines, mapping, unusedFields), {
    ...options,
    estimateTotal: (done) => estimateTotal(lines, done),
  });
  return { ...report, unusedFields: Object.fromEntries(unusedFields) };
}

async function* readEntries(
  lines: AsyncIterable<CatalogueLine>,
  mapping: Mapping | undefined,
  unusedFields: Map<string, number>,
): AsyncGenerator<ImportEntry> {
  // What a mapping registers goes first, as line 0, so that the first product is filed under it.
  for (const definition of mapping?.attributes?.register ?? []) {
    yield { line: 0, result: checkRecord({ type: 'attribute', ...definition }), size: 0 };
  }
  const map = mapping && makeMapper(mapping);
  for await (const { number: line, text, fault } of lines) {
    const parsed = fault === undefined ? parseJsonLine(text) : { fault: { field: '', reason: fault } };
    if (parsed.fault) {
      yield { line, result: parsed, size: 0 };
    } else if (map === undefined) {
      yield { line, result: checkRecord(parsed.value), size: text.length };
    } else if (!isRow(parsed.value)) {
      yield { line, result: refuseRow(parsed.value), size: 0 };
    } else {
      const { record, unregistered, unused } = map(parsed.value);
      for (const field of unused) {
        if (unusedFields.has(field) || unusedFields.size < maxUnusedFields) {
          unusedFields.set(field, (unusedFields.get(field) ?? 0) + 1);
        }
      }
      yield { line, result: checkRecord(record), size: text.length, unregistered };
    }
  }
}

function isRow(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuseRow(value: unknown): CheckResult {
  return { fault: { field: '', reason: 'expected one JSON object a line', found: describeFound(value) } };
}

/** A file's lines are only known at its end; until then their number is guessed from the bytes. */
function estimateTotal(
  lines: AsyncIterable<CatalogueLine> | CatalogueLines,
  done: number,
): number | undefined {
  if (!('bytesTotal' in lines) || lines.bytesTotal === null || lines.bytesRead === 0) return undefined;
  return Math.max(done, Math.round((done * lines.bytesTotal) / lines.bytesRead));
}
