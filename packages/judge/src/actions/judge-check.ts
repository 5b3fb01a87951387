import type { Check } from '../key/check.ts';
import { PerCheck } from '../key/per-check.ts';
import { changed } from './changed.ts';
import { consistent } from './consistent.ts';
import { hiddenBox, pixelsHidden } from './pixels-hidden.ts';
import { pixelsRetained } from './pixels-retained.ts';
import { tagRetained } from './tag-retained.ts';
import { textNotnull } from './text-notnull.ts';
import { textRemoved } from './text-removed.ts';
import { textRetained } from './text-retained.ts';
import { ABSENT, type FoundText, type IdMaps, type Judgement, type OutputView } from './types.ts';
import { NO_ROW } from './verdicts.ts';

interface Known {
  found: FoundText;
  maps: IdMaps;
  judgement: Judgement;
}

/** The last judgement of each check: in a series most instances hold the same text. */
const last = new PerCheck<Known>();

/** Judges one check against one output file by the official rules. No row for an unknown action, or a box that can't be read. */
export function judgeCheck(check: Check, view: OutputView, maps: IdMaps): Judgement {
  if (check.action === 'pixels_retained') return pixelsRetained(check, view.pixelDigest());
  if (check.action === 'pixels_hidden') {
    const box = hiddenBox(check);
    const read = box && view.boxText(box);
    return box === undefined || read === undefined ? NO_ROW : pixelsHidden(check, box, read);
  }
  const found = check.tagPath === null ? ABSENT : view.text(check.tagPath);
  const known = last.get(check);
  if (known !== undefined && known.found === found && known.maps === maps) return known.judgement;
  const judgement = judgeText(check, found, maps);
  last.set(check, { found, maps, judgement });
  return judgement;
}

function judgeText(check: Check, found: FoundText, maps: IdMaps): Judgement {
  switch (check.action) {
    case 'tag_retained':
      return tagRetained(check, found);
    case 'text_notnull':
      return textNotnull(check, found);
    case 'text_retained':
      return textRetained(check, found);
    case 'text_removed':
      return textRemoved(check, found);
    case 'date_shifted':
    case 'uid_changed':
      return changed(check, found);
    case 'uid_consistent':
      return consistent(check, found, maps.uids);
    case 'patid_consistent':
      return consistent(check, found, maps.patients);
    default:
      return NO_ROW;
  }
}
