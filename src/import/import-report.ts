import type { RecordFault } from './record-fault.ts';

/** A refused line; of records that come from no file the line is the record's place, from 1. */
export interface Rejection extends RecordFault {
  line: number;
}

export interface ImportCounts {
  created: number;
  updated: number;
  unchanged: number;
}

export interface ImportReport {
  /** Lines with something on them. */
  lines: number;
  accepted: number;
  rejected: number;
  /** By kind: product, variant, price, stock, audience, and each other type of record. One that takes away counts as updated. */
  counts: Record<string, ImportCounts>;
  /** With a mapping: fields that held something and that the mapping neither uses nor ignores, with their number. */
  unusedFields: Record<string, number>;
  seconds: number;
  /** Lines a second. */
  rowsPerSecond: number;
}
