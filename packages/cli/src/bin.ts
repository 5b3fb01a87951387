import { terminalIo } from './io.ts';
import { main } from './main.ts';

// Runs and datasets hold identifiers: what is written is for nobody but its owner, files that tools and libraries write too.
process.umask(0o077);

process.exitCode = await main(process.argv.slice(2), terminalIo());
