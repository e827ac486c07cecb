import type { Database } from '../db/database.ts';
import type { CatalogueRecord } from './catalogue-record.ts';
import { checkRecord } from './check-record.ts';
import type { ImportReport } from './import-report.ts';
import { type ImportEntry, type ImportOptions, runImport } from './run-import.ts';

export type { ImportReport } from './import-report.ts';

/** A record's text is not at hand; a rough size is enough to bound a batch. */
const assumedSize = 2048;

/** Imports records of this process, as the seeds make them. The same records again change nothing. */
export function importRecords(
  database: Database,
  options: ImportOptions & { records: Iterable<CatalogueRecord> | AsyncIterable<CatalogueRecord> },
): Promise<ImportReport> {
  return runImport(database, readEntries(options.records), options);
}

async function* readEntries(
  records: Iterable<CatalogueRecord> | AsyncIterable<CatalogueRecord>,
): AsyncGenerator<ImportEntry> {
  let line = 0;
  for await (const record of records) {
    line += 1;
    yield { line, result: checkRecord(record), size: assumedSize };
  }
}
