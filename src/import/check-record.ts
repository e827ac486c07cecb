import type * as z from 'zod';
import { type CheckedRecord, type RecordType, recordSchemas } from './catalogue-record.ts';
import { describeFound, type RecordFault } from './record-fault.ts';

export type CheckResult = { record: CheckedRecord; fault?: never } | { record?: never; fault: RecordFault };

/** Holds a value against the format of its type. Never throws; of several faults it describes one and names the fields of the others. */
export function checkRecord(value: unknown): CheckResult {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse('', 'expected one JSON object a line, such as {"handle": …, "title": …}', value);
  }
  const type = Object.hasOwn(value, 'type') ? (value as { type: unknown }).type : 'product';
  if (typeof type !== 'string' || !isRecordType(type)) {
    return refuse('type', `expected one of ${Object.keys(recordSchemas).join(', ')}`, type);
  }
  const result = recordSchemas[type].safeParse(value, { reportInput: true });
  return result.success
    ? { record: { ...result.data, type } as CheckedRecord }
    : { fault: describeIssues(result.error.issues) };
}

function isRecordType(type: string): type is RecordType {
  return Object.hasOwn(recordSchemas, type);
}

function refuse(field: string, reason: string, found: unknown): CheckResult {
  return { fault: { field, reason, found: describeFound(found) } };
}

function describeIssues(issues: z.core.$ZodIssue[]): RecordFault {
  // A misspelt key is the cause of a missing one, so it goes first.
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (issue === undefined) return { field: '', reason: 'is not valid' };
  const others = new Set(
    issues.filter(({ path }) => path.join() !== issue.path.join()).map(({ path }) => writePath(path)),
  );
  const shown = [...others].slice(0, 5);
  const more = shown.length === 0 ? '' : ` (also at fault: ${shown.join(', ')})`;
  if (issue.code === 'unrecognized_keys') {
    return { field: writePath([...issue.path, issue.keys[0] ?? '']), reason: issue.message + more };
  }
  const isMissing = issue.code === 'invalid_type' && issue.input === undefined;
  return {
    field: writePath(issue.path),
    reason: (isMissing ? `is missing; expected ${issue.expected}` : issue.message) + more,
    ...(isMissing || issue.input === undefined ? {} : { found: describeFound(issue.input) }),
  };
}

/** `variants[0].prices[1].amount`; a name that is no plain word is quoted. */
export function writePath(path: readonly PropertyKey[]): string {
  return path
    .map((part) => {
      if (typeof part === 'number') return `[${part}]`;
      const name = String(part);
      return /^\w+$/.test(name) ? `.${name}` : `[${describeFound(name)}]`;
    })
    .join('')
    .replace(/^\./, '');
}
