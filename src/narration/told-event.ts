import type { EvidenceLine } from '../evidence-table.ts';

/** As much of what a chat tells as a terminal shows. */
export type ToldEvent =
  | {
      type: 'EVIDENCE';
      lines: readonly EvidenceLine[];
      /** Label of the order that the text asks for. */
      order: string | null;
      degraded: string | null;
      emptyReason: string | null;
    }
  | { type: 'SENTENCE'; text: string }
  /** `conversation`: uuid. */
  | { type: 'COMPLETED'; conversation: string | null };
