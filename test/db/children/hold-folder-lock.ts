import { lockFolder } from '../../../src/db/folder-lock.ts';

/** Takes the lock of the folder in argv[2], says "held", and stays until it is killed. */
lockFolder(process.argv[2] ?? '');
console.log('held');
setInterval(() => undefined, 60_000);
