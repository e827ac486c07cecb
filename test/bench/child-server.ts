import { fork } from 'node:child_process';
import type { Report } from './children/serve.ts';

export interface ChildServer {
  url: string;
  /** CPU time of the process since it started, user and system, in microseconds. */
  cpuMicros(): Promise<number>;
  end(): void;
}

/** Starts a program of `children/` and waits until it listens. */
export async function startChild(
  program: string,
  databaseUrl: string,
  connections: number,
  env: Readonly<Record<string, string>> = {},
): Promise<ChildServer> {
  const child = fork(new URL(`children/${program}`, import.meta.url), [String(connections)], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...env, DATABASE_URL: databaseUrl },
  });
  const next = () =>
    new Promise<Report>((resolve, reject) => {
      const gone = (code: number | null) => reject(new Error(`${program} ended with status ${code}.`));
      child.once('exit', gone);
      child.once('message', (report) => {
        child.off('exit', gone);
        resolve(report as Report);
      });
    });
  const started = await next();
  if (!('url' in started)) throw new Error(`${program} did not say where it listens.`);
  return {
    url: started.url,
    async cpuMicros() {
      const answer = next();
      child.send('cpu');
      const report = await answer;
      if (!('cpuMicros' in report)) throw new Error(`${program} did not say how much CPU time it took.`);
      return report.cpuMicros;
    },
    end: () => child.disconnect(),
  };
}
