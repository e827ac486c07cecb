import { printable } from '../printable.ts';
import { formatInstant } from './describe-decision.ts';
import type { ChangeCause, ReplayDifference, ReplayReport } from './replay.ts';

const outcomes: Readonly<Record<ReplayReport['outcome'], string>> = {
  SAME: 'The answer is the same',
  DIFFERS: 'The answer differs',
  FORGOTTEN: 'It cannot be asked again',
};

/** What a replay found, for people: a line a difference, and below it what changed. */
export function describeReplay(replay: ReplayReport): string {
  const lines = [
    `${outcomes[replay.outcome]}; prices as of ${formatInstant(replay.asOf)}, stock as of ${formatInstant(replay.replayedAt)}.`,
    ...replay.differences.flatMap((difference) => [
      describeDifference(difference),
      ...difference.causes.map((cause) => `    ${describeCause(cause)}`),
    ]),
    ...replay.notReconstructed.map((sentence) => `  ${sentence}`),
  ];
  return lines.map((line) => `${printable(line).replaceAll('\n', ' ')}\n`).join('');
}

function describeDifference({ kind, handle, field, before, now }: ReplayDifference): string {
  return `  ${kind.padEnd(9)} ${handle === null ? '' : `${handle} `}${field}: ${before ?? 'none'} -> ${now ?? 'none'}`;
}

function describeCause({
  changeId,
  changedAt,
  actor,
  cause,
  relation,
  subject,
  field,
  before,
  after,
}: ChangeCause): string {
  const who = actor === null ? '' : ` by ${actor}${cause === null ? '' : ` (${cause})`}`;
  const what = `${relation}${subject === null ? '' : ` ${subject}`} ${field}: ${before ?? 'none'} -> ${after ?? 'none'}`;
  return `${formatInstant(changedAt)}${changeId === null ? '' : ` #${changeId}`}${who}: ${what}`;
}
