import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** This process under a name that no other has had: a process id alone comes again. */
export function runnerName(): string {
  return `${hostname().slice(0, 100)}:${process.pid}:${randomBytes(4).toString('hex')}`;
}
