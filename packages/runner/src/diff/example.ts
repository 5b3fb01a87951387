import type { FindingRow, HeaderDiff } from '@deidbench/core/model';
import { DicomError } from '@deidbench/dicom';
import type { PlannedTool, RunFile } from '../plan/plan-file.ts';
import { diffHeaders } from './diff-headers.ts';
import { elementsOf, shownRow, shownText } from './read-pair.ts';
import { openRunFiles } from './run-files.ts';

/** The example instance of a finding, read from the files themselves. */
export interface Example {
  /** The files, where they are still there; only with values, for folders are named by UIDs. */
  inputFile?: string;
  outputFile?: string;
  /** What stands at the finding's place; absent where the element is, or the place is none of the header. */
  input?: string;
  output?: string;
  header?: Pick<HeaderDiff, 'counts' | 'rows'>;
  /** Why there is no header to compare. */
  missing?: string;
}

/** Reads both files of a finding's example. Values masked unless asked otherwise. */
export async function exampleOf(dir: string, run: RunFile, tool: PlannedTool, finding: FindingRow, showValues: boolean): Promise<Example> {
  const files = await openRunFiles(dir, run);
  if (typeof files === 'string') return { missing: files };
  const inputFile = files.input(finding.example.ordinal);
  const outputFile = await files.output(tool, finding.example.ordinal);
  const found = showValues ? { ...(inputFile !== undefined && { inputFile }), ...(outputFile !== undefined && { outputFile }) } : {};
  try {
    const input = inputFile === undefined ? undefined : elementsOf(inputFile);
    const output = outputFile === undefined ? undefined : elementsOf(outputFile);
    const [before, after] = [input?.get(finding.tagPath)?.text, output?.get(finding.tagPath)?.text];
    const values = {
      ...(before !== undefined && { input: shownText(before, showValues) }),
      ...(after !== undefined && { output: shownText(after, showValues) }),
    };
    if (!input || !output) return { ...found, ...values, missing: 'its output was not kept, or there is none: run with --keep-output' };
    const { counts, rows } = diffHeaders(input, output, new Map([[finding.tagPath, finding.severity]]));
    return { ...found, ...values, header: { counts, rows: rows.map((row) => shownRow(row, showValues)) } };
  } catch (error) {
    if (!(error instanceof DicomError)) throw error;
    return { ...found, missing: `one of its files cannot be read: ${error.message}` };
  }
}
