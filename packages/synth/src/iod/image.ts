import { put } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import type { Paint } from './context.ts';

/** Image Pixel module (PS3.3 C.7.6.3) without Pixel Data, which the painter adds. */
export function imagePixel(dataset: Item, paint: Paint): void {
  put(dataset, {
    SamplesPerPixel: paint.samples,
    PhotometricInterpretation: paint.photometric,
    PlanarConfiguration: paint.samples === 3 ? 0 : undefined,
    NumberOfFrames: paint.frames > 1 ? String(paint.frames) : undefined,
    Rows: paint.rows,
    Columns: paint.columns,
    BitsAllocated: paint.bitsAllocated,
    BitsStored: paint.bitsStored,
    HighBit: paint.bitsStored - 1,
    PixelRepresentation: paint.signed ? 1 : 0,
  });
}

/** Millimetres: between pixels, of a slice, and from one slice to the next where that is more. */
export interface Grid {
  spacing: number;
  thickness: number;
  step?: number;
}

/** Image Plane module (PS3.3 C.7.6.2): axial slices from the top down. */
export function imagePlane(dataset: Item, index: number, { spacing, thickness, step = thickness }: Grid, paint: Paint): void {
  const half = (spacing * paint.columns) / 2;
  const position = [-half, -half, 100 - index * step].map((v) => v.toFixed(3));
  put(dataset, {
    PixelSpacing: [spacing.toFixed(4), spacing.toFixed(4)],
    ImageOrientationPatient: ['1', '0', '0', '0', '1', '0'],
    ImagePositionPatient: position,
    SliceThickness: String(thickness),
    SliceLocation: position[2],
  });
}

/** VOI LUT module. */
export function window(dataset: Item, center: number, width: number): void {
  put(dataset, { WindowCenter: String(center), WindowWidth: String(width) });
}
