/**
 * Draws docs/contact-sheet.png: an image of every modality that has pixels, and beside it one with burned-in text where the modality has such.
 *   node --conditions=@deidbench/source scripts/contact-sheet.ts
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { createRequire } from 'node:module';
import { drawPatient } from '../src/identity/patient.ts';
import { MODALITIES, type Paint, type Series } from '../src/iod/index.ts';
import { paintOf } from '../src/iod/paint.ts';
import { paintSamples, type Samples } from '../src/pixels/paint.ts';
import { burnIdentifiers } from '../src/plant/burned.ts';
import { drawMarks } from '../src/plant/marks.ts';
import { rng } from '../src/random/rng.ts';
import { seriesOf } from '../src/write/series-plan.ts';
import { planPreset } from '../src/plan/plan.ts';

const CELL = 200;
const LABEL = 22;
const COLUMNS = 6;
GlobalFonts.registerFromPath(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'), 'sheet');

const settings = {
  seed: 7,
  preset: 'all-modalities',
  prefix: 'X',
  patients: 1,
  difficulty: 'normal' as const,
  imageSize: undefined,
  dateOffset: 'patient' as const,
  deviceIdentity: 'keep' as const,
  out: '',
};

interface Cell {
  title: string;
  paint: Paint;
  samples: Samples;
}

function cellsOf(series: Series): Cell[] {
  const paint = { ...paintOf(series), frames: 1 };
  const draw = (): Samples => paintSamples(paint, rng('sheet', series.modality.key), 0.4);
  const clean: Cell = { title: series.modality.key, paint, samples: draw() };
  if (series.modality.burned < 0.1) return [clean];
  const burned: Cell = { title: `${series.modality.key} with text`, paint, samples: draw() };
  drawMarks(series, clean.samples, paint, []);
  drawMarks(series, burned.samples, paint, burnIdentifiers(series, burned.samples, paint));
  return [clean, burned];
}

/** Stored values as grey or colour of 8 bits, the whole range shown. */
function show(context: SKRSContext2D, { paint, samples, title }: Cell, left: number, top: number): void {
  const { rows, columns, low, high, photometric } = paint;
  const image = context.createImageData(columns, rows);
  for (let i = 0; i < rows * columns; i++) {
    for (let channel = 0; channel < 3; channel++) {
      const stored = samples[paint.samples === 3 ? i * 3 + channel : i] ?? 0;
      const share = (stored - low) / (high - low);
      image.data[i * 4 + channel] = 255 * (photometric === 'MONOCHROME1' ? 1 - share : share);
    }
    image.data[i * 4 + 3] = 255;
  }
  const own = createCanvas(columns, rows);
  own.getContext('2d').putImageData(image, 0, 0);
  const scale = Math.min((CELL - 8) / columns, (CELL - 8) / rows);
  context.drawImage(own, left + 4, top + LABEL, columns * scale, rows * scale);
  context.fillStyle = '#fff';
  context.font = '13px sheet';
  context.fillText(title, left + 6, top + 16);
}

const plan = planPreset({ preset: 'all-modalities', seed: 7, slides: 'full' });
const cells: Cell[] = [];
const done = new Set<string>();
for (const patient of plan.patients) {
  for (const { series } of seriesOf(
    settings,
    patient,
    drawPatient(rng(7, 'patient', patient.number), {
      number: patient.number,
      sex: patient.studies[0]?.series[0]?.kind === 'MG' ? 'F' : undefined,
    }),
  )) {
    if (series.modality.paint === undefined || done.has(series.modality.key)) continue;
    done.add(series.modality.key);
    cells.push(...cellsOf(series));
  }
}
cells.sort(
  (a, b) => MODALITIES.findIndex(({ key }) => a.title.startsWith(key)) - MODALITIES.findIndex(({ key }) => b.title.startsWith(key)),
);
const canvas = createCanvas(COLUMNS * CELL, Math.ceil(cells.length / COLUMNS) * (CELL + LABEL));
const context = canvas.getContext('2d');
context.fillStyle = '#101418';
context.fillRect(0, 0, canvas.width, canvas.height);
for (const [i, cell] of cells.entries()) show(context, cell, (i % COLUMNS) * CELL, Math.floor(i / COLUMNS) * (CELL + LABEL));
writeFileSync(join(import.meta.dirname, '../../../docs/contact-sheet.png'), canvas.toBuffer('image/png'));
