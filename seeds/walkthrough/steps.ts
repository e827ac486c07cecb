import { factSteps } from './fact-steps.ts';
import { firstSteps } from './first-steps.ts';
import { psqlSteps } from './psql-steps.ts';
import { readingSteps } from './reading-steps.ts';
import { refinementSteps } from './refinement-steps.ts';
import { shelfSteps } from './shelf-steps.ts';
import type { WalkthroughStep } from './walkthrough-step.ts';
import { wordSteps } from './word-steps.ts';

/** The whole walkthrough, in its order. */
export const steps: readonly WalkthroughStep[] = [
  ...firstSteps,
  ...factSteps,
  ...readingSteps,
  ...wordSteps,
  ...refinementSteps,
  ...shelfSteps,
  ...psqlSteps,
];
