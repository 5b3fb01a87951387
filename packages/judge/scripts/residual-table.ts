/** Writes the table of docs/residual-scan.md anew: node --conditions=@deidbench/source packages/judge/scripts/residual-table.ts */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceTable, residualTable } from '../src/testing/residual-table.ts';
import { makeCase } from '../src/testing/unit-case.ts';

const file = join(import.meta.dirname, '../../../docs/residual-scan.md');
const unit = makeCase();
writeFileSync(file, replaceTable(readFileSync(file, 'utf8'), residualTable(unit)));
unit.remove();
