import type { IntakeFile } from '../run/intake.ts';
import type { DeidFolder } from './deid-folder.ts';

/** What of the output folder is judged by nobody, or not as DICOM: files that can't be read, and those that the crosswalk does not name. */
export function leftOver({ unusable, others }: DeidFolder, judged: readonly string[], unclaimed: readonly IntakeFile[] = []): string[] {
  const known = new Set(judged);
  const noInstances = new Set(others);
  const unnamed = unclaimed.filter((file) => !noInstances.has(file)).length;
  const searched = others.filter(({ path }) => known.has(path)).length;
  const left = unusable.length - searched;
  return [
    ...(left > 0 ? [`${left} files of the output can not be read as DICOM instances`] : []),
    ...(searched > 0 ? [`${searched} files of the output can not be read as DICOM instances: they were searched as they stand`] : []),
    ...(unnamed > 0
      ? [`${unnamed} files of the output answer no instance by the crosswalk of UIDs: they were searched for identifiers alone`]
      : []),
  ];
}
