import { procedureTexts } from '../iod/procedures.ts';
import { vendorTexts } from '../vendor/vendors.ts';

/**
 * Words that a data set may hold and that no identifier may look like: an identifier's token that stands inside one of these (`Art` in
 * `arterial`) could not be looked for. Lower case.
 */
const CLINICAL =
  `abdomen abdominal abnormal accession acquisition acute additional adenocarcinoma admitting agent airway anatomy aneurysm angio angiography
anonymous ankle anterior aorta aortic apical appendix arch arm arterial artery ascending asia assessment attenuation axial axilla back biopsy bladder blood
bodysoft bolus bone bowel brachial brain branch breast bronchus bsmart bulla calcification cancer carcinoma cardiac carotid catheter cavity cc cerebral cervical
chest chronic circle clavicle clear clinical colon comments compressed compression condyle contour contrast coronal cortex cough cough cranial craniocaudal crush
curate cyst decubitus deep default degenerative delayed dementia dental derived description detector diagnostic diffusion digital discharge disease dose dual dummy
duct duodenum dynamic ear early echo edge elbow emission enhanced enhancement erect esophagus evaluation exam external extremity eye face fast fat female femur
fetal fever fibula field fine first flair flex flexion fluid follow foot forearm fracture frontal full fusion gadolinium gallbladder gating gland glandular glucose
grand grey hall hand head headache healthy heart hepatic high hill hip history hodgkin hospital humerus image imaging implant infarct infection inferior injection
institute internal iodine iohexol isotope joint junction kernel kidney knee large late lateral left leg lens lesion lesson level ligament limb linear liver lobe
localizer long loss love low lower lumbar lump lung lymph lymphoma magnetic major male mammogram mammography manual mask mass maximum medial mediastinum medical
medium melanoma mild miller mineral minimum minor mobile montage mosaic motion mri multi muscle nasal neck negative neuro nodule none normal nuclear oblique
obstruction occipital oral orbit original osteoarthritis ovary overlay oxygen pain pancreas paranasal parietal park pelvis perfusion phase phantom pine pixel
plain plane pleural pneumonia portable portal posterior post preliminary pre pregnancy primary process processed profile prone prostate protocol pulmonary
radiograph radiology range rapid recon reconstruction record rectum region removed renal report resonance retro rib right rose routine sacral sagittal sample
sarcoma scan scout screening scrotum secondary section segmentation sella series shadow short shoulder sinus skull slice small soft spectral spine spleen spot
spread stable staging standard stenosis stent sternum stomach stone stroke study subject superior supine surgery swelling temporal test texture thigh thin
third thoracic thorax throat thyroid tibia tissue tone tracer transverse trauma tube tumor ultrasound unknown upper ureter uterus vein venous ventricle vertebra
vessel view volume wall water weight west white whole window woman wood work wound wrist young zone`
    .split(/\s+/u)
    .join(' ');

/** All that descriptions and equipment of a data set may say. */
const VOCABULARY = `${CLINICAL} ${procedureTexts().join(' ')} ${vendorTexts().join(' ')}`.toLowerCase();

/** True when no lower-cased word of the text stands in a clinical word and each has three characters or more. */
export function isDistinct(text: string): boolean {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => word !== '').every((word) => word.length >= 3 && !VOCABULARY.includes(word));
}
