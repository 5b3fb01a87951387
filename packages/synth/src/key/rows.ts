import type { Action } from '@deidbench/core/model';
import type { KeyEntry } from '@deidbench/judge/key';
import { hasValue, isItems, type Span } from '../model/item.ts';
import { isPrivateTag, tagText } from '../model/path.ts';
import type { Decision } from '../policy/curate.ts';
import { holdsDate } from '../policy/dates.ts';
import { isKeyable, tokensOf } from './tokens.ts';
import { type Codes, identityOf, removalCodes, retentionCodes, scopeOf, spanCodes } from './codes.ts';
import type { KeyMaterial } from './material.ts';
import { hasNoRows, isHiddenInside, isPlantedOutOfText } from './rowless.ts';

const TEXT_OR_NUMBER = new Set('AE AS CS DA DS DT IS LO LT PN SH ST TM UC UI UR UT AT US SS UL SL FL FD'.split(' '));
const PIXEL_DATA = 0x7fe00010;
const NO_TEXT_ROW = new Set([0x00280301, 0x00280303]);
const DECODED = new Set([0x00280004, 0x00280006]);
const LONGEST = 1024;

/** All checks of an instance: in the rules' order for each element, elements in tag order, depth first. */
export function keyRows(material: KeyMaterial): KeyEntry[] {
  const rows: KeyEntry[] = [];
  for (const decision of material.decisions) {
    if (hasNoRows(decision, material) || isHiddenInside(decision, material)) continue;
    new ElementRows(decision, material, rows).write();
  }
  return rows;
}

class ElementRows {
  private readonly decision: Decision;
  private readonly material: KeyMaterial;
  private readonly rows: KeyEntry[];

  constructor(decision: Decision, material: KeyMaterial, rows: KeyEntry[]) {
    this.decision = decision;
    this.material = material;
    this.rows = rows;
  }

  private get value(): string {
    return this.material.input.at(this.decision.path).text;
  }

  write(): void {
    const { element, disposition } = this.decision;
    this.presence();
    if (element.tag === PIXEL_DATA) this.pixels();
    else if (disposition.deed === 'uid') this.uid();
    else if (disposition.deed === 'subject' && element.tag === 0x00100020) this.patientId();
    else if (disposition.deed === 'shift' || disposition.deed === 'shift-seconds') this.date();
    else if (disposition.identity || this.isOldAge()) this.identity();
    else if (isPlantedOutOfText(element)) return;
    else if (element.plant !== undefined) this.spans(element.plant.spans);
    else if (disposition.private === 'd') this.privateRemoved();
    else this.retained();
  }

  /** A VR of text or numbers, as a reader takes the element. */
  private isText(): boolean {
    return TEXT_OR_NUMBER.has(this.material.input.at(this.decision.path).vr);
  }

  private add(action: Action, actionText: string | null, codes: Codes): void {
    const tag = tagText(this.decision.element.tag);
    const tagPath = this.decision.path.slice(1, -1);
    this.rows.push({
      scope: scopeOf(action, tag),
      action,
      tag,
      tagPath,
      tagName: this.material.input.at(this.decision.path).name,
      value: this.value,
      actionText,
      codes,
    });
  }

  /** Rules a and b. */
  private presence(): void {
    const { element, disposition, reference } = this.decision;
    if (reference === undefined) return;
    if ((disposition.type === '1' || disposition.type === '1C') && hasValue(element)) {
      this.add('tag_retained', null, { dicom_iod: 'DICOM-IOD-1' });
      this.add('text_notnull', null, { dicom_iod: 'DICOM-IOD-1' });
    } else if (disposition.type === '2' || disposition.type === '2C') this.add('tag_retained', null, { dicom_iod: 'DICOM-IOD-2' });
  }

  /** Rules m and n. */
  private pixels(): void {
    const { burned, regions, input } = this.material;
    for (const { text, box } of regions) {
      const region = JSON.stringify({ text, top_left: [box[0], box[1]], bottom_right: [box[2], box[3]] });
      const codes = { hipaa_m: 'HIPAA-A' };
      this.rows.push({
        scope: 'Instance',
        action: 'pixels_hidden',
        tag: null,
        tagPath: null,
        tagName: null,
        value: null,
        actionText: region,
        codes,
      });
    }
    if (!burned) this.add('pixels_retained', input.pixelDigest(), { tcia_p15: 'TCIA-P15-PIX-K' });
  }

  /** Rule c. */
  private uid(): void {
    const { element, reference } = this.decision;
    if (this.value === '' || !hasValue(element)) return;
    this.add('uid_changed', this.value, { hipaa_m: 'HIPAA-R' });
    const single = typeof element.value === 'string' && !element.value.includes('\\');
    if (reference !== undefined && single) this.add('uid_consistent', null, { dicom_p15: 'DICOM-P15-BASIC-U' });
  }

  /** Rule d. */
  private patientId(): void {
    if (this.value === '') return;
    this.add('text_removed', this.value, { hipaa_m: 'HIPAA-H' });
    this.add('patid_consistent', null, { dicom_p15: 'DICOM-P15-BASIC-C' });
  }

  /** Rule e. */
  private date(): void {
    const { element, disposition } = this.decision;
    if (!hasValue(element) || (disposition.deed === 'shift' && !holdsDate(this.value.replace(/^\[?'?/u, '')))) return;
    const codes: Codes = { hipaa_m: 'HIPAA-C' };
    if (!isPrivateTag(element.tag)) codes.tcia_p15 = 'TCIA-P15-MOD-C';
    this.add('date_shifted', this.value, codes);
  }

  private isOldAge(): boolean {
    const { disposition, element, reference } = this.decision;
    return disposition.deed === 'age' && reference?.value !== element.value;
  }

  /** Rule f. */
  private identity(): void {
    const { element } = this.decision;
    if (isItems(element) || !this.isText() || !hasValue(element)) return;
    if (!isKeyable(this.value, this.newText())) return;
    this.add('text_removed', this.value, removalCodes(this.decision, identityOf(tagText(element.tag), element.vr).letter));
  }

  private newText(): string {
    const { path, reference } = this.decision;
    return reference === undefined ? '' : this.material.reference.at(path).text;
  }

  /** Rules g, h and i. */
  private spans(spans: readonly Span[]): void {
    const { reference } = this.decision;
    const left = this.newText();
    for (const { text, kind } of spans) {
      if (isKeyable(text, left)) this.add('text_removed', text, spanCodes(this.decision, kind));
    }
    if (reference === undefined || !this.isText() || !this.restores()) return;
    if (left.length <= LONGEST && tokensOf(left).length > 0) this.add('text_retained', left, retentionCodes(this.decision));
  }

  /** Something of the value from before planting is left. */
  private restores(): boolean {
    const { plant } = this.decision.element;
    return plant !== undefined && typeof plant.original === 'string' && plant.original !== '';
  }

  /** Rule k. */
  private privateRemoved(): void {
    if (!this.isText()) return;
    if (tokensOf(this.value).some((token) => token.length >= 3)) this.add('text_removed', this.value, { tcia_ptkb: 'TCIA-PTKB-X' });
  }

  /** Rule j. */
  private retained(): void {
    const { element, reference } = this.decision;
    if (reference === undefined || isItems(element) || !this.isText()) return;
    if (NO_TEXT_ROW.has(element.tag) || (this.material.burned && DECODED.has(element.tag))) return;
    if (this.value === '' || this.value.length > LONGEST || this.newText() !== this.value) return;
    if (tokensOf(this.value).length > 0) this.add('text_retained', this.value, retentionCodes(this.decision));
  }
}
