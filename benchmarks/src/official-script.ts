import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface OfficialSet {
  key: string;
  output: string;
  uidMap: string;
  patientMap: string;
}

export interface Times {
  wall: number;
  cpu: number;
}

export interface OfficialTimes extends Times {
  /** The table that it wrote. */
  table: string;
}

/** Stands in for the script's reader of text, which takes far longer than everything else: both sides read nothing. */
const NO_READER = 'class Reader:\n    def __init__(self, *a, **k): pass\n    def readtext(self, *a, **k): return []\n';

/**
 * Runs a checkout of the official validation script (validation and reports) on a set, in `work`. Seconds by the shell's `time`.
 * The Python must have the script's requirements but easyocr; NLTK_DATA must name a folder with punkt_tab and stopwords.
 */
export function runOfficialScript(script: string, python: string, set: OfficialSet, work: string, processes = 1): OfficialTimes {
  for (const folder of ['stub', 'results', 'logs']) mkdirSync(join(work, folder), { recursive: true });
  writeFileSync(join(work, 'stub', 'easyocr.py'), NO_READER);
  const config = join(work, 'config.json');
  const settings = {
    run_name: 'side-by-side',
    input_data_path: set.output,
    output_data_path: join(work, 'results'),
    answer_db_file: set.key,
    uid_mapping_file: set.uidMap,
    patid_mapping_file: set.patientMap,
    multiprocessing: processes > 1 ? 'True' : 'False',
    multiprocessing_cpus: String(processes),
    log_path: join(work, 'logs'),
    log_level: 'info',
    report_series: 'False',
  };
  writeFileSync(config, JSON.stringify(settings));
  const command = 'TIMEFORMAT="%R %U %S"; time { "$0" run_validation.py "$1" && "$0" run_reports.py "$1"; } >"$2/out.txt" 2>"$2/err.txt"';
  const spoken = execFileSync('bash', ['-c', `{ ${command}; } 2>&1`, python, config, work], {
    cwd: script,
    encoding: 'utf8',
    env: { ...process.env, PYTHONPATH: join(work, 'stub') },
  });
  const [wall, user, system] = spoken.trim().split(/\s+/).slice(-3).map(Number) as [number, number, number];
  return { wall, cpu: user + system, table: join(work, 'results', 'side-by-side', 'validation_results.db') };
}
