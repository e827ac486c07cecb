import type { GroundRow } from './ground-row.ts';
import type { Placed } from './piece.ts';

/** Products named one after the other, with nothing said between them. */
interface Group {
  /** Of offers: "black S, black M" are two runs. */
  runs: (readonly GroundRow[])[];
  first: number;
  last: number;
  rows: readonly GroundRow[];
  /** Behind "than": what is compared with, of which the sentence does not speak otherwise. */
  comparand: boolean;
}

export function findGroups(pieces: readonly Placed[]): Group[] {
  const groups: Group[] = [];
  let idle = false; // nothing but joints since the last product
  let than = false;
  pieces.forEach((piece, index) => {
    const group = groups.at(-1);
    if (piece.kind === 'PRODUCT') {
      const joins =
        group &&
        idle &&
        (group.last === index - 1 || pieces.slice(group.last + 1, index).every((each) => isJoint(each)));
      if (joins) {
        joinGroup(group, piece.rows, piece.option !== null, pieces.slice(group.last + 1, index));
        group.last = index;
      } else
        groups.push({ first: index, last: index, rows: piece.rows, runs: [piece.rows], comparand: than });
      idle = true;
      than = false;
    } else if (piece.kind === 'THAN' || piece.kind === 'AGAINST' || piece.kind === 'SAME') {
      than = true;
      idle = false;
    } else if (!isJoint(piece)) {
      idle = false;
      if (piece.kind !== 'FACT' && piece.kind !== 'WORD') than = false;
    }
  });
  return groups;
}

/** "black S" is one offer, "S and M" are two, "S and M in black" are both in black. */
function joinGroup(
  group: Group,
  rows: readonly GroundRow[],
  isOption: boolean,
  between: readonly Placed[],
): void {
  const listed = between.some(({ kind }) => kind === 'BREAK');
  const common = (run: readonly GroundRow[]) => run.filter((row) => rows.includes(row));
  if (!isOption || listed) group.runs.push(rows);
  else if (between.length > 0) group.runs = group.runs.map(common);
  else group.runs.push(common(group.runs.pop() ?? []));
  group.rows = [...new Set(group.runs.flat())];
}

/** "and", commas and articles between two names; a colon or "while" begins anew. */
function isJoint(piece: Placed): boolean {
  return piece.kind === 'BREAK' ? piece.listing : piece.kind === 'WORD' && piece.length === 1;
}

/** By index of each piece within parentheses: that of the opening one. */
export function findNested(pieces: readonly Placed[]): Map<number, number> {
  const nested = new Map<number, number>();
  let opening = -1;
  pieces.forEach(({ kind }, index) => {
    if (kind === 'OPEN') opening = index;
    else if (kind === 'CLOSE') opening = -1;
    else if (opening >= 0) nested.set(index, opening);
  });
  return nested;
}

export function union(groups: readonly Group[]): readonly GroundRow[] {
  return [...new Set(groups.flatMap(({ rows }) => rows))];
}
