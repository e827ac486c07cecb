import { TrueshelfError } from '../errors.ts';

/** Somebody else asked for the job to stop: `trueshelf jobs cancel`, or api.cancel_job. */
export class JobCancelled extends TrueshelfError {
  constructor(jobId: string) {
    super(
      'JOB_CANCELLED',
      `Cancelled by request (job ${jobId}). What was committed stays; run it again to go on.`,
    );
  }
}

/** The job has ended without us: for a minute this process was not heard of, and was taken for dead. */
export class JobLost extends TrueshelfError {
  constructor(jobId: string) {
    super(
      'RUNNER_LOST',
      `The job ${jobId} was taken for dead, since nothing had been heard of this process for a minute, and another may do it now. What was committed stays; see "trueshelf jobs show ${jobId}".`,
    );
  }
}
