import { type Logger, pino } from 'pino';
import type { LogLevel } from './config.ts';

export type { Logger };

/** Logs to stderr, for stdout is for data: JSON lines, or a short line each where a person watches. Writes at once, so that a crash loses nothing. */
export function makeLogger(level: LogLevel): Logger {
  return process.stderr.isTTY
    ? pino({ level, base: null }, { write: (line) => process.stderr.write(formatLine(line)) })
    : pino({ level }, pino.destination({ fd: 2, sync: true }));
}

function formatLine(line: string): string {
  const { level, time, msg, ...rest } = JSON.parse(line) as { level: number; time: number; msg?: string };
  const details = Object.keys(rest).length === 0 ? '' : ` ${JSON.stringify(rest)}`;
  return `${new Date(time).toISOString().slice(11, 19)} ${pino.levels.labels[level] ?? level} ${msg ?? ''}${details}\n`;
}
