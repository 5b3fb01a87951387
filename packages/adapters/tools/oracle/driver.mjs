// Copies a folder as it is: driver.mjs FROM OUTPUT. The oracle gives the reference as FROM, the identity control the input.
import { cpSync } from 'node:fs';

const [from, output] = process.argv.slice(2);
cpSync(from, output, { recursive: true, dereference: false });
