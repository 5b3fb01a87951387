import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';

const VERSION = '5.3.0';
/** Typefaces that the generator never uses: like Arial, Times and Courier, proportional, condensed, monospaced, of a terminal and of pixels. */
const TYPEFACES = [
  'arimo',
  'tinos',
  'cousine',
  'roboto',
  'pt-serif',
  'oswald',
  'courier-prime',
  'share-tech-mono',
  'vt323',
  'press-start-2p',
];
const STROKES = 'hersheytext@2.0.0';

/** A way to draw text. */
export interface Typeface {
  name: string;
  /** Text without soft edges, as old scanners draw it. */
  hard: boolean;
  width(context: SKRSContext2D, text: string, size: number): number;
  draw(context: SKRSContext2D, text: string, size: number, x: number, baseline: number): void;
}

/** Fetches the typefaces from the package registry into a folder and registers them. */
export function loadTypefaces(folder: string): Typeface[] {
  const packages = [...TYPEFACES.map((name) => `@fontsource/${name}@${VERSION}`), STROKES];
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...packages], { cwd: folder });
  const outlines = TYPEFACES.map((name) => {
    const files = join(folder, 'node_modules/@fontsource', name, 'files');
    const file = readdirSync(files).find((path) => path === `${name}-latin-400-normal.woff2`);
    if (file === undefined || !GlobalFonts.registerFromPath(join(files, file), name))
      throw new Error(`${name}: no Latin typeface in the package`);
    return outline(name);
  });
  return [...outlines, outline('arimo', true), outline('vt323', true), ...strokes(folder)];
}

function outline(name: string, hard = false): Typeface {
  return {
    name: hard ? `${name}, hard edges` : name,
    hard,
    width(context, text, size) {
      context.font = `${size}px ${name}`;
      return context.measureText(text).width;
    },
    draw(context, text, size, x, baseline) {
      context.font = `${size}px ${name}`;
      context.fillText(text, x, baseline);
    },
  };
}

interface StrokeFont {
  chars: { d: string; o: number }[];
}

/** Hershey's single-stroke letters, which image libraries draw: 21 units high, from `!` on. */
function strokes(folder: string): Typeface[] {
  const fonts = JSON.parse(readFileSync(join(folder, 'node_modules/hersheytext/hersheytext.json'), 'utf8')) as Record<string, StrokeFont>;
  return ['futural', 'timesr'].map((name) => {
    const glyphs = fonts[name]!.chars;
    const glyph = (letter: string) => glyphs[letter.codePointAt(0)! - 33];
    const advance = (letter: string) => (glyph(letter)?.o ?? 6) * 2;
    const scale = (size: number) => size / 30;
    return {
      name: `Hershey ${name}`,
      hard: false,
      width: (_context, text, size) =>
        plain(text)
          .split('')
          .reduce((sum, letter) => sum + advance(letter), 0) * scale(size),
      draw(context, text, size, x, baseline) {
        context.save();
        context.translate(x, baseline - 22 * scale(size));
        context.scale(scale(size), scale(size));
        context.lineWidth = Math.max(2, 1 / scale(size));
        for (const letter of plain(text)) {
          strokePath(context, glyph(letter)?.d ?? '');
          context.translate(advance(letter), 0);
        }
        context.restore();
      },
    };
  });
}

/** These fonts have no accents. */
const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('ø', 'o').replaceAll('Ø', 'O');

/** Paths hold `M x,y` and `L x,y x,y …` alone. */
function strokePath(context: SKRSContext2D, path: string): void {
  context.beginPath();
  for (const [, command, points] of path.matchAll(/([ML])([^ML]*)/g)) {
    for (const [, x, y] of points!.matchAll(/(-?\d+),(-?\d+)/g)) {
      if (command === 'M') context.moveTo(Number(x), Number(y));
      else context.lineTo(Number(x), Number(y));
    }
  }
  context.stroke();
}
