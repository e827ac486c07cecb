/** What a child of the bench tells its parent, over the channel that fork() opens. */
export type Report = { url: string } | { cpuMicros: number };

/** Tells where this process listens, its CPU time whenever asked, and ends it when the parent is gone. */
export function serveParent(url: string): void {
  const send = (report: Report) => process.send?.(report);
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    send({ cpuMicros: user + system });
  });
  process.on('disconnect', () => process.exit(0));
  send({ url });
}
