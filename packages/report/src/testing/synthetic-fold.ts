import type { Action, AttemptFold, Cell, FindingRow, Fold, FoldedTool, PatientFold } from '@deidbench/core/model';
import { BEHAVIOURS, type Behaviour } from './behaviours.ts';
import { PLANTINGS, type Planting } from './plantings.ts';
import { seededRandom } from '../stats/random.ts';

const KEPT: readonly [Action, string, boolean, number][] = [
  ['text_retained', 'TCIA-P15-PAT-K', false, 22],
  ['text_retained', 'TCIA-PTKB-K', false, 31],
  ['text_retained', 'DICOM-IOD-1', true, 9],
  ['pixels_retained', 'TCIA-P15-PIX-K', false, 1],
  ['tag_retained', 'DICOM-IOD-2', false, 140],
  ['text_notnull', 'DICOM-IOD-1', false, 60],
  ['uid_consistent', 'DICOM-P15-BASIC-U', false, 6],
  ['patid_consistent', 'DICOM-P15-BASIC-C', false, 1],
];

const MODALITIES = ['CT', 'MR', 'DX', 'US', 'MG', 'CR', 'PT', 'SR'];
const VENDORS = ['Alder Imaging', 'Boreal Medical', 'Corvid Systems'];

/** An invented run: no real tool is meant. Same options, same fold. */
export function syntheticFold(options: { patients?: number; seed?: number; behaviours?: readonly Behaviour[] } = {}): Fold {
  const { patients = 12, seed = 7, behaviours = BEHAVIOURS } = options;
  const ids = Array.from({ length: patients }, (_, i) => `P${String(i + 1).padStart(4, '0')}`);
  const sizes = ids.map((_, i) => 6 + ((i * 7) % 23));
  const instances = sizes.reduce((a, b) => a + b, 0);
  const tools = behaviours.map((behaviour, i) => foldTool(behaviour, ids, sizes, seed * 1000 + i));
  const checks = tools[0]?.cells.reduce((sum, cell) => sum + cell.total, 0) ?? 0;
  return {
    dataset: {
      name: 'synthetic fixture',
      digest: 'f'.repeat(64),
      patients,
      studies: patients,
      series: patients * 2,
      instances,
      checks,
      planted: patients * PLANTINGS.length,
      modalities: MODALITIES.slice(0, patients),
    },
    tools,
    notInstalled: [{ id: 'tool-hazel', reason: 'not here', remedy: 'set HAZEL_HOME to its folder' }],
    notJudged: [],
    provenance: { deidbench: '0.1.0', seed, node: '24.21.0', isolation: 'bwrap', command: 'deidbench demo' },
  };
}

function foldTool(behaviour: Behaviour, ids: string[], sizes: number[], seed: number): FoldedTool {
  const random = seededRandom(seed);
  const profile = behaviour.profile ?? (behaviour.control ? 'control' : 'default');
  const tool: FoldedTool = {
    id: behaviour.id,
    name: behaviour.id,
    homepage: 'https://example.org/',
    licence: 'MIT',
    profile,
    policy: behaviour.control ? 'none' : 'tcia',
    version: '1.2.3',
    ...(behaviour.control ? { control: behaviour.control } : {}),
    collidingUids: 0,
    cells: [],
    patients: [],
    attempts: [],
    findings: [],
    notes: behaviour.delivers < 0.95 ? ['Stops at files it cannot decode.'] : [],
  };
  let ordinal = 0;
  ids.forEach((patient, i) => {
    foldPatient(tool, behaviour, { patient, first: ordinal, size: sizes[i] ?? 1, index: i }, random);
    ordinal += sizes[i] ?? 1;
  });
  return tool;
}

interface Patient {
  patient: string;
  first: number;
  size: number;
  index: number;
}

function foldPatient(tool: FoldedTool, behaviour: Behaviour, patient: Patient, random: () => number): void {
  const paired =
    behaviour.delivers === 1
      ? patient.size
      : Math.round(patient.size * Math.max(0, Math.min(1, behaviour.delivers + (random() - 0.5) * 0.1 * Math.sign(behaviour.delivers))));
  const leaks: PatientFold['leaks'] = { high: 0, medium: 0, low: 0 };
  for (const planting of PLANTINGS) {
    const leaked = paired > 0 && random() >= behaviour.removes;
    tool.cells.push(
      cellOf(patient, planting.action, planting.category, false, patient.size, leaked ? patient.size - paired : patient.size),
    );
    if (!leaked) continue;
    leaks[planting.severity] += 1;
    tool.findings.push(findingOf(tool, planting, patient, paired));
  }
  for (const [action, category, mustHold, each] of KEPT) {
    const share = action === 'tag_retained' || action === 'text_notnull' ? behaviour.conforms : mustHold ? 1 : behaviour.keeps;
    const wobble = share === 0 || share === 1 ? 0 : (random() - 0.5) * 0.04;
    const total = each * patient.size;
    const passed = Math.round(each * paired * Math.max(0, Math.min(1, share + wobble)));
    tool.cells.push(cellOf(patient, action, category, mustHold, total, passed));
    if (passed < total && !mustHold) tool.findings.push(lossOf(tool, action, category, patient));
  }
  const missing = patient.size - paired;
  tool.patients.push({
    patient: patient.patient,
    instances: { expected: patient.size, produced: paired, paired },
    outcome: missing === 0 ? { ok: paired } : { ok: paired, 'tool-error': missing },
    leaks,
    leakInstances: leaks.high + leaks.medium + leaks.low > 0 ? paired : 0,
  });
  tool.attempts.push(attemptOf(behaviour, patient, paired, random));
}

function cellOf(patient: Patient, action: Action, category: string, mustHold: boolean, total: number, passed: number): Cell {
  return {
    patient: patient.patient,
    modality: MODALITIES[patient.index % MODALITIES.length] ?? 'CT',
    vendor: VENDORS[patient.index % VENDORS.length] ?? '',
    action,
    category,
    mustHold,
    total,
    passed,
    failed: total - passed,
    blank: 0,
  };
}

function findingOf(tool: FoldedTool, planting: Planting, patient: Patient, n: number): FindingRow {
  const { tagPath, tagName, action, category, kind, place, severity, text } = planting;
  const at = Array.from({ length: n }, (_, k) => patient.first + k);
  return {
    id: findingId(tool, patient, `${action} ${tagPath}`),
    tool: tool.id,
    profile: tool.profile,
    rule: 'key',
    action,
    tagPath,
    tagName,
    kind,
    place,
    severity,
    label: 'leak',
    category,
    leak: true,
    patient: patient.patient,
    at,
    expected: '<REMOVED>',
    actual: text,
    explanation: 'No word of the planted identifier may remain.',
    ...(place === 'visible' ? { evidence: { before: CROP, after: CROP } } : {}),
    example: { ordinal: patient.first, path: `series-${patient.index}/1-1.dcm` },
  };
}

function lossOf(tool: FoldedTool, action: Action, category: string, patient: Patient): FindingRow {
  return {
    id: findingId(tool, patient, `${action} loss`),
    tool: tool.id,
    profile: tool.profile,
    rule: 'key',
    action,
    tagPath: '(0018,0050)',
    tagName: 'Slice Thickness',
    severity: 'low',
    label: 'bug',
    category,
    leak: false,
    patient: patient.patient,
    at: [patient.first],
    expected: '5.0',
    actual: '',
    explanation: 'The value had to stay.',
    example: { ordinal: patient.first, path: `series-${patient.index}/1-1.dcm` },
  };
}

function attemptOf(behaviour: Behaviour, patient: Patient, produced: number, random: () => number): AttemptFold {
  const wallSeconds = (patient.size / behaviour.instancesPerSecond) * (0.9 + random() * 0.2);
  return {
    unit: `unit-${patient.index}`,
    end: 'exited',
    exitCode: produced === patient.size ? 0 : 1,
    instances: patient.size,
    wallSeconds,
    cpuSeconds: wallSeconds * 0.9,
    peakBytes: Math.round(behaviour.peakBytes * (0.95 + random() * 0.05)),
    isolation: { method: 'bwrap', network: 'none', pidNamespace: true, readOnlyInput: true, hiddenRun: true },
    log: produced === patient.size ? '' : 'could not decode 000001/000004.dcm',
  };
}

function findingId(tool: FoldedTool, patient: Patient, what: string): string {
  let h = 2166136261;
  for (const c of `${tool.id} ${tool.profile} ${patient.patient} ${what}`) h = Math.imul(h ^ (c.codePointAt(0) ?? 0), 16777619);
  return `F-${(h >>> 0).toString(16).padStart(8, '0')}`;
}

/** An 8 × 4 grey PNG. */
const CROP = 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAECAAAAACFwyOGAAAAF0lEQVR42mNkYPjPAAJMDFCAg8EIEwAAGSoBBVPVNnIAAAAASUVORK5CYII=';
