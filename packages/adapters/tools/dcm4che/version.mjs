// The version in the name of dcm4che's core library: version.mjs DCM4CHE_HOME
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const names = readdirSync(join(process.argv[2], 'lib')).map((name) => /^dcm4che-core-(.+)\.jar$/.exec(name)?.[1]);
console.log(names.find(Boolean) ?? '');
