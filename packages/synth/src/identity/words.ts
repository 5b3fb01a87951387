import privateRows from '../data/private-rows.json' with { type: 'json' };
import { procedureTexts } from '../iod/procedures.ts';
import { cleanTexts } from '../plant/carriers.ts';
import { vendorTexts } from '../vendor/vendors.ts';

/**
 * Words that a data set may hold and that no identifier may look like: an identifier's token that stands inside one of these (`Art` in
 * `arterial`) could not be looked for. Lower case.
 */
const CLINICAL =
  `abdomen abdominal abnormal accession acquisition acute additional adenocarcinoma admitting advised african agent airway altered american anatomy
aneurysm angio angiography ankle annotated anonymous anterior aorta aortic apical appendix application approved arch area arm arrow arterial artery
ascending asia asian asked assessment attenuation attn auto automatic axial axilla back bafbr biopsy bladder blood bodysoft bolus bone bowel bqml
brachial brain brainstem branch breast brightfield bronchus bsmart bulla calcification cancer carcinoma cardiac carotid catheter caucasian cavity cc
center cerebral cervical chest chiasm chronic circle clavicle clear clinical closed code colon color comments compressed compression concept
conclusion conclusions condyle container contains content context contour contrast convolution core corner coronal cortex cough cranial craniocaudal
crush curate curative curved cyst datetime dcmr declined decubitus decy deep default degenerative delayed dementia dental derived descendants
description detector diagnostic diffusion digital discharge disease dlyd dose driver dtim dual duct dummy duodenum dynamic ear early echo edge elbow
electrician emission engineer english enhanced enhancement entry erect esophagus evaluation exam examined external extremity eye face fast fat female
femur fetal fever fibula field filter findings fine first flair flex flexion fluid fluorine fluorodeoxyglucose follow foot forearm fractional fracture
frame frontal full fusion gadolinium gadovist gallbladder gating general genesis gland glandular glucose grand grey hall hand head headache headfirst
headmatrix healthy heart helical hepatic high hill hip hispanic history hodgkin hospital humerus identity illumination image imaging implant infarct
infection inferior injection institute interest internal intravenous iodine iohexol isotope item joint junction kernel kidney knee label language
large late lateral layer left leg lens lesion lesson level ligament limb linac linear liver lobe localizer long loss love low lower lumbar lump lung
lymph lymphoma magnetic magnitude major male mammogram mammographic mammography manual marked mask mass maximum measured medial mediastinum medical
medium melanoma microscope microvolt mild miller mineral minimum minor mobile mode molybdenum monochrome montage morphologically mosaic motion mri
multi muscle name nasal native neck negative neoplasm neuro nodule none normal nuclear nurse object oblique observer obstruction occipital operation
oral orbit organ organization original osem osteoarthritis ovary overlay overview oxygen pain pancreas paranasal parietal park pelvis perfusion
phantom phase photon physical pine pixel plain planar plane pleural pname pneumonia portable portal post posterior postero pre pregnancy preliminary
presentation primary probability process processed processing product profile prone prostate protocol pulmonary pulsed radiograph radiology range
rapid recon reconstruction record recording rectangle rectangular rectum recumbent region removed renal report research resonance retired retro
rhodium rib right rose routine rtdose rtplan rtstruct sacral sagittal sample sarcoma scale scan scat scintillator scout screening scrotum secondary
section seen segmentation segmented sella separate series shadow short shoulder single sinus skull slice slide small soft source spectral spine spleen
spot spread stable stack staging standard start static stenosis stent sternum stomach stone stroke structure study subject subtraction superior supine
surgery swelling syngo teacher technetium temporal test texture thigh thin third thoracic thorax throat thyroid tibia tiled time tissue tone tracer
transverse trauma treatment tube tumor type ucum ultrasound unapproved unknown unused upper ureter uterus vein venous ventricle verified vertebra
vessel view volume wall ward water weight west white whole wholebody window with woman wood work wound wrist young zone`
    .split(/\s+/u)
    .join(' ');

/** All that descriptions, equipment and private creators of a data set may say. */
const VOCABULARY = [CLINICAL, ...procedureTexts(), ...vendorTexts(), ...cleanTexts(), ...Object.keys(privateRows)].join(' ').toLowerCase();

/** True for a word that stands in what a data set may say beside identifiers, or in a part of it. */
export const isVocabulary = (word: string): boolean => VOCABULARY.includes(word.toLowerCase());

/** True when no lower-cased word of the text stands in a clinical word and each has three characters or more. */
export function isDistinct(text: string): boolean {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => word !== '').every((word) => word.length >= 3 && !isVocabulary(word));
}
