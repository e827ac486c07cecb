import { TrueshelfError } from '../errors.ts';
import type { ImportReport, Rejection } from './import-report.ts';

/** Every line of a file was refused: the job is no success, though nothing broke. Its context holds what its result would. */
export class NothingAccepted extends TrueshelfError {
  readonly hint = 'Mend the lines that are named, and import the file again.';
  readonly context: { readonly import: ImportReport & { readonly rejections: readonly Rejection[] } };

  constructor(report: ImportReport & { readonly rejections: readonly Rejection[] }) {
    super(
      'NOTHING_ACCEPTED',
      `All ${report.rejected} of ${report.lines} lines were refused; nothing was loaded.`,
    );
    this.context = { import: report };
  }
}
